package labwire.dash.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.EventStream;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.Period;
import labwire.dash.manifest.PresentationType;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.manifest.SegmentTimeline;
import labwire.dash.title.Addressing;
import labwire.dash.title.Sidecars;
import labwire.dash.title.StreamGroup;
import labwire.dash.title.Templates;
import labwire.dash.title.Ticks;

/** Writes the manifest of a live stream as it is from one publish time to the next. One use. */
final class LiveManifest {
    /** Where UTCTiming asks: {@code /time} of the server that has the manifest. */
    static final String TIME_PATH = "/time";

    private static final int DEFAULT_DELAY_SEGMENTS = 3;

    private final Loop loop;
    private final LiveOptions options;
    private final Instant publishTime;

    private LiveManifest(Loop loop, Instant publishTime) {
        this.loop = loop;
        this.options = loop.options();
        this.publishTime = publishTime;
    }

    static Mpd of(Loop loop, Instant publishTime) {
        return new LiveManifest(loop, publishTime).write();
    }

    private Mpd write() {
        Duration longest = loop.longest();
        Duration window = Duration.ofMillis(options.windowMillis());
        Mpd mpd = Mpd.of(Mpd.PROFILE_LIVE, PresentationType.DYNAMIC, loop.buffer())
                .with(Mpd.AVAILABILITY_START_TIME, loop.start())
                .with(Mpd.PUBLISH_TIME, publishTime)
                .with(
                        Mpd.MINIMUM_UPDATE_PERIOD,
                        options.updateMillis() > 0 ? Duration.ofMillis(options.updateMillis()) : longest)
                .with(Mpd.TIME_SHIFT_BUFFER_DEPTH, window)
                .with(Mpd.SUGGESTED_PRESENTATION_DELAY, delay(longest, window))
                .with(
                        Mpd.MAX_SEGMENT_DURATION,
                        Sidecars.longest(
                                longest,
                                loop.title().description().thumbnails().stream()
                                        .filter(loop::fits)
                                        .toList()))
                .with(periods());
        return options.timing() == LiveOptions.Timing.NONE
                ? mpd
                : mpd.with(Descriptor.of(
                        Descriptor.Kind.UTC_TIMING, options.timing().scheme(), TIME_PATH));
    }

    /** What is nearer to the live edge than a segment is not there yet, what is beyond the window is gone. */
    private Duration delay(Duration longest, Duration window) {
        Duration wanted = options.delayMillis() > 0
                ? Duration.ofMillis(options.delayMillis())
                : longest.multipliedBy(DEFAULT_DELAY_SEGMENTS);
        Duration delay = wanted.compareTo(longest) < 0 ? longest : wanted;
        return delay.compareTo(window) < 0 ? delay : window;
    }

    /** A period's first segment and the next one's, numbers of the reference. */
    private record Stretch(long id, long first, long end) {}

