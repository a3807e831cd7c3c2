package labwire.dash.abr;

/** DYNAMIC: the throughput chooses while the buffer is small, BOLA-E once it is large enough to be a measure itself. */
public final class DynamicRule implements AbrRule {
    private final Settings settings;
    private final ThroughputRule throughput;
    private final BolaERule bola;
    private Chooser chooser = Chooser.THROUGHPUT;

    public DynamicRule(Settings settings) {
        this.settings = settings;
        throughput = new ThroughputRule(settings.throughput);
        bola = new BolaERule(settings.bola);
    }

    /**
     * Its parameters.
     *
     * @param bolaFromSeconds of buffer on, BOLA-E chooses
     * @param throughputBelowSeconds of buffer, the throughput chooses again
     */
    public record Settings(
            ThroughputRule.Settings throughput,
            BolaERule.Settings bola,
            double bolaFromSeconds,
            double throughputBelowSeconds) {
        /** As dash.js 5.2 switches. */
        public static final Settings DEFAULT =
                new Settings(ThroughputRule.Settings.DEFAULT, BolaERule.Settings.DEFAULT, 12, 6);

        /** SABRE's {@code dynamicdash}. */
        public static final Settings SABRE =
                new Settings(ThroughputRule.Settings.SABRE, BolaERule.Settings.SABRE, 10, 5);
    }

    private enum Chooser {
        /** To BOLA once the buffer reaches {@code bolaFromSeconds}. */
        THROUGHPUT,
        /** To THROUGHPUT when the buffer falls below {@code throughputBelowSeconds}. */
        BOLA
    }

    @Override
    public String name() {
        return "dynamic";
    }

    @Override
    public Decision choose(AbrState state) {
        double buffer = state.bufferSeconds();
        switch (chooser) {
            case THROUGHPUT -> chooser = buffer >= settings.bolaFromSeconds ? Chooser.BOLA : Chooser.THROUGHPUT;
            case BOLA -> chooser = buffer < settings.throughputBelowSeconds ? Chooser.THROUGHPUT : Chooser.BOLA;
        }
        return switch (chooser) {
            case THROUGHPUT -> throughput.choose(state);
            case BOLA -> {
                Decision decision = bola.choose(state);
                yield new Decision(decision.rung(), "BOLA: " + decision.reason());
            }
        };
    }

    @Override
    public void downloaded(SegmentDownload download) {
        throughput.downloaded(download);
        bola.downloaded(download);
    }

    @Override
    public void reset() {
        chooser = Chooser.THROUGHPUT;
        throughput.reset();
        bola.reset();
    }
}
