package labwire.dash.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrState;
import labwire.dash.abr.Decision;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.Resource;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.player.MediaSink.Track;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.playback.MediumBuffer;
import labwire.dash.player.playback.Playhead;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import org.jspecify.annotations.Nullable;

/** One medium through the presentation: when to fetch which segment next, from period to period. */
final class MediumStream {
    private static final long SINK_POLL_NANOS = 100_000_000;

    /** What it does. */
    enum State {
        /** For room in the buffer, for the next segment's time, or for the next edition: → FETCHING, OVER. */
        WAITING,
        /** → WAITING. */
        FETCHING,
        /** Everything is there: → WAITING by a jump, or by an edition that has more. */
        OVER
    }

    private final Medium medium;
    private final PlayerSession session;
    private final PlayedMedia media;
    private final HttpLane lane;
    private final AbrRule rule;
    private final TrackAudit audit;
    private State state = State.WAITING;
    private @Nullable PeriodStreams period;
    private @Nullable SegmentFetch fetch;
    private OptionalInt current = OptionalInt.empty();
    private long nextNanos;
    private long wakeNanos = Long.MAX_VALUE;
    private int skipsInARow;
    private boolean arrived;

    MediumStream(Medium medium, PlayerSession session, PlayedMedia media, HttpLane lane) {
        this.medium = medium;
        this.session = session;
        this.media = media;
        this.lane = lane;
        this.rule = session.config().newRule();
        this.audit =
                new TrackAudit(medium, (segment, what) -> session.tell(new Flaw(session.at(), medium, segment, what)));
    }

    Medium medium() {
        return medium;
    }

    HttpLane lane() {
        return lane;
    }

    AbrRule rule() {
        return rule;
    }

    /** Up to where it has been fetched, in presentation time. */
    long nextNanos() {
        return nextNanos;
    }

