package labwire.netlab.stack.udp;

/** What became of a call to {@link UdpSocket#send}. */
public enum UdpSendResult {
    /** On its way, as far as this host can say. */
    SENT,
    /** No route leads to the destination. */
    NO_ROUTE,
    /** Longer than {@link UdpSocket#MAX_PAYLOAD}. */
    TOO_LONG,
    /** The socket is closed. */
    CLOSED
}
