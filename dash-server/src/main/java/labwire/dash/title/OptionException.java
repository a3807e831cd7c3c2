package labwire.dash.title;

/** Options in a path that make no sense. The message says what was found and what was expected. */
public final class OptionException extends Exception {
    private final String reason;

    public OptionException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
