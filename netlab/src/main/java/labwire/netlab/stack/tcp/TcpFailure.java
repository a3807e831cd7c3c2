package labwire.netlab.stack.tcp;

/** Why a connection ended other than in order. */
public enum TcpFailure {
    /** The peer sent a valid RST. */
    RESET,
    /** The peer did not answer retransmissions or keepalive probes. */
    TIMED_OUT,
    /** The peer answered our SYN with RST. */
    REFUSED,
    /** ICMP said that the destination cannot be reached. */
    UNREACHABLE
}
