package labwire.netlab.stack.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Told about a socket, at the end of a turn: one call for all that the turn brought, before what is to be sent is
 * sent, so that an answer carries the acknowledgment. Every method may call anything on any socket. In one turn the
 * calls come in the order in which the methods stand here.
 */
public interface TcpSocketListener {
    /**
     * The connection would end for this reason if nothing changed (RFC 9293, 3.9.1.8): an ICMP error says that the peer
     * is unreachable, or it has not answered several retransmissions.
     */
    default void troubled(TcpFailure reason) {}

    /** The connection that {@link TcpLayer#connect} began stands. */
    void connected();

    /** The peer has urgent data on the way, or more of them than was known: see {@link TcpSocket#urgentBytes()}. */
    default void urgent() {}

    /** More bytes can be read than at the last call. */
    void readable();

    /**
     * The peer has ended its output. Bytes before that may still be unread: {@link TcpSocket#isInputFinished()} holds
     * once they are read. Called once.
     */
    void inputFinished();

    /** The send buffer was more than two thirds full and is no longer. */
    void writable();

    /** All that was written and the end of it have been acknowledged. Called once, if at all before {@link #closed}. */
    default void outputAcknowledged() {}

    /**
     * The connection is over. Called once, and nothing after it. After an orderly end it follows the reading of the
     * last byte, or {@link TcpSocket#close()}; after a failure it comes at once, and what had arrived can still be read.
     *
     * @param failure null after an orderly end, or one that this side asked for
     */
    void closed(@Nullable TcpFailure failure);
}
