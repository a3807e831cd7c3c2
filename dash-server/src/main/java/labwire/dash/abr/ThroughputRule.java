package labwire.dash.abr;

/** The highest rung that a safe share of the estimated throughput carries. */
public final class ThroughputRule implements AbrRule {
    private final Settings settings;
    private final ThroughputEstimate estimate;
    private final InsufficientBuffer insufficientBuffer;

    public ThroughputRule(Settings settings) {
        this.settings = settings;
        estimate = new ThroughputEstimate(settings.estimate);
        insufficientBuffer = new InsufficientBuffer(settings.insufficientBuffer);
    }

    /**
     * Its parameters.
     *
     * @param safeShare what of the throughput may be used
     */
    public record Settings(
            ThroughputEstimate.Settings estimate, InsufficientBuffer.Settings insufficientBuffer, double safeShare) {
        /** Ours: dash.js's rule on our estimate. */
        public static final Settings DEFAULT =
                new Settings(ThroughputEstimate.Settings.DEFAULT, InsufficientBuffer.Settings.DASH_JS, 0.9);

        /** Those of the simulator SABRE. */
        public static final Settings SABRE =
                new Settings(ThroughputEstimate.Settings.SABRE, InsufficientBuffer.Settings.SABRE, 0.9);
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public Decision choose(AbrState state) {
        if (!estimate.known()) {
            return new Decision(0, "nothing measured yet: the lowest rung");
        }
        double limit = estimate.sustainable(state.ladder(), settings.safeShare);
        Decision wanted = new Decision(
                state.ladder().highestAtMost(limit),
                "throughput " + Figures.rate(estimate.bitsPerSecond()) + " × " + Figures.factor(settings.safeShare)
                        + latency(estimate.latencySeconds()) + " carries " + Figures.rate(limit));
        return insufficientBuffer.guard(state, estimate, wanted);
    }

    private static String latency(double seconds) {
        long millis = Math.round(seconds * 1000);
        return millis == 0 ? "" : ", less " + millis + " ms of latency a segment,";
    }

    @Override
    public void downloaded(SegmentDownload download) {
        estimate.add(download);
    }

    @Override
    public void reset() {
        insufficientBuffer.reset();
    }
}
