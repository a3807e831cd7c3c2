package labwire.dash.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.manifest.MpdWriter;
import labwire.dash.media.Payload;
import labwire.dash.origin.Outcome;
import labwire.dash.title.Addressing;
import labwire.dash.title.OnDemand;
import labwire.dash.title.OptionException;
import labwire.dash.title.SegmentPath;
import labwire.dash.title.Title;
import labwire.dash.title.TitleDescription.Thumbnails;
import labwire.dash.title.TitleResources;
import org.jspecify.annotations.Nullable;

/** A title with one choice of options as a live stream. May be used from any thread. */
final class LiveStream {
    /** Numbers of segments are 32 bits in manifests. */
    private static final long MAX_NUMBER = 0xFFFF_FFFFL;

    private final Title title;
    private final String name;
    private final LiveOptions options;
    private final Loop loop;
    private final PublishTimes times;
    private volatile @Nullable Published published;

    /** A manifest, and for how long it is the one. */
    private record Published(Instant from, Instant until, Outcome.Found found) {
        boolean isAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /**
     * @param name part of entity tags: the options
     * @throws OptionException if no segment of the title fits the window
     */
    LiveStream(Title title, String name, LiveOptions options) throws OptionException {
        this.title = title;
        this.name = name;
        this.options = options;
        this.loop = new Loop(title, options);
        this.times = new PublishTimes(loop);
        Duration window = Duration.ofMillis(options.windowMillis());
        if (loop.longest().compareTo(window) > 0) {
            throw new OptionException(
                    "window: " + window + " (expected: at least " + loop.longest() + ", the longest segment)");
        }
    }

    Outcome find(SegmentPath asked, Instant now) {
        if (now.getEpochSecond() < 0 || now.getEpochSecond() >= Loop.END_SECONDS) {
            return new Outcome.NotFound("the server's time is " + now + " (expected: 1970 to 2286)");
        }
        try {
            return switch (asked.what()) {
                case MANIFEST -> manifest(now);
                case INIT ->
                    loop.track(asked.id())
                            .map(track -> TitleResources.init(
                                    title, path(asked), track.cut().track()))
                            .orElseGet(() -> missing(asked));
                case SEGMENT -> segment(asked, now);
                case SHEET -> sheet(asked, now);
                case FILE, SUBTITLES -> missing(asked);
            };
        } catch (IOException e) {
            return new Outcome.NotFound(title.name() + ": " + asked.id() + " cannot be read: " + e.getMessage());
        }
    }

    private Outcome missing(SegmentPath asked) {
        return TitleResources.missing(title, asked.what() + " " + asked.id() + " " + asked.number() + " live");
    }

    private String path(SegmentPath asked) {
        return name + "/" + asked.id() + "/" + asked.number();
    }

    private Outcome manifest(Instant now) {
        Published current = published;
        if (current != null && current.isAt(now)) {
            return current.found;
        }
        Instant there = first();
        if (now.isBefore(there)) {
            return new Outcome.TooEarly(there);
        }
        if (options.by() != Addressing.TIME && loop.next(loop.reference(), now) > MAX_NUMBER) {
            return new Outcome.NotFound("numbers of segments are beyond 32 bits by now (expected: by=time)");
        }
        Instant publishTime = times.last(now);
        Payload manifest = Payload.of(MpdWriter.write(LiveManifest.of(loop, publishTime)));
        Outcome.Found found = new Outcome.Found(
                manifest,
                OnDemand.MANIFEST_TYPE,
                title.entityTag(name) + "-" + Long.toHexString(publishTime.getEpochSecond()) + "."
                        + Integer.toHexString(publishTime.getNano()),
                publishTime.truncatedTo(ChronoUnit.SECONDS),
                Duration.ZERO,
                true);
        published = new Published(publishTime, times.next(now), found);
        return found;
    }

    /** When the first manifest is there: when the stream begins, or with the first segments if it lists them. */
    private Instant first() {
        Instant first = loop.start();
        if (!loop.byDuration()) {
            for (LoopedTrack track : loop.tracks()) {
                Instant available = loop.availableFrom(track, 0);
                first = available.isAfter(first) ? available : first;
            }
        }
        return first;
    }

    private Outcome segment(SegmentPath asked, Instant now) throws IOException {
        Optional<LoopedTrack> found = loop.track(asked.id());
        if (found.isEmpty()) {
            return missing(asked);
        }
        LoopedTrack track = found.get();
        OptionalLong wanted = number(track, asked.number());
        if (wanted.isEmpty()) {
            return missing(asked);
        }
        long number = wanted.getAsLong();
        Instant from = loop.availableFrom(track, number);
        if (now.isBefore(from)) {
            return new Outcome.TooEarly(from);
        }
        Instant until = loop.availableUntil(track, number);
        if (now.isAfter(until)) {
            return new Outcome.Gone(until);
        }
        LiveTimeline timeline = track.timeline();
        List<EventMessageBox> events = loop.carriesEvents(track.cut().track().kind())
                ? loop.events().inside(timeline.start(number), timeline.end(number), timeline.timescale())
                : List.of();
        Payload payload = track.segment(number, events);
        return TitleResources.found(
                title, path(asked), payload, track.cut().track().mediaType());
    }

    private OptionalLong number(LoopedTrack track, long asked) {
        if (options.by() != Addressing.TIME) {
            return asked <= Math.min(MAX_NUMBER, loop.lastNumber(track))
                    ? OptionalLong.of(asked)
                    : OptionalLong.empty();
        }
        return asked < Loop.END_SECONDS * track.timeline().timescale()
                ? track.timeline().numberStarting(asked)
                : OptionalLong.empty();
    }

    private Outcome sheet(SegmentPath asked, Instant now) {
        Optional<Thumbnails> found =
                TitleResources.thumbnails(title, asked.id()).filter(loop::fits);
        if (found.isEmpty() || asked.number() > MAX_NUMBER) {
            return missing(asked);
        }
        Thumbnails thumbnails = found.get();
        Instant begin = loop.start().plusMillis(Math.multiplyExact(asked.number(), thumbnails.sheetMillis()));
        // Whether it is wanted when it ends, or before that, since its period does, depends on the manifest.
        Instant from = begin.minusMillis(options.offsetMillis());
        if (now.isBefore(from)) {
            return new Outcome.TooEarly(from);
        }
        Instant until = begin.plusMillis(options.windowMillis() + 2 * thumbnails.sheetMillis());
        return now.isAfter(until)
                ? new Outcome.Gone(until)
                : TitleResources.sheet(title, path(asked), thumbnails, asked.number());
    }
}
