package labwire.gateway.lab;

/** A lab could not be started; nothing of it is left running. The message is for the user. */
public final class StartException extends RuntimeException {
    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
