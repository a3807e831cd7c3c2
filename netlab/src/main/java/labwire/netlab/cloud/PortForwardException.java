package labwire.netlab.cloud;

/** A port of the workstation could not be opened; the message names it and says why. */
public final class PortForwardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortForwardException(String message, Throwable cause) {
        super(message, cause);
    }
}
