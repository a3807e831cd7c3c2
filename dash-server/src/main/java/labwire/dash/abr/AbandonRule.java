package labwire.dash.abr;

import java.util.Optional;

/**
 * Drops a download that will take far longer than it plays, when the same time would carry a lower rung whole.
 *
 * <p>It judges by this download alone, so that it works beside any rule.
 */
public final class AbandonRule {
    private final Settings settings;

    public AbandonRule(Settings settings) {
        this.settings = settings;
    }

    /**
     * When to give up.
     *
     * @param graceSeconds no download is dropped earlier
     * @param leastSamples nor after fewer pieces
     * @param slowness how many times its own duration a segment may take
     * @param share of the measured throughput that the lower rung may use
     * @param bufferAtMostSeconds with more than this in the buffer there is no hurry
     */
    public record Settings(
            double graceSeconds, int leastSamples, double slowness, double share, double bufferAtMostSeconds) {
        /** As dash.js does. */
        public static final Settings DASH_JS = new Settings(0.5, 6, 1.8, 0.9, 18);

        /** For rules that spend the buffer on purpose: only when it runs low. */
        public static final Settings LOW_BUFFER = new Settings(0.5, 6, 1.8, 0.9, 5);
    }

    /** The lower rung to take instead, if the download is to be dropped. */
    public Optional<Decision> judge(DownloadProgress progress) {
        AbrState state = progress.state();
        double transfer = progress.elapsedSeconds() - progress.latencySeconds();
        double bitsLeft = progress.bitsTotal() - progress.bitsReceived();
        if (progress.rung() == 0
                || progress.samples() < settings.leastSamples
                || progress.elapsedSeconds() < settings.graceSeconds
                || state.bufferSeconds() > settings.bufferAtMostSeconds
                || transfer <= 0
                || progress.bitsReceived() <= 0
                || bitsLeft <= 0) {
            return Optional.empty();
        }
        Ladder ladder = state.ladder();
        double segment = ladder.segmentSeconds();
        double rate = progress.bitsReceived() / transfer;
        double expected = progress.elapsedSeconds() + bitsLeft / rate;
        if (expected <= settings.slowness * segment) {
            return Optional.empty();
        }
        int lower = carried(ladder, rate, progress.latencySeconds());
        double lowerBits = progress.bitsTotal() * ladder.rate(lower) / ladder.rate(progress.rung());
        if (lower >= progress.rung() || lowerBits >= bitsLeft) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                lower,
                "at " + Figures.rate(rate) + " this segment of " + Figures.seconds(segment) + " would take "
                        + Figures.seconds(expected) + " with " + Figures.seconds(state.bufferSeconds())
                        + " of buffer; " + Figures.rate((double) ladder.rate(lower))
                        + " is less than what is left of it"));
    }

    /** The highest rung that a safe share of a rate carries, with a latency lost in each segment. */
    int carried(Ladder ladder, double rate, double latencySeconds) {
        double segment = ladder.segmentSeconds();
        return ladder.highestAtMost(settings.share * rate * Math.max(0, segment - latencySeconds) / segment);
    }
}
