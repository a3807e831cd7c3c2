package labwire.netlab.stack.tcp;

/**
 * How many bytes may be in flight. Which bytes were lost is for {@link LossRecovery} to find; this only says what
 * follows for the window, so that another algorithm can take its place.
 */
interface CongestionControl {
    /** cwnd, in bytes; never less than a segment. */
    long window();

    /** ssthresh, in bytes; {@link Long#MAX_VALUE} before the first loss. */
    long slowStartThreshold();

    /**
     * New data was acknowledged, outside of fast recovery.
     *
     * @param bytes how many
     * @param inFlightBefore unacknowledged bytes, these included
     */
    void acknowledged(long bytes, long inFlightBefore);

    /** Duplicate acknowledgments show a loss: fast recovery begins. */
    void lossFound(long inFlight);

    /** All that was in flight when fast recovery began is acknowledged. */
    void recovered();

    /**
     * The retransmission timer has expired.
     *
     * @param again it had expired before, for the same data
     */
    void timedOut(long inFlight, boolean again);

    /** Nothing was sent for longer than a retransmission timeout. */
    void idle();

    /** The path's segment size has changed. */
    void segmentSize(int newSegmentSize);
}
