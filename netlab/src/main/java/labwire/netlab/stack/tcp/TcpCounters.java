package labwire.netlab.stack.tcp;

/** What a stack's TCP has counted since it was made. Lab thread only. */
@SuppressWarnings("EnumOrdinal") // an index into an array of this object, stored nowhere else
public final class TcpCounters {
    /** What is counted. */
    public enum Event {
        SEGMENTS_RECEIVED,
        SEGMENTS_SENT,
        /** Dropped: a wrong checksum. */
        BAD_CHECKSUMS,
        /** Dropped: broken otherwise, or to or from an address that no connection can have. */
        MALFORMED,
        ACTIVE_OPENS,
        PASSIVE_OPENS,
        /** Ended before they were established. */
        FAILED_ATTEMPTS,
        RESETS_SENT,
        RESETS_RECEIVED,
        RETRANSMITTED_SEGMENTS,
        FAST_RETRANSMITS,
        RETRANSMIT_TIMEOUTS,
        TAIL_LOSS_PROBES,
        /** The peer's D-SACKs: needless retransmissions of ours. */
        DUPLICATES_REPORTED,
        /** Reactions to losses that were none, taken back. */
        REPAIRS_UNDONE,
        INVALID_SACK_BLOCKS,
        WINDOW_PROBES,
        KEEPALIVE_PROBES,
        CHALLENGE_ACKS,
        /** Held back by the rate limit of RFC 5961, 7. */
        CHALLENGE_ACKS_SUPPRESSED,
        OUT_OF_ORDER_SEGMENTS,
        /** Received again, or outside the window. */
        UNACCEPTABLE_SEGMENTS,
        /** Packets marked by routers (RFC 3168). */
        ECN_MARKS,
        /** Windows shrunk because the peer has told of marks. */
        ECN_REDUCTIONS,
        /** SYNs answered without keeping anything, because the SYN queue was full (RFC 4987). */
        SYN_COOKIES_SENT,
        SYN_COOKIES_ACCEPTED,
        /** ACKs that came to a listener while cookies were given, and acknowledged none. */
        SYN_COOKIES_FAILED,
        /** Dropped: sent before what had already come, by its timestamp (RFC 7323, 5). */
        OLD_TIMESTAMPS,
        /** Dropped: the reassembly queue was full. */
        REASSEMBLY_OVERFLOWS,
        /** SYNs dropped: too many half-open connections at the listener. */
        SYN_QUEUE_OVERFLOWS,
        /** SYNs and final ACKs of handshakes dropped: too many connections not yet accepted at the listener. */
        ACCEPT_QUEUE_OVERFLOWS,
        /** SYNs dropped: the table of connections was full. */
        TABLE_OVERFLOWS,
        /** TIME-WAITs cut short: too many of them. */
        TIME_WAIT_OVERFLOWS,
        /** Dropped: more segments to ourselves at one instant than the loop-back queue takes. */
        LOOPBACK_OVERFLOWS
    }

    private final long[] counts = new long[Event.values().length];

    TcpCounters() {}

    public long get(Event event) {
        return counts[event.ordinal()];
    }

    void count(Event event) {
        counts[event.ordinal()]++;
    }

    void count(Event event, int segments) {
        counts[event.ordinal()] += segments;
    }
}
