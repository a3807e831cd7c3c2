package labwire.netlab.stack.tcp;

/** Takes the connections that a {@link TcpListener} has accepted. */
@FunctionalInterface
public interface TcpAcceptor {
    /**
     * Called at the end of a turn, once a connection's handshake is done.
     *
     * @param socket connected; {@link TcpSocketListener#connected()} is not called for it
     * @return told from now on about the socket; first, in this same turn, about what has already arrived
     */
    TcpSocketListener accepted(TcpSocket socket);
}
