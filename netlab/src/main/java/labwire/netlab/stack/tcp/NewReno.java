package labwire.netlab.stack.tcp;

/**
 * Slow start and congestion avoidance (<a href="https://www.rfc-editor.org/rfc/rfc5681">RFC 5681</a>), with the exit
 * from fast recovery of <a href="https://www.rfc-editor.org/rfc/rfc6582">RFC 6582</a>.
 */
final class NewReno implements CongestionControl {
    /** The initial window of RFC 6928. */
    static final int INITIAL_WINDOW_SEGMENTS = 10;

    private static final int INITIAL_WINDOW_BYTES = 14600;
    /** More than any window can be used for: RFC 7323 allows for a GiB. */
    private static final long MAX_WINDOW = 1L << 31;

    private int segmentSize;
    private long window;
    private long threshold = Long.MAX_VALUE;
    private long acknowledgedInAvoidance;

    /**
     * @param initialSegments the initial window, see {@link #INITIAL_WINDOW_SEGMENTS}
     */
    NewReno(int segmentSize, int initialSegments) {
        this.segmentSize = segmentSize;
        this.window = initialWindow(segmentSize, initialSegments);
    }

    private static long initialWindow(int segmentSize, int segments) {
        return Math.min((long) segments * segmentSize, Math.max(2L * segmentSize, INITIAL_WINDOW_BYTES));
    }

    @Override
    public long window() {
        return window;
    }

    @Override
    public long slowStartThreshold() {
        return threshold;
    }

    /**
     * Grows by the bytes acknowledged, without RFC 3465's limit per acknowledgment: one acknowledgment stands for all
     * that a turn of the loop brought. But slow start ends at the threshold, however much a filled gap acknowledges. Does
     * not grow while the window is not used (RFC 7661 says why).
     */
    @Override
    public void acknowledged(long bytes, long inFlightBefore) {
        if (window < threshold) {
            if (window <= 2 * inFlightBefore) {
                window = Math.min(window + bytes, Math.min(threshold, MAX_WINDOW));
            }
        } else if (window <= inFlightBefore + segmentSize) {
            acknowledgedInAvoidance += bytes;
            if (acknowledgedInAvoidance >= window) {
                acknowledgedInAvoidance -= window;
                window = Math.min(window + segmentSize, MAX_WINDOW);
            }
        }
    }

    @Override
    public void lossFound(long inFlight) {
        threshold = halved(inFlight);
        window = threshold;
        acknowledgedInAvoidance = 0;
    }

    /**
     * RFC 6582, 3.2 (3), the second option. The first one avoids a burst, but leaves windows of two segments, in which
     * the next loss can only be found by the timer.
     */
    @Override
    public void recovered() {
        window = threshold;
    }

    @Override
    public void timedOut(long inFlight, boolean again) {
        if (!again) {
            threshold = halved(inFlight);
        }
        window = segmentSize;
        acknowledgedInAvoidance = 0;
    }

    /** RFC 5681, 4.1. */
    @Override
    public void idle() {
        window = Math.min(window, initialWindow(segmentSize, INITIAL_WINDOW_SEGMENTS));
    }

    @Override
    public void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
        window = Math.max(window, newSegmentSize);
    }

    /** RFC 5681, equation 4. */
    private long halved(long inFlight) {
        return Math.max(inFlight / 2, 2L * segmentSize);
    }
}
