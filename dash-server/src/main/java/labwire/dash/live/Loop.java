package labwire.dash.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import labwire.dash.media.TrackKind;
import labwire.dash.title.Addressing;
import labwire.dash.title.CutTrack;
import labwire.dash.title.Segmentation;
import labwire.dash.title.StreamGroup;
import labwire.dash.title.Ticks;
import labwire.dash.title.Title;
import labwire.dash.title.TitleDescription.Thumbnails;

/**
 * A title, looped as options want it: which segments there are, when, and from when to when they can be had. Immutable.
 */
final class Loop {
    /** Times beyond, in the year 2286, are none: products of ticks would overflow. */
    static final long END_SECONDS = 10_000_000_000L;

    /** From one and a half loops on, a segment is made of whole rounds. */
    private static final long ROUNDS_FROM_HALVES = 3;

    /** Cuts a title into one segment. */
    private static final long WHOLE_TITLE_MILLIS = 1_000_000_000;

    private final Title title;
    private final LiveOptions options;
    private final List<StreamGroup> groups;
    private final List<LoopedTrack> tracks;
    private final LoopedTrack reference;
    private final LiveEvents events;
    private final long loopTicks;
    private final boolean even;
    private final long evenTicks;
    private final Duration longest;
    private final Duration buffer;

    Loop(Title title, LiveOptions options) {
        this.title = title;
        this.options = options;
        long millis = Math.max(
                LiveOptions.MIN_SEGMENT_MILLIS,
                options.segmentMillis() == 0 ? title.description().segmentMillis() : options.segmentMillis());
        Segmentation whole = title.segmentation(WHOLE_TITLE_MILLIS);
        long timescale = whole.reference().index().timescale();
        this.loopTicks = whole.reference().index().totalTicks();
        int rounds = rounds(millis, Ticks.scale(loopTicks, timescale, 1000));
        Segmentation cut = rounds > 1 ? whole : title.segmentation(millis);
        this.groups = StreamGroup.of(cut.tracks());
        this.tracks = cut.tracks().stream()
                .map(track -> new LoopedTrack(track, start(), loopTicks, timescale, rounds))
                .toList();
        this.reference = of(cut.reference());
        this.events = new LiveEvents(title.description().events(), loopTicks, timescale);
        int count = cut.reference().index().count();
        this.even = rounds > 1 || (cut.even() && cut.segmentTicks() * count == loopTicks);
        this.evenTicks = loopTicks * rounds / count;
        this.longest = longest(tracks);
        this.buffer = cut.buffer();
    }

    /** How many rounds make a segment. */
    private static int rounds(long segmentMillis, long loopMillis) {
        long loop = Math.max(1, loopMillis);
        return 2 * segmentMillis < ROUNDS_FROM_HALVES * loop ? 1 : (int) ((segmentMillis + loop / 2) / loop);
    }

    private static Duration longest(List<LoopedTrack> tracks) {
        Duration longest = Duration.ofNanos(1);
        for (LoopedTrack track : tracks) {
            LiveTimeline timeline = track.timeline();
            // The first round is the longest: where frames do not fit, every round is as long or a frame shorter.
            for (int i = 0; i < timeline.count(); i++) {
                Duration segment = Ticks.duration(timeline.end(i) - timeline.start(i), timeline.timescale());
                longest = segment.compareTo(longest) > 0 ? segment : longest;
            }
        }
        return longest;
    }

    Title title() {
        return title;
    }

    LiveOptions options() {
        return options;
    }

    List<StreamGroup> groups() {
        return groups;
    }

    List<LoopedTrack> tracks() {
        return tracks;
    }

    LoopedTrack reference() {
        return reference;
    }

    LiveEvents events() {
        return events;
    }

    /** The longest segment. */
    Duration longest() {
        return longest;
    }

    /** What a player needs to have before it begins. */
    Duration buffer() {
        return buffer;
    }

    LoopedTrack of(CutTrack cut) {
        return tracks.stream()
                .filter(track -> track.cut().equals(cut))
                .findFirst()
                .orElseThrow();
    }

    Optional<LoopedTrack> track(String id) {
        return tracks.stream().filter(track -> track.cut().id().equals(id)).findFirst();
    }

    /** Whether the manifest says {@code @duration}: numbers alone tell times. */
    boolean byDuration() {
        return even && options.by() == Addressing.NUMBER;
    }

    /** The duration of an even loop's segments, in ticks of the reference. */
    long evenTicks() {
        return evenTicks;
    }

    long timescale() {
        return reference.timeline().timescale();
    }

    /** How long the loop is, in ticks of the reference. */
    long loopTicks() {
        return loopTicks;
    }

    /** Whether events travel in this track's segments. */
    boolean carriesEvents(TrackKind kind) {
        return options.events() == LiveOptions.EventCarriage.INBAND
                && kind == reference.cut().track().kind()
                && !events.isEmpty();
    }

    /** Whether events are listed in the manifest. */
    boolean listsEvents() {
        return options.events() == LiveOptions.EventCarriage.MPD && !events.isEmpty();
    }

    /** The reference's first segment that begins so long after the stream's start, or later. */
    long atOrAfter(long millis) {
        // The first tick that is not before.
        long ticks = -Ticks.scale(-millis, 1000, timescale());
        long number = reference.timeline().numberAt(ticks);
        return reference.timeline().start(number) >= ticks ? number : number + 1;
    }

    /** The first segment of a track of which most is after a time of the reference. */
    long at(LoopedTrack track, long referenceTicks) {
        LiveTimeline timeline = track.timeline();
        long ticks = Ticks.scale(referenceTicks, timescale(), timeline.timescale());
        long number = timeline.numberAt(ticks);
        long start = timeline.start(number);
        return start + (timeline.end(number) - start) / 2 > ticks ? number : number + 1;
    }

    /** From when a segment can be had: from its end on, or somewhat earlier. */
    Instant availableFrom(LoopedTrack track, long number) {
        Instant end = byDuration()
                ? reference.timeline().instantOf((number + 1) * evenTicks)
                : track.timeline().instantOf(track.timeline().end(number));
        return end.minusMillis(options.offsetMillis());
    }

    /** Until when: as long as a player that has an old manifest may want it. */
    Instant availableUntil(LoopedTrack track, long number) {
        return track.timeline()
                .instantOf(track.timeline().end(number))
                .plusMillis(options.windowMillis())
                .plus(longest);
    }

    /** The number of the first segment that cannot be had yet. */
    long next(LoopedTrack track, Instant now) {
        Instant shifted = now.plusMillis(options.offsetMillis());
        if (byDuration()) {
            return reference.timeline().ticksAt(shifted) / evenTicks;
        }
        return track.timeline().endedBy(shifted);
    }

    /** The last number that there will ever be. */
    long lastNumber(LoopedTrack track) {
        return track.timeline().numberAt(END_SECONDS * track.timeline().timescale());
    }

    /** Whether the sheets of thumbnails fill the loop, so that they can be looped by number too. */
    boolean fits(Thumbnails thumbnails) {
        long millis = thumbnails.files().size() * thumbnails.sheetMillis();
        long scale = timescale();
        return Ticks.scale(loopTicks, scale, 1000) == millis && Ticks.scale(millis, 1000, scale) == loopTicks;
    }

    /** When the stream begins: with the title's beginning, and its segment 0. */
    Instant start() {
        return Instant.ofEpochMilli(options.startMillis());
    }
}
