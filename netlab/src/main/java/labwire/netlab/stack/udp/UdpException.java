package labwire.netlab.stack.udp;

/** A socket could not be had: its message says what was found and what was expected. */
public final class UdpException extends Exception {
    private static final long serialVersionUID = 1;

    UdpException(String message) {
        super(message);
    }
}
