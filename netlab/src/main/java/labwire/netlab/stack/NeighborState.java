package labwire.netlab.stack;

/** What is known of a neighbour; the states of RFC 4861, 7.3.2, as far as ARP has them. */
public enum NeighborState {
    /**
     * Asked for, not known; packets wait. To REACHABLE when it answers, to FAILED after the last request, or removed.
     */
    INCOMPLETE,
    /** Known, and lately confirmed. To STALE when the confirmation is old, or a transport gets no answers. */
    REACHABLE,
    /**
     * Known, not lately confirmed. To PROBE with the next packet to it, to REACHABLE when it is heard, removed when it
     * is not used for long.
     */
    STALE,
    /** Known and in use, and asked directly. To REACHABLE when it answers, to INCOMPLETE after the last request. */
    PROBE,
    /** Did not answer: packets to it are refused for a while. To INCOMPLETE with the first packet afterwards. */
    FAILED,
    /** Set by a person. Stays. */
    PERMANENT,
    /** No longer in the cache. */
    REMOVED
}
