package labwire.gateway.api;

/** A lab could not be reached or would not do what was asked; the message is for the user. */
public final class ApiException extends RuntimeException {
    public ApiException(String message) {
        super(message);
    }
}
