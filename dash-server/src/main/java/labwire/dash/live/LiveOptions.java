package labwire.dash.live;

import java.util.List;
import labwire.dash.title.Addressing;
import labwire.dash.title.OptionException;
import labwire.dash.title.PathOptions;
import labwire.dash.title.TitleFile;

/**
 * The options of a live stream. Times in milliseconds.
 *
 * @param by how segments are found
 * @param segmentMillis about how long they are; 0 for what the title says
 * @param windowMillis how far back the stream can be watched (time shift buffer depth)
 * @param startMillis since the epoch: when the stream begins, with the beginning of the title
 * @param periodMillis a new period begins every so often; 0 for a single one
 * @param updateMillis how often the manifest is to be fetched; 0 for once a segment
 * @param delayMillis how far behind the live edge to play, at least a segment; 0 for three of them
 * @param offsetMillis how long before its end a segment is there (availabilityTimeOffset)
 * @param timing how players learn the server's time
 * @param events how the title's events are carried
 */
record LiveOptions(
        Addressing by,
        long segmentMillis,
        long windowMillis,
        long startMillis,
        long periodMillis,
        long updateMillis,
        long delayMillis,
        long offsetMillis,
        Timing timing,
        EventCarriage events) {
    /** Shorter segments would have numbers of more than the 32 bits that manifests have for them. */
    static final long MIN_SEGMENT_MILLIS = 1_000;

    static final long DEFAULT_WINDOW_MILLIS = 60_000;
    static final long MIN_WINDOW_MILLIS = 1_000;
    static final long MAX_WINDOW_MILLIS = 3_600_000;
    static final long MIN_PERIOD_MILLIS = 5_000;
    static final long DAY_MILLIS = 86_400_000;
    /**
     * Not 1970's first second: ffmpeg 5.1 takes an availabilityStartTime of 0 for none at all, counts segments from the
     * publish time, and asks for some that are far in the future.
     */
    static final long DEFAULT_START_MILLIS = DAY_MILLIS;

    /** The year 2286, which is more than seconds with ten digits can say. */
    static final long MAX_START_MILLIS = 9_999_999_999_000L;

    /** UTCTiming; all of them ask {@code /time} of the same server. */
    enum Timing {
        ISO("iso", "urn:mpeg:dash:utc:http-iso:2014"),
        XSDATE("xsdate", "urn:mpeg:dash:utc:http-xsdate:2014"),
        HEAD("head", "urn:mpeg:dash:utc:http-head:2014"),
        NONE("none", "");

        private final String word;
        private final String scheme;

        Timing(String word, String scheme) {
            this.word = word;
            this.scheme = scheme;
        }

        String word() {
            return word;
        }

        String scheme() {
            return scheme;
        }
    }

    /** Where events are. */
    enum EventCarriage {
        /** In the manifest, as an EventStream. */
        MPD("mpd"),
        /**
         * In the segments, as {@code emsg} boxes, which the manifest announces. The default: a manifest by number then
         * never changes.
         */
        INBAND("inband"),
        NONE("none");

        private final String word;

        EventCarriage(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final List<Addressing> ADDRESSINGS =
            List.of(Addressing.NUMBER, Addressing.TIMELINE, Addressing.TIME);

    /**
     * Reads a path's options.
     *
     * @throws OptionException if they make no sense
     */
    static LiveOptions parse(String text) throws OptionException {
        PathOptions options = PathOptions.parse(text);
        LiveOptions read = new LiveOptions(
                options.word("by", ADDRESSINGS, Addressing::word, Addressing.NUMBER),
                options.millis("segment", MIN_SEGMENT_MILLIS, TitleFile.MAX_SEGMENT_MILLIS, 0),
                options.millis("window", MIN_WINDOW_MILLIS, MAX_WINDOW_MILLIS, DEFAULT_WINDOW_MILLIS),
                options.millis("start", 0, MAX_START_MILLIS, DEFAULT_START_MILLIS),
                options.millis("period", MIN_PERIOD_MILLIS, DAY_MILLIS, 0),
                options.millis("update", 100, DAY_MILLIS, 0),
                options.millis("delay", 0, MAX_WINDOW_MILLIS, 0),
                options.millis("offset", 0, TitleFile.MAX_SEGMENT_MILLIS, 0),
                options.word("timing", List.of(Timing.values()), Timing::word, Timing.ISO),
                options.word("events", List.of(EventCarriage.values()), EventCarriage::word, EventCarriage.INBAND));
        options.end();
        return read;
    }
}
