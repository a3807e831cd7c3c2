package labwire.dash.player;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.Latency;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.PeriodSpan;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.session.PlayerEvent.Medium;

/** An edition of a manifest as the player uses it: one stream a medium and period, and the times of live play. */
final class Presentation {
    /** Live play keeps so many segments behind the edge if the manifest suggests nothing. */
    private static final int DEFAULT_DELAY_SEGMENTS = 3;

    private static final Duration DEFAULT_DELAY_SEGMENT = Duration.ofSeconds(4);

    private final Mpd mpd;
    private final URI uri;
    private final PlayerConfig config;
    private final Instant readAt;
    private final Instant availabilityStart;
    private final Optional<Duration> windowDepth;
    private final List<PeriodSpan> spans;
    private final List<Optional<PeriodStreams>> periods = new ArrayList<>();

    /**
     * Reads the times; periods are looked into when they are played.
     *
     * @param uri where it came from, after redirects
     */
    Presentation(Mpd mpd, URI uri, PlayerConfig config) throws MpdException {
        this.mpd = mpd;
        this.uri = uri;
        this.config = config;
        readAt = config.clock().instant();
        availabilityStart = mpd.get(Mpd.AVAILABILITY_START_TIME).orElse(Instant.EPOCH);
        windowDepth = mpd.get(Mpd.TIME_SHIFT_BUFFER_DEPTH);
        spans = mpd.spans();
        if (spans.isEmpty()) {
            throw new MpdException("MPD", "no period (expected: one or more)");
        }
        spans.forEach(span -> periods.add(Optional.empty()));
    }

    boolean isLive() {
        return mpd.isDynamic();
    }

    URI uri() {
        return uri;
    }

    /** Where the next edition is: where this one says, if that is an address that can be asked. */
    URI nextUri() {
        return mpd.locations().stream()
                .findFirst()
                .map(location -> {
                    try {
                        return HttpOrder.get(uri.resolve(location.strip()), 0).uri();
                    } catch (IllegalArgumentException e) {
                        return uri;
                    }
                })
                .orElse(uri);
    }

    /** Empty while it is open, and for what never changes. */
    Optional<Duration> updatePeriod() {
        return isLive() ? mpd.get(Mpd.MINIMUM_UPDATE_PERIOD) : Optional.empty();
    }

    /** When this edition came, by the player's own clock. */
    Instant readAt() {
        return readAt;
    }

    List<Descriptor> utcTimings() {
        return mpd.utcTimings();
    }

    /** On demand, how long it is; zero where nothing says. */
    Duration duration() {
        PeriodSpan last = spans.get(spans.size() - 1);
        return mpd.get(Mpd.MEDIA_PRESENTATION_DURATION)
                .or(() -> last.duration().map(last.start()::plus))
                .orElse(Duration.ZERO);
    }

    /** The presentation time that is being made just then. */
    long edgeNanos(Instant now) {
        return Nanos.of(Duration.between(availabilityStart, now));
    }

    /** Where live play begins. */
    long liveStartNanos(Instant now) {
        return Math.max(0, edgeNanos(now) - Nanos.of(delay()));
    }

    /** Before this presentation time nothing can be had any more. */
    long windowStartNanos(Instant now) {
        return windowDepth.map(depth -> edgeNanos(now) - Nanos.of(depth)).orElse(Long.MIN_VALUE);
    }

    /** How far behind the edge to play. */
    Duration delay() {
        Duration wanted = config.liveDelay()
                .or(() -> mpd.serviceDescriptions().stream()
                        .flatMap(service -> service.latency().stream())
                        .flatMap(latency -> latency.get(Latency.TARGET).stream())
                        .findFirst()
                        .map(Duration::ofMillis))
                .or(() -> mpd.get(Mpd.SUGGESTED_PRESENTATION_DELAY))
                .orElseGet(() -> mpd.get(Mpd.MAX_SEGMENT_DURATION)
                        .orElse(DEFAULT_DELAY_SEGMENT)
                        .multipliedBy(DEFAULT_DELAY_SEGMENTS));
        return windowDepth.filter(depth -> depth.compareTo(wanted) < 0).orElse(wanted);
    }

    /** The period that plays at a time; the first or the last if none does. */
    PeriodStreams periodAt(long presentationNanos) throws MpdException {
        int at = 0;
        while (at + 1 < spans.size() && Nanos.of(spans.get(at + 1).start()) <= presentationNanos) {
            at++;
        }
        return period(at);
    }

    /** The same period in this edition; empty if it is gone. */
    Optional<PeriodStreams> find(PeriodStreams other) throws MpdException {
        for (int i = 0; i < spans.size(); i++) {
            if (other.isSame(spans.get(i))) {
                return Optional.of(period(i));
            }
        }
        return Optional.empty();
    }

    Optional<PeriodStreams> after(PeriodStreams period) throws MpdException {
        return period.index() + 1 < spans.size() ? Optional.of(period(period.index() + 1)) : Optional.empty();
    }

    private PeriodStreams period(int index) throws MpdException {
        Optional<PeriodStreams> known = periods.get(index);
        if (known.isPresent()) {
            return known.get();
        }
        PeriodStreams period = new PeriodStreams(this, spans.get(index), config);
        periods.set(index, Optional.of(period));
        return period;
    }

    List<SegmentAddresses> addresses(PeriodSpan span, AdaptationSet set, Representation representation)
            throws MpdException {
        return SegmentAddresses.alternatives(mpd, uri, span, set, representation);
    }

    /** The rates of the video rungs at a time, lowest first. */
    List<Long> videoRungs(long presentationNanos) throws MpdException {
        return periodAt(presentationNanos).stream(Medium.VIDEO)
                .map(stream -> stream.ladder().bitsPerSecond())
                .orElse(List.of());
    }
}