    private List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        for (Stretch stretch : stretches()) {
            if (loop.byDuration() || loop.tracks().stream().allMatch(track -> hasSegments(track, stretch))) {
                periods.add(period(stretch));
            }
        }
        return periods;
    }

    private List<Stretch> stretches() {
        if (options.periodMillis() == 0) {
            return List.of(new Stretch(0, 0, Long.MAX_VALUE));
        }
        long period = Duration.between(loop.start(), windowStart()).toMillis() / options.periodMillis();
        // The window may begin in the part of a period that belongs to the one before, up to its first boundary.
        period = Math.max(0, period - 1);
        List<Stretch> stretches = new ArrayList<>();
        long windowFirst = firstInWindow(loop.reference());
        while (true) {
            long begin = loop.atOrAfter(period * options.periodMillis());
            long end = loop.atOrAfter((period + 1) * options.periodMillis());
            if (loop.reference()
                    .timeline()
                    .instantOf(loop.reference().timeline().start(begin))
                    .isAfter(publishTime)) {
                return stretches;
            }
            if (end > windowFirst && end > begin) {
                stretches.add(new Stretch(period, begin, end));
            }
            period++;
        }
    }

    private Instant windowStart() {
        Instant start = publishTime.minusMillis(options.windowMillis());
        return start.isBefore(loop.start()) ? loop.start() : start;
    }

    /** The first segment of a track that the window shows, if only in part. */
    private long firstInWindow(LoopedTrack track) {
        return track.timeline().numberAt(track.timeline().ticksAt(windowStart()));
    }

    private boolean hasSegments(LoopedTrack track, Stretch stretch) {
        return first(track, stretch) < end(track, stretch);
    }

    private long first(LoopedTrack track, Stretch stretch) {
        return Math.max(loop.at(track, ticks(stretch.first)), firstInWindow(track));
    }

    private long end(LoopedTrack track, Stretch stretch) {
        long next = loop.next(track, publishTime);
        return stretch.end == Long.MAX_VALUE ? next : Math.min(next, loop.at(track, ticks(stretch.end)));
    }

    private long ticks(long number) {
        return loop.reference().timeline().start(number);
    }

    private Period period(Stretch stretch) {
        long start = ticks(stretch.first);
        Period period = Period.of("p" + stretch.id).with(Period.START, Ticks.duration(start, loop.timescale()));
        if (loop.listsEvents()) {
            period = period.with(events(stretch));
        }
        int id = 0;
        for (StreamGroup group : loop.groups()) {
            AdaptationSet set = group.describe(id++, track -> template(loop.of(track), stretch));
            period = period.with(
                    loop.carriesEvents(group.kind()) ? set.with(loop.events().announcements()) : set);
        }
        long millis = Ticks.scale(start, loop.timescale(), 1000);
        boolean exact = Ticks.scale(millis, 1000, loop.timescale()) == start;
        return exact ? period.with(Sidecars.thumbnails(loop.title(), id, millis, 0, loop::fits)) : period;
    }

    /** The events of the window, of the current round and of the next one. */
    private List<EventStream> events(Stretch stretch) {
        LiveTimeline timeline = loop.reference().timeline();
        long from = Math.max(ticks(stretch.first), timeline.ticksAt(windowStart()) - loop.loopTicks());
        long to = timeline.ticksAt(publishTime) + 2 * loop.loopTicks();
        long end = stretch.end == Long.MAX_VALUE ? to : Math.min(to, ticks(stretch.end));
        return loop.events().listed(from, end, ticks(stretch.first), loop.timescale());
    }

    private SegmentTemplate template(LoopedTrack track, Stretch stretch) {
        SegmentTemplate template = loop.byDuration() ? byDuration(track, stretch) : byTimeline(track, stretch);
        return options.offsetMillis() == 0
                ? template
                : template.with(SegmentTemplate.AVAILABILITY_TIME_OFFSET, options.offsetMillis() / 1000.0);
    }

    private SegmentTemplate byDuration(LoopedTrack track, Stretch stretch) {
        long own = track.timeline().timescale();
        long timescale = loop.evenTicks() * own % loop.timescale() == 0 ? own : loop.timescale();
        return Templates.byNumber(timescale)
                .with(SegmentTemplate.DURATION, Ticks.scale(loop.evenTicks(), loop.timescale(), timescale))
                .with(SegmentTemplate.START_NUMBER, stretch.first)
                .with(
                        SegmentTemplate.PRESENTATION_TIME_OFFSET,
                        Ticks.scale(ticks(stretch.first), loop.timescale(), timescale));
    }

    private SegmentTemplate byTimeline(LoopedTrack track, Stretch stretch) {
        LiveTimeline timeline = track.timeline();
        long first = first(track, stretch);
        long[] durations = new long[(int) (end(track, stretch) - first)];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = timeline.end(first + i) - timeline.start(first + i);
        }
        SegmentTemplate template = options.by() == Addressing.TIME
                ? Templates.byTime(timeline.timescale())
                : Templates.byNumber(timeline.timescale()).with(SegmentTemplate.START_NUMBER, first);
        return template.with(
                        SegmentTemplate.PRESENTATION_TIME_OFFSET,
                        Ticks.scale(ticks(stretch.first), loop.timescale(), timeline.timescale()))
                .with(SegmentTimeline.of(timeline.start(first), durations));
    }
}
