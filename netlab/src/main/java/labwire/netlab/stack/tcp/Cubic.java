package labwire.netlab.stack.tcp;

/**
 * CUBIC (<a href="https://www.rfc-editor.org/rfc/rfc9438">RFC 9438</a>): the window follows a cubic of the time since
 * the last loss, flat where that loss was. Windows are counted in segments here, times in seconds, as in the RFC.
 */
final class Cubic implements CongestionAvoidance {
    /** C (5.1), in segments per second cubed. */
    private static final double AGGRESSIVENESS = 0.4;
    /** beta_cubic (4.6). */
    private static final double DECREASE = 0.7;
    /** alpha_cubic of the Reno-friendly region (4.3). */
    private static final double FRIENDLY_INCREASE = 3 * (1 - DECREASE) / (1 + DECREASE);

    private static final double NANOS = 1e9;
    private static final long NONE = Long.MIN_VALUE;

    /** W_max: the window before the last reduction. */
    private double plateau;
    /** cwnd_prior: from here on the Reno-friendly estimate grows as Reno does. */
    private double windowBeforeLoss;
    /** W_est: what Reno would have. */
    private double friendly;
    /** K: when the cubic reaches the plateau. */
    private double plateauSeconds;

    private double epochWindow;
    private long epochNanos = NONE;
    private boolean afterLoss;
    /** Grown by less than a byte. */
    private double fraction;

    private double plateauBefore;
    private double windowBeforeLossBefore;

    @Override
    public String algorithmName() {
        return "cubic";
    }

    @Override
    public long thresholdAfterLoss(long window, long inFlight, int segmentSize) {
        plateauBefore = plateau;
        windowBeforeLossBefore = windowBeforeLoss;
        double segments = (double) window / segmentSize;
        // Fast convergence (4.7): a flow that lost below its last plateau makes room for others.
        plateau = segments < plateau ? segments * (1 + DECREASE) / 2 : segments;
        windowBeforeLoss = segments;
        epochNanos = NONE;
        afterLoss = true;
        return (long) (inFlight * DECREASE);
    }

    @Override
    public long grown(long window, long bytes, int segmentSize, long now, long roundTripNanos) {
        double segments = (double) window / segmentSize;
        if (epochNanos == NONE) {
            beginEpoch(segments, now);
        }
        double acked = (double) bytes / segmentSize;
        double seconds = (now - epochNanos) / NANOS;
        friendly += (friendly < windowBeforeLoss ? FRIENDLY_INCREASE : 1) * acked / segments;
        double increment;
        if (at(seconds) < friendly) {
            increment = Math.max(0, friendly - segments);
        } else {
            double target = Math.min(Math.max(at(seconds + roundTripNanos / NANOS), segments), 1.5 * segments);
            increment = (target - segments) / segments * acked;
        }
        double grown = increment * segmentSize + fraction;
        fraction = grown - (long) grown;
        return window + (long) grown;
    }

    private void beginEpoch(double segments, long now) {
        epochNanos = now;
        epochWindow = segments;
        friendly = segments;
        if (!afterLoss || plateau < segments) {
            // After slow start ended without loss, or a timeout (4.8, 4.10): the plateau is here.
            plateau = segments;
        }
        plateauSeconds = StrictMath.cbrt((plateau - epochWindow) / AGGRESSIVENESS);
    }

    /** W_cubic, equation 1. */
    private double at(double seconds) {
        double distance = seconds - plateauSeconds;
        return AGGRESSIVENESS * distance * distance * distance + plateau;
    }

    @Override
    public void restarted() {
        epochNanos = NONE;
        afterLoss = false;
    }

    @Override
    public void undo() {
        plateau = plateauBefore;
        windowBeforeLoss = windowBeforeLossBefore;
        epochNanos = NONE;
    }
}