    /** Whether a segment has come since it began where it did. */
    boolean hasArrived() {
        return arrived;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    double throughput() {
        return media.throughput();
    }

    Duration level() {
        return Duration.ofNanos(levelNanos());
    }

    private long levelNanos() {
        return isWaitedFor() ? media.playhead().levelNanos(medium) : Math.max(0, aheadNanos());
    }

    private long aheadNanos() {
        return nextNanos - media.playhead().positionNanos();
    }

    private boolean isWaitedFor() {
        return media.waitsFor(medium);
    }

    /** When it is to be looked at again. */
    long deadlineNanos() {
        return fetch != null ? fetch.deadlineNanos() : wakeNanos;
    }

    /** Goes on from there, whatever it was at. */
    void beginAt(long presentationNanos, PeriodStreams at) {
        stop();
        state = State.WAITING;
        nextNanos = presentationNanos;
        arrived = false;
        enter(at);
        rule.reset();
    }

    /** Drops the download under way. */
    void stop() {
        if (fetch != null) {
            fetch.abort();
            fetch = null;
        }
    }

    private void enter(PeriodStreams next) {
        period = next;
        current = OptionalInt.empty();
        audit.discontinuity();
    }

    /** Goes on with a new edition; a download under way goes on as it was, unless there is no such segment any more. */
    void edition(Presentation edition) throws MpdException {
        if (period == null) {
            return;
        }
        Optional<PeriodStreams> same = edition.find(period);
        if (same.isPresent()) {
            period = same.get();
        } else {
            enter(edition.periodAt(nextNanos));
        }
        boolean endedBefore = fetch != null && fetch.isBackingOff() && nextNanos >= period.endNanos();
        if (state == State.OVER || endedBefore) {
            stop();
            state = State.WAITING;
        }
    }

    /** Does what can be done now. */
    void turn(long nowNanos) throws MpdException {
        wakeNanos = Long.MAX_VALUE;
        if (fetch != null) {
            fetch.turn(nowNanos);
            return;
        }
        boolean moved = true; // Not by recursion: a manifest may have thousands of periods with nothing in them.
        while (moved && state == State.WAITING && period != null && hasRoom(nowNanos)) {
            moved = next(nowNanos, period);
        }
    }

    private boolean hasRoom(long nowNanos) {
        long excess = aheadNanos() - Nanos.of(session.config().bufferTarget());
        if (excess > 0) {
            if (media.playhead().state() == Playhead.State.PLAYING) {
                wakeNanos = nowNanos + excess;
            }
            return false;
        }
        if (!session.config().sink().isReady()) {
            wakeNanos = nowNanos + SINK_POLL_NANOS;
            return false;
        }
        return !media.leadsTooFar(this);
    }

    /** How long its segments usually are. */
    long segmentNanos() {
        return period == null
                ? 0
                : period.stream(medium)
                        .map(stream -> (long) (stream.ladder().segmentSeconds() * Nanos.PER_SECOND))
                        .orElse(0L);
    }

    /** Begins to fetch the next segment, or finds out what there is to wait for; true if it went to another period. */
    private boolean next(long nowNanos, PeriodStreams here) throws MpdException {
        AdaptiveStream stream = here.stream(medium).orElse(null);
        if (stream == null) {
            nextNanos = here.endNanos();
            return leavePeriod(nowNanos, here);
        }
        nextNanos = Math.max(nextNanos, media.playhead().positionNanos() - segmentNanos());
        int rung = stream.clamp(current.orElse(0));
        if (!stream.rung(rung).needsIndex()) {
            Optional<SegmentAddress> segment = stream.segmentAt(rung, nextNanos);
            if (segment.isEmpty()) {
                return leavePeriod(nowNanos, here);
            }
            long wait = waitNanos(stream.rung(rung), segment.get());
            if (wait > 0) {
                wakeNanos = nowNanos + wait;
                return false;
            }
        }
        Decision decision = rule.choose(abrState(stream, nowNanos));
        state = State.FETCHING;
        fetch = new SegmentFetch(this, session, stream, new Decision(stream.clamp(decision.rung()), decision.reason()));
        fetch.turn(nowNanos);
        return false;
    }

    /** Until a live segment can be had. */
    private long waitNanos(Rung rung, SegmentAddress segment) {
        if (!session.presentation().isLive()) {
            return 0;
        }
        Instant available = rung.addresses().availableFrom(segment.number());
        return Nanos.of(Duration.between(session.clock().now(), available));
    }

    /** There is nothing more here: the next period, the next edition, or the end. */
    private boolean leavePeriod(long nowNanos, PeriodStreams here) throws MpdException {
        Optional<PeriodStreams> after = session.presentation().after(here);
        if (after.isPresent()) {
            nextNanos = Math.max(nextNanos, after.get().startNanos());
            enter(after.get());
            rule.reset();
            return true;
        }
        if (session.expectsEditions() && nextNanos < here.endNanos()) {
            session.hurryManifest(nowNanos);
        } else {
            state = State.OVER;
            media.buffer(medium).ifPresent(MediumBuffer::complete);
        }
        return false;
    }

    AbrState abrState(AdaptiveStream stream, long nowNanos) {
        return new AbrState(
                Nanos.seconds(nowNanos),
                stream.ladder(),
                current.isPresent() ? OptionalInt.of(stream.clamp(current.getAsInt())) : current,
                Nanos.seconds(levelNanos()),
                Nanos.seconds(Nanos.of(session.config().bufferTarget())),
                media.playhead().state() == Playhead.State.PLAYING,
                remaining(stream),
                rung -> nextBits(stream, rung));
    }

    private int remaining(AdaptiveStream stream) {
        if (session.presentation().isLive() || stream.period().endNanos() == Long.MAX_VALUE) {
            return Integer.MAX_VALUE;
        }
        double left = Nanos.seconds(Math.max(0, stream.period().endNanos() - nextNanos));
        return Math.max(1, (int) Math.ceil(left / stream.ladder().segmentSeconds() - 0.01));
    }

    private double nextBits(AdaptiveStream stream, int rung) {
        Rung other = stream.rung(rung);
        double nominal = other.bitsPerSecond() * stream.ladder().segmentSeconds();
        return other.isIndexed()
                ? stream.segmentAt(rung, nextNanos).map(other::bits).orElse(nominal)
                : nominal;
    }

    boolean knows(Resource initialization) {
        return audit.knows(initialization);
    }

    void readInitialization(AdaptiveStream stream, int rung, long segment, Resource resource, byte[] bytes)
            throws Mp4Exception {
        audit.readInitialization(segment, resource, bytes);
        session.config().sink().take(new Track(medium, stream.period().index(), rung), true, bytes);
    }

    /** @throws Mp4Exception if it is no segment of this track at all */
    void arrived(AdaptiveStream stream, int rung, SegmentAddresses server, SegmentAddress segment, Answer answer)
            throws Mp4Exception {
        boolean last = stream.endNanos(segment) >= stream.period().endNanos();
        audit.check(stream.rung(rung), rung, server.initialization(), segment, last, answer.body());
        session.config().sink().take(new Track(medium, stream.period().index(), rung), false, answer.body());
        long start = stream.startNanos(segment);
        long end = stream.endNanos(segment);
        nextNanos = Math.max(end, nextNanos);
        current = OptionalInt.of(rung);
        skipsInARow = 0;
        arrived = true;
        fetch = null;
        state = State.WAITING;
        media.playhead().advance(session.nowNanos());
        media.buffer(medium).ifPresent(buffer -> buffer.append(start, end));
        long latency = answer.firstByteNanos() - answer.askedNanos();
        long transfer = answer.endedNanos() - answer.firstByteNanos();
        session.tell(new SegmentArrived(
                session.at(),
                medium,
                segment.number(),
                rung,
                answer.body().length,
                Duration.ofNanos(latency),
                Duration.ofNanos(transfer),
                Duration.ofNanos(start),
                Duration.ofNanos(end - start),
                level()));
        SegmentDownload download = new SegmentDownload(
                rung,
                Nanos.seconds(session.sinceStart(answer.askedNanos())),
                Nanos.seconds(latency),
                Nanos.seconds(transfer),
                answer.body().length * 8.0,
                Nanos.seconds(end - start),
                Nanos.seconds(levelNanos()));
        rule.downloaded(download);
        media.downloaded(medium, download);
    }

    /** The index of the rung has come, and has nothing at the time that was wanted. */
    void nothingThere(int rung) {
        fetch = null;
        state = State.WAITING;
        current = OptionalInt.of(rung);
    }

    /** Goes on after a segment that cannot be had. */
    void skip(AdaptiveStream stream, Optional<SegmentAddress> segment, String reason) {
        fetch = null;
        state = State.WAITING;
        audit.discontinuity();
        long end = segment.map(stream::endNanos).orElse(nextNanos + segmentNanos());
        nextNanos = Math.max(end, nextNanos);
        String what = medium.name().toLowerCase(Locale.ROOT) + " segment"
                + segment.map(address -> " " + address.number()).orElse("") + " skipped: " + reason;
        if (++skipsInARow > session.config().retries().maxSkips()) {
            session.end(false, skipsInARow + " segments in a row could not be had; " + what);
        } else {
            media.buffer(medium).ifPresent(buffer -> buffer.skipTo(end, what));
        }
    }
}
