package labwire.netlab.stack.tcp;

/** A socket could not be opened. */
public final class TcpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Reason {
        /** Another listener, or a connection with the same two ends, holds the address and port. */
        ADDRESS_IN_USE,
        /** There is no route to the destination. */
        NO_ROUTE,
        /** Every ephemeral port is in use. */
        NO_PORT_LEFT,
        /** The table of connections is full. */
        TABLE_FULL
    }

    private final Reason reason;

    TcpException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
