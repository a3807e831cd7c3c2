package labwire.netlab.stack.tcp;

/** One segment more a round trip (<a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681, 3.1</a>). */
final class NewReno implements CongestionAvoidance {
    private long acknowledged;

    @Override
    public String algorithmName() {
        return "reno";
    }

    /** Equation 4. */
    @Override
    public long thresholdAfterLoss(long window, long inFlight, int segmentSize) {
        acknowledged = 0;
        return inFlight / 2;
    }

    @Override
    public long grown(long window, long bytes, int segmentSize, long now, long roundTripNanos) {
        acknowledged += bytes;
        if (acknowledged < window) {
            return window;
        }
        acknowledged -= window;
        return window + segmentSize;
    }

    @Override
    public void restarted() {
        acknowledged = 0;
    }

    @Override
    public void undo() {}
}
