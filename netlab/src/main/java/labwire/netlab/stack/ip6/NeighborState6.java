package labwire.netlab.stack.ip6;

/** What is known of a neighbour (RFC 4861, 7.3.2). */
public enum NeighborState6 {
    /** Asked for, not known; packets wait. To REACHABLE when it answers, removed after the last solicitation. */
    INCOMPLETE,
    /** Known, and lately confirmed. To STALE when the confirmation is old. */
    REACHABLE,
    /** Known, not lately confirmed. To DELAY with the next packet to it; removed when it is not used for long. */
    STALE,
    /** In use again; perhaps its answers confirm it. To REACHABLE if so, else to PROBE after a while. */
    DELAY,
    /** Asked directly. To REACHABLE when it answers, removed after the last solicitation. */
    PROBE,
    /** Set by a person. Stays. */
    PERMANENT,
    /** No longer in the cache. */
    REMOVED
}
