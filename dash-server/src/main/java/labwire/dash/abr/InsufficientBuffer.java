package labwire.dash.abr;

/**
 * The guard against stalls: a segment must arrive before the buffer is empty, at a cautious share of the throughput.
 *
 * <p>The share may begin higher and shrink with each decision: at first the buffer is small since playback is young, not
 * since something is wrong.
 */
public final class InsufficientBuffer {
    private final Settings settings;
    private double share;

    InsufficientBuffer(Settings settings) {
        this.settings = settings;
        share = settings.firstShare;
    }

    /**
     * What share of the throughput counts.
     *
     * @param firstShare of the throughput, for the first decision
     * @param shrink by which the share is multiplied at each decision
     * @param lastShare where it ends
     */
    public record Settings(double firstShare, double shrink, double lastShare) {
        /** As dash.js does. */
        public static final Settings DASH_JS = new Settings(0.7, 1, 0.7);

        /** As the simulator SABRE does. */
        public static final Settings SABRE = new Settings(0.9, 0.9, 0.5);
    }

    /** The decision, or a lower one that the buffer can bear. */
    Decision guard(AbrState state, ThroughputEstimate estimate, Decision wanted) {
        double segment = state.ladder().segmentSeconds();
        double time = Math.max(0, state.bufferSeconds() - estimate.latencySeconds());
        double limit = share * estimate.bitsPerSecond() * time / segment;
        double used = share;
        share = Math.max(share * settings.shrink, settings.lastShare);
        int safe = state.ladder().highestAtMost(limit);
        if (safe >= wanted.rung()) {
            return wanted;
        }
        return new Decision(
                safe,
                wanted.reason() + "; but " + Figures.seconds(state.bufferSeconds()) + " of buffer at "
                        + Figures.rate(estimate.bitsPerSecond()) + " × " + Figures.factor(used) + " bear "
                        + Figures.rate(limit));
    }

    void reset() {
        share = settings.firstShare;
    }
}
