package labwire.smtp.fault;

/** Text that is no {@link FaultRule}; the message says what was found and what was expected. */
public final class FaultSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    FaultSyntaxException(String message) {
        super(message);
    }
}
