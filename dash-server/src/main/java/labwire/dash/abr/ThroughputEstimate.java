package labwire.dash.abr;

/**
 * What the network gives, judged by finished downloads: the lower of a fast and a slow moving average, weighted by
 * transfer time, so that a fall is believed at once and a rise after a while.
 *
 * <p>The time to the first byte is kept apart: it is lost with every segment whatever the rate, and is charged when a
 * rung is sought.
 */
public final class ThroughputEstimate {
    /** More is not told by how long a segment took: clocks are coarse, and in a lab a burst takes no time at all. */
    public static final double MOST_BITS_PER_SECOND = 1e9;

    /** So many quick responses in a row are no cache's doing: the network is fast. */
    private static final int QUICK_IN_A_ROW = 3;

    private final Settings settings;
    private final Ewma fastRate;
    private final Ewma slowRate;
    private final Ewma fastLatency;
    private final Ewma slowLatency;
    private int quickInARow;
    private double quickRate;

    public ThroughputEstimate(Settings settings) {
        this.settings = settings;
        fastRate = new Ewma(settings.fastHalfLifeSeconds);
        slowRate = new Ewma(settings.slowHalfLifeSeconds);
        fastLatency = new Ewma(settings.fastHalfLifeSeconds);
        slowLatency = new Ewma(settings.slowHalfLifeSeconds);
    }

    /**
     * How samples are weighed.
     *
     * @param fastHalfLifeSeconds of the average that follows
     * @param slowHalfLifeSeconds of the average that remembers
     * @param weightPerSecond what a second of transfer weighs
     * @param leastWeight what a sample weighs at least, as a share of the media in it
     * @param cachedBelowSeconds a response faster than this is taken for a cache's
     */
    public record Settings(
            double fastHalfLifeSeconds,
            double slowHalfLifeSeconds,
            double weightPerSecond,
            double leastWeight,
            double cachedBelowSeconds) {
        /**
         * Ours: dash.js's, and a sample weighs half its media time or more. Where weight is transfer time alone, a link
         * that recovers from 0.5 to 50 Mbit/s is believed after minutes, since its downloads are so short.
         */
        public static final Settings DEFAULT = new Settings(3, 8, 1.5, 0.5, 0.010);

        /** As dash.js weighs. */
        public static final Settings DASH_JS = new Settings(3, 8, 1.5, 0, 0.010);

        /** As the simulator SABRE weighs. */
        public static final Settings SABRE = new Settings(3, 8, 1, 0, 0);
    }

    /** Takes a finished download into account. */
    public void add(SegmentDownload download) {
        double total = download.totalSeconds();
        if (download.bits() <= 0) {
            return;
        }
        if (total <= 0 || total < settings.cachedBelowSeconds) {
            quickInARow++;
            quickRate = total > 0 ? Math.min(download.bits() / total, MOST_BITS_PER_SECOND) : MOST_BITS_PER_SECOND;
            return;
        }
        quickInARow = 0;
        double rate = Math.min(download.bitsPerSecond(), MOST_BITS_PER_SECOND);
        double weight = Math.max(
                download.transferSeconds() * settings.weightPerSecond,
                download.durationSeconds() * settings.leastWeight);
        fastRate.add(rate, weight);
        slowRate.add(rate, weight);
        fastLatency.add(download.latencySeconds(), download.durationSeconds());
        slowLatency.add(download.latencySeconds(), download.durationSeconds());
    }

    /** Whether anything has been measured. */
    public boolean known() {
        return !fastRate.isEmpty() || quickInARow > 0;
    }

    /** In bit/s; 0 before the first sample, {@link #MOST_BITS_PER_SECOND} stands for all above it. */
    public double bitsPerSecond() {
        double measured = Math.min(fastRate.value(), slowRate.value());
        boolean believeQuick = fastRate.isEmpty() || quickInARow >= QUICK_IN_A_ROW;
        return believeQuick ? Math.max(measured, quickRate) : measured;
    }

    /** Seconds to the first byte: the higher of the two averages. */
    public double latencySeconds() {
        return Math.max(fastLatency.value(), slowLatency.value());
    }

    /** The nominal rate that this share of the throughput carries, with a latency lost in each segment. */
    double sustainable(Ladder ladder, double share) {
        double segment = ladder.segmentSeconds();
        return share * bitsPerSecond() * Math.max(0, segment - latencySeconds()) / segment;
    }
}
