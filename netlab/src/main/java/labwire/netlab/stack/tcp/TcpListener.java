package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Ipv4Address;

/** A port that takes connections. Lab thread only. */
@SuppressWarnings("DoNotCallSuggester")
public final class TcpListener {
    /** Larger backlogs are cut to this. */
    public static final int MAX_BACKLOG = 4096;

    public Ipv4Address localAddress() {
        throw new UnsupportedOperationException();
    }

    public int localPort() {
        throw new UnsupportedOperationException();
    }

    /**
     * While false, connections whose handshake is done wait, up to the backlog, instead of being handed to the
     * acceptor; true again hands them over.
     */
    public void setAccepting(boolean accepting) {
        throw new UnsupportedOperationException();
    }

    /** Stops listening. Connections not yet handed to the acceptor are reset; the others stay. Idempotent. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
