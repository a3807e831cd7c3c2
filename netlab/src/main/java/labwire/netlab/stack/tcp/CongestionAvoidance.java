package labwire.netlab.stack.tcp;

/** How a {@link CongestionWindow} grows beyond the slow start threshold, and what is left of it after a loss. */
interface CongestionAvoidance {
    /** As {@code ss} names it. */
    String algorithmName();

    /**
     * A loss, or a mark of congestion, was found.
     *
     * @param window cwnd before
     * @param inFlight unacknowledged bytes
     * @return the new slow start threshold, before the floor of two segments
     */
    long thresholdAfterLoss(long window, long inFlight, int segmentSize);

    /**
     * New data was acknowledged while the window is in use.
     *
     * @param roundTripNanos smoothed
     * @return the new window
     */
    long grown(long window, long bytes, int segmentSize, long now, long roundTripNanos);

    /** The window has been set by something else: growth begins anew from there. */
    void restarted();

    /** The loss to which {@link #thresholdAfterLoss} reacted was none. */
    void undo();
}
