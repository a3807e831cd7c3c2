package labwire.netlab.stack.tcp;

/**
 * The states of <a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2">RFC 9293, 3.3.2</a>, each with what
 * leads out of it. A valid RST, an abort and a timeout lead from every state to {@link #CLOSED}.
 */
public enum TcpState {
    /** No connection: the end of every other state. */
    CLOSED,
    /** Only a {@link TcpListener} is in this state; a SYN makes a new connection in {@link #SYN_RECEIVED}. */
    LISTEN,
    /** Our SYN is out. SYN and ACK: {@link #ESTABLISHED}. SYN alone (simultaneous open): {@link #SYN_RECEIVED}. */
    SYN_SENT,
    /** Both SYNs seen, ours not acknowledged. ACK of it: {@link #ESTABLISHED}. */
    SYN_RECEIVED,
    /** Data both ways. We end our output: {@link #FIN_WAIT_1}. The peer's FIN: {@link #CLOSE_WAIT}. */
    ESTABLISHED,
    /**
     * We have ended our output. ACK of our FIN: {@link #FIN_WAIT_2}. The peer's FIN first: {@link #CLOSING}; both at
     * once: {@link #TIME_WAIT}.
     */
    FIN_WAIT_1,
    /** Our output is acknowledged to its end; the peer may still send. Its FIN: {@link #TIME_WAIT}. */
    FIN_WAIT_2,
    /** The peer has ended its output; we may still send. We end ours: {@link #LAST_ACK}. */
    CLOSE_WAIT,
    /** Both ended at once, our FIN is not acknowledged. ACK of it: {@link #TIME_WAIT}. */
    CLOSING,
    /** The peer ended first, then we; our FIN is not acknowledged. ACK of it: {@link #CLOSED}. */
    LAST_ACK,
    /** Waits until no old segment can be about. After that time: {@link #CLOSED}. */
    TIME_WAIT;

    /** Both SYNs have been seen (RFC 9293, 3.10.7.4: the states from SYN-RECEIVED on, but not that one). */
    public boolean isSynchronized() {
        return compareTo(ESTABLISHED) >= 0;
    }
}
