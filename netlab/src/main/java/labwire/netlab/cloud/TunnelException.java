package labwire.netlab.cloud;

/** A tunnel that cannot be opened, with what was found and what was expected. */
public final class TunnelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TunnelException(String message) {
        super(message);
    }

    TunnelException(String message, Throwable cause) {
        super(message, cause);
    }
}
