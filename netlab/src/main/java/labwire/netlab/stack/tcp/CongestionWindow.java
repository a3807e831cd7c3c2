package labwire.netlab.stack.tcp;

/**
 * How many bytes may be in flight: slow start (<a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681,
 * 3.1</a>), and beyond the threshold whatever {@link CongestionAvoidance} says. Which bytes were lost is for
 * {@link LossRecovery} to find.
 */
final class CongestionWindow {
    /** The initial window of <a href="https://www.rfc-editor.org/rfc/rfc6928#section-2">RFC 6928, 2</a>. */
    static final int INITIAL_SEGMENTS = 10;

    private static final int INITIAL_BYTES = 14600;
    /** More than any window can be used for: RFC 7323 allows for a GiB. */
    private static final long MAX_WINDOW = 1L << 31;

    private final CongestionAvoidance avoidance;
    private final HyStart slowStart = new HyStart();
    private int segmentSize;
    private long window;
    private long threshold = Long.MAX_VALUE;
    private long windowBeforeLoss;
    private long thresholdBeforeLoss = Long.MAX_VALUE;

    /**
     * @param initialSegments the initial window, see {@link #INITIAL_SEGMENTS}
     */
    CongestionWindow(CongestionAvoidance avoidance, int segmentSize, int initialSegments) {
        this.avoidance = avoidance;
        this.segmentSize = segmentSize;
        this.window = initialWindow(segmentSize, initialSegments);
    }

    private static long initialWindow(int segmentSize, int segments) {
        return Math.min((long) segments * segmentSize, Math.max(2L * segmentSize, INITIAL_BYTES));
    }

    /** cwnd, in bytes. */
    long bytes() {
        return window;
    }

    /** ssthresh, in bytes; {@link Long#MAX_VALUE} before the first loss. */
    long slowStartThreshold() {
        return threshold;
    }

    String algorithmName() {
        return avoidance.algorithmName();
    }

    /**
     * New data was acknowledged, outside of fast recovery. Grows by the bytes acknowledged, without RFC 3465's limit per
     * acknowledgment: one acknowledgment stands for all that a turn of the loop brought. But slow start ends at the
     * threshold, however much a filled gap acknowledges. Does not grow while the window is not used (RFC 7661 says why).
     *
     * @param bytes how many
     * @param inFlightBefore unacknowledged bytes, these included
     * @param roundTripNanos this acknowledgment's sample, or {@link Delivery#NO_SAMPLE}
     * @param smoothedNanos the smoothed round trip
     */
    void acknowledged(
            long now, long bytes, long inFlightBefore, SendSequence sequence, long roundTripNanos, long smoothedNanos) {
        if (window < threshold) {
            if (window <= 2 * inFlightBefore) {
                long growth = slowStart.growth(bytes, sequence.una(), sequence.next(), roundTripNanos);
                window = Math.min(window + growth, Math.min(threshold, MAX_WINDOW));
                if (slowStart.isOver()) {
                    threshold = window;
                }
            }
        } else if (window <= inFlightBefore + segmentSize) {
            window = Math.min(avoidance.grown(window, bytes, segmentSize, now, smoothedNanos), MAX_WINDOW);
        }
    }

    /**
     * A loss was found, or a router has marked (RFC 3168, 6.1.2): the flight is to come down to the threshold. What the
     * first duplicates have let out beyond the window does not count (RFC 5681, 3.2, 2).
     */
    void lossFound(long inFlight) {
        remember();
        threshold = floor(avoidance.thresholdAfterLoss(window, Math.min(inFlight, window), segmentSize));
        window = threshold;
        slowStart.restart();
    }

    /** Fast recovery says what may be in flight now. */
    void during(long newWindow) {
        window = newWindow;
    }

    /**
     * Fast recovery is over: RFC 6582, 3.2 (3), the second option; RFC 6937, 3.1. The first option of the former avoids a
     * burst, but leaves windows of two segments, in which the next loss can only be found by the timer.
     */
    void recovered() {
        window = threshold;
    }

    /**
     * The retransmission timer has expired.
     *
     * @param again it had expired before, for the same data
     */
    void timedOut(long inFlight, boolean again) {
        if (!again) {
            remember();
            threshold = floor(avoidance.thresholdAfterLoss(window, inFlight, segmentSize));
        }
        avoidance.restarted();
        slowStart.restart();
        window = segmentSize;
    }

    /** F-RTO has found that the timeout was none of a late acknowledgment (RFC 5682, 2.1, step 3a). */
    void timeoutWasGenuine() {
        window = 3L * segmentSize;
    }

    private void remember() {
        windowBeforeLoss = window;
        thresholdBeforeLoss = threshold;
    }

    /** The loss was none: all is as if it had not been found (RFC 4015, 3.2, without its pacing). */
    void undo() {
        window = Math.max(window, windowBeforeLoss);
        threshold = Math.max(threshold, thresholdBeforeLoss);
        avoidance.undo();
    }

    /** Nothing was sent for longer than a retransmission timeout (RFC 5681, 4.1). */
    void idle() {
        window = Math.min(window, initialWindow(segmentSize, INITIAL_SEGMENTS));
        avoidance.restarted();
    }

    /** The path's segment size has changed. */
    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
        window = Math.max(window, newSegmentSize);
    }

    private long floor(long newThreshold) {
        return Math.max(newThreshold, 2L * segmentSize);
    }
}
