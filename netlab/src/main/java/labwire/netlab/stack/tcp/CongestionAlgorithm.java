package labwire.netlab.stack.tcp;

/** How the congestion window grows and shrinks. */
public enum CongestionAlgorithm {
    /** RFC 9438: the default, as in Linux. */
    CUBIC,
    /** RFC 5681 and 6582. */
    NEW_RENO
}
