package labwire.dash.player;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.manifest.Resource;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.media.InitSegment;
import labwire.dash.media.SegmentFacts;
import labwire.dash.session.PlayerEvent.Medium;

/** Looks into the segments of one medium: whether each is what the manifest says, and follows the one before. */
final class TrackAudit {
    /** Initializations remembered: several ladders of them. */
    private static final int MAX_INITIALIZATIONS = 64;
    /** Where times of two timescales are compared. */
    private static final long ROUNDING_NANOS = 1_000_000;

    private static final byte[] WEBVTT = "WEBVTT".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Hears what is wrong. */
    interface Flaws {
        void found(long segment, String what);
    }

    /** Where the segment before ended, in decode time. */
    private record End(int rung, long ticks, long timescale) {
        long nanos() {
            return scaled(ticks, timescale);
        }
    }

    private final Medium medium;
    private final Flaws flaws;
    private final Map<Resource, InitSegment> initializations = new LinkedHashMap<>();
    private Optional<End> end = Optional.empty();
    /** The one that is looked at. */
    private long current;

    TrackAudit(Medium medium, Flaws flaws) {
        this.medium = medium;
        this.flaws = flaws;
    }

    boolean knows(Resource initialization) {
        return initializations.containsKey(initialization);
    }

    /**
     * Takes an initialization in.
     *
     * @param segment the one that it is fetched for
     * @throws Mp4Exception if it initializes nothing
     */
    void readInitialization(long segment, Resource resource, byte[] bytes) throws Mp4Exception {
        current = segment;
        InitSegment init = InitSegment.read(bytes);
        if (initializations.size() == MAX_INITIALIZATIONS) {
            initializations.remove(initializations.keySet().iterator().next());
        }
        initializations.put(resource, init);
        boolean right = switch (init.info().kind()) {
            case VIDEO -> medium == Medium.VIDEO;
            case AUDIO -> medium == Medium.AUDIO;
            case TEXT -> medium == Medium.TEXT;
        };
        if (!right) {
            flaw("initialization: a track of " + init.info().kind() + " (expected: " + medium + ")");
        }
    }

    /** What comes next does not follow what came before. */
    void discontinuity() {
        end = Optional.empty();
    }

    /**
     * Looks at a segment.
     *
     * @param initialization of its rung, if it has one
     * @param last whether it is its period's last, which may be shorter than the others, or be cut by the period's end
     * @throws Mp4Exception if it is no segment at all
     */
    void check(
            Rung rung,
            int rungNumber,
            Optional<Resource> initialization,
            SegmentAddress segment,
            boolean last,
            byte[] bytes)
            throws Mp4Exception {
        current = segment.number();
        segment.range()
                .flatMap(range -> range.length().stream().boxed().findFirst())
                .filter(length -> length != bytes.length)
                .ifPresent(length -> flaw(bytes.length + " bytes (expected: " + length + ", by the index)"));
        if (!rung.isMp4()) {
            checkText(rung, bytes);
            return;
        }
        InitSegment init = initialization.map(initializations::get).orElse(null);
        if (init == null) {
            return; // Segments that initialize themselves: nothing to hold them against.
        }
        SegmentFacts facts = SegmentFacts.read(bytes, init);
        facts.problems().forEach(this::flaw);
        boolean switched = end.isEmpty() || end.get().rung() != rungNumber;
        if (medium == Medium.VIDEO && switched && !facts.startsWithSync()) {
            flaw("does not start with a sync sample (expected: one, where a decoder begins)");
        }
        long timescale = init.info().timescale();
        checkTimes(rung, segment, last, facts, timescale);
        checkContinuity(rungNumber, facts, timescale);
        end = Optional.of(new End(rungNumber, facts.endDecodeTime(), timescale));
    }

    private void checkTimes(Rung rung, SegmentAddress segment, boolean last, SegmentFacts facts, long timescale) {
        long expectedStart = scaled(segment.startTicks(), segment.timescale());
        long expectedDuration = scaled(segment.durationTicks(), segment.timescale());
        // Durations of a template are nominal: up to half a segment off is allowed (DASH-IF IOP 4.3, 3.2.7.1).
        long tolerance = rung.hasExactTimes() ? ROUNDING_NANOS : expectedDuration / 2;
        long start = scaled(facts.presentationTime(), timescale);
        long decodeStart = scaled(facts.decodeTime(), timescale);
        if (Math.abs(start - expectedStart) > tolerance && Math.abs(decodeStart - expectedStart) > tolerance) {
            flaw("begins at " + seconds(start) + " s of media time (expected: " + seconds(expectedStart)
                    + " s, by the manifest)");
        }
        long duration = scaled(facts.durationTicks(), timescale);
        if (!last && Math.abs(duration - expectedDuration) > tolerance) {
            flaw("lasts " + seconds(duration) + " s (expected: " + seconds(expectedDuration) + " s, by the manifest)");
        }
    }

    private void checkContinuity(int rung, SegmentFacts facts, long timescale) {
        if (end.isEmpty()) {
            return;
        }
        End before = end.get();
        boolean sameScale = before.timescale() == timescale;
        boolean follows = sameScale && before.rung() == rung
                ? facts.decodeTime() == before.ticks()
                : Math.abs(scaled(facts.decodeTime(), timescale) - before.nanos()) <= ROUNDING_NANOS;
        if (!follows) {
            flaw("decode time " + seconds(scaled(facts.decodeTime(), timescale)) + " s (expected: "
                    + seconds(before.nanos()) + " s, where the segment before ends)");
        }
    }

    private void checkText(Rung rung, byte[] bytes) {
        if (rung.mimeType().equals("text/vtt")) {
            int from = startsWith(bytes, BYTE_ORDER_MARK, 0) ? BYTE_ORDER_MARK.length : 0;
            if (!startsWith(bytes, WEBVTT, from)) {
                flaw("begins otherwise than with WEBVTT");
            }
        }
    }

    private void flaw(String what) {
        flaws.found(current, what);
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix, int from) {
        boolean same = bytes.length >= from + prefix.length;
        for (int i = 0; same && i < prefix.length; i++) {
            same = bytes[from + i] == prefix[i];
        }
        return same;
    }

    private static long scaled(long ticks, long timescale) {
        return Nanos.of(Duration.ofSeconds(
                Math.floorDiv(ticks, timescale), Math.floorMod(ticks, timescale) * 1_000_000_000L / timescale));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", Nanos.seconds(nanos));
    }
}
