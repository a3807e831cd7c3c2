package labwire.dash.abr;

import java.util.List;

/**
 * BOLA-E (Spiteri, Sitaraman, Sparacio: "From theory to practice"): the rung by buffer level, where a placeholder stands
 * for the buffer that time alone has kept from filling: at the start, at a full buffer, at the live edge.
 */
public final class BolaERule implements AbrRule {
    private static final Ladder NO_LADDER = new Ladder(List.of(1L), 1);

    private final Settings settings;
    private final ThroughputEstimate estimate;
    private final InsufficientBuffer insufficientBuffer;
    private Phase phase = Phase.STARTUP;
    private BolaUtility utility;
    private double placeholderSeconds;
    private double lastArrivalSeconds = Double.NaN;

    public BolaERule(Settings settings) {
        this.settings = settings;
        estimate = new ThroughputEstimate(settings.estimate);
        insufficientBuffer = new InsufficientBuffer(settings.insufficientBuffer);
        utility = settings.utility(NO_LADDER);
    }

    /**
     * Its parameters.
     *
     * @param fullBufferSeconds where nothing but the highest rung is chosen, unless the ladder's size asks for more
     * @param lift of the utilities, which raises all levels
     * @param throughputShare what of the throughput an up-switch may use
     * @param rungsAboveThroughput by how many an up-switch may exceed that: 0 is BOLA-O, 1 is BOLA-U
     * @param placeholderDecay by which the placeholder shrinks at each segment
     */
    public record Settings(
            ThroughputEstimate.Settings estimate,
            InsufficientBuffer.Settings insufficientBuffer,
            double fullBufferSeconds,
            double lift,
            double throughputShare,
            int rungsAboveThroughput,
            double placeholderDecay) {
        /** Ours: dash.js's rule, which is BOLA-O, on our estimate. */
        public static final Settings DEFAULT = new Settings(
                ThroughputEstimate.Settings.DEFAULT, InsufficientBuffer.Settings.DASH_JS, 18, 0, 0.9, 0, 0.99);

        /** Those of the simulator SABRE with a buffer of 25 s, which is BOLA-U. */
        public static final Settings SABRE =
                new Settings(ThroughputEstimate.Settings.SABRE, InsufficientBuffer.Settings.SABRE, 25, 1, 1, 1, 1);

        private static final double MINIMUM_BUFFER_SECONDS = 10;
        private static final double BUFFER_SECONDS_PER_RUNG = 2;

        private BolaUtility utility(Ladder ladder) {
            double full = Math.max(fullBufferSeconds, MINIMUM_BUFFER_SECONDS + BUFFER_SECONDS_PER_RUNG * ladder.size());
            return new BolaUtility(ladder, MINIMUM_BUFFER_SECONDS, full, lift);
        }
    }

    private enum Phase {
        /** The buffer says nothing yet: the throughput chooses. To STEADY once a segment is buffered. */
        STARTUP,
        /** The buffer, placeholder included, chooses. To STARTUP by {@link #reset()}. */
        STEADY
    }

    @Override
    public String name() {
        return "bola-e";
    }

    @Override
    public Decision choose(AbrState state) {
        if (!utility.ladder().equals(state.ladder())) {
            utility = settings.utility(state.ladder());
        }
        if (!estimate.known()) {
            return new Decision(0, "nothing measured yet: the lowest rung");
        }
        return switch (phase) {
            case STARTUP -> start(state);
            case STEADY -> steady(state);
        };
    }

    private Decision start(AbrState state) {
        double limit = estimate.sustainable(state.ladder(), settings.throughputShare);
        int rung = state.ladder().highestAtMost(limit);
        Decision wanted = new Decision(
                rung,
                "the buffer is young: throughput " + Figures.rate(estimate.bitsPerSecond()) + " carries "
                        + Figures.rate(limit));
        if (state.bufferSeconds() < state.ladder().segmentSeconds()) {
            return insufficientBuffer.guard(state, estimate, wanted);
        }
        phase = Phase.STEADY;
        placeholderSeconds = Math.max(0, utility.lowestLevel(rung) - state.bufferSeconds());
        return wanted;
    }

    private Decision steady(AbrState state) {
        if (!Double.isNaN(lastArrivalSeconds)) {
            // Time that passed at a full buffer would have filled a larger one.
            placeholderSeconds += Math.max(0, state.nowSeconds() - lastArrivalSeconds);
            lastArrivalSeconds = state.nowSeconds();
        }
        if (state.bufferSeconds() <= 0) {
            placeholderSeconds = 0;
        }
        double level = state.bufferSeconds() + placeholderSeconds;
        Decision byBuffer = new Decision(utility.rungAt(level), levels(state) + rungBounds(utility.rungAt(level)));
        Decision wanted = capUpSwitch(state, byBuffer);
        double excess = level - utility.highestLevel(wanted.rung());
        placeholderSeconds = Math.max(0, placeholderSeconds - Math.max(0, excess));
        Decision safe = insufficientBuffer.guard(state, estimate, wanted);
        if (safe.rung() < wanted.rung()) {
            limitPlaceholder(utility.lowestLevel(safe.rung()) - state.bufferSeconds());
        }
        return safe;
    }

    private String levels(AbrState state) {
        return placeholderSeconds < 0.05
                ? "buffer " + Figures.seconds(state.bufferSeconds())
                : "buffer " + Figures.seconds(state.bufferSeconds()) + " + " + Figures.seconds(placeholderSeconds)
                        + " of placeholder";
    }

    private String rungBounds(int rung) {
        Ladder ladder = utility.ladder();
        return rung == ladder.top()
                ? " is past " + Figures.seconds(utility.lowestLevel(rung)) + ", the level for the highest rung"
                : " is in " + Figures.rate((double) ladder.rate(rung)) + "'s range, from "
                        + Figures.seconds(utility.lowestLevel(rung)) + " to "
                        + Figures.seconds(utility.lowestLevel(rung + 1));
    }

    /** BOLA-O and BOLA-U: never up beyond what the throughput carries, or oscillation follows. */
    private Decision capUpSwitch(AbrState state, Decision wanted) {
        int current = state.current().orElse(0);
        double limit = estimate.sustainable(state.ladder(), settings.throughputShare);
        int carried = state.ladder().highestAtMost(limit);
        if (wanted.rung() <= current || wanted.rung() <= carried) {
            return wanted;
        }
        int cap = Math.min(wanted.rung(), Math.max(current, carried) + settings.rungsAboveThroughput);
        return cap == wanted.rung()
                ? wanted
                : new Decision(cap, wanted.reason() + "; but the throughput carries " + Figures.rate(limit));
    }

    @Override
    public void downloaded(SegmentDownload download) {
        estimate.add(download);
        lastArrivalSeconds = download.startSeconds() + download.totalSeconds();
        placeholderSeconds *= settings.placeholderDecay;
        if (download.rung() > utility.ladder().top()) {
            return;
        }
        double levelWas = download.bufferSeconds() + download.totalSeconds();
        limitPlaceholder(utility.highestLevel(download.rung()) - levelWas);
        if (download.bufferSeconds() > 0) {
            // The choice was another rule's: catch up with it.
            placeholderSeconds = Math.max(placeholderSeconds, utility.lowestLevel(download.rung()) - levelWas);
        }
    }

    private void limitPlaceholder(double seconds) {
        placeholderSeconds = Math.min(placeholderSeconds, Math.max(0, seconds));
    }

    @Override
    public void reset() {
        phase = Phase.STARTUP;
        placeholderSeconds = 0;
        lastArrivalSeconds = Double.NaN;
        insufficientBuffer.reset();
    }
}
