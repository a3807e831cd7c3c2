package labwire.dash.player;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.abr.ThroughputEstimate;
import labwire.dash.manifest.MpdException;
import labwire.dash.player.http.Alarm;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.playback.Playhead;
import labwire.dash.player.playback.Thresholds;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Level;
import labwire.dash.session.PlayerEvent.ManifestRead;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.RequestFailed;
import org.jspecify.annotations.Nullable;

/**
 * A session: whatever happens, a response, a deadline, ends in a turn, which moves the playhead to the present and lets
 * each part do what it can do now. One alarm is set for the next deadline of all. On the event loop's thread.
 *
 * <pre>
 *   ManifestFeed ──edition──▶ PlayerSession ──turn──▶ MediumStream ──▶ SegmentFetch ──▶ HttpLane
 *   ServerClock  ──now─────▶      │                        │ append
 *                                 └──────advance──▶ Playhead ──▶ events
 * </pre>
 */
final class PlayerSession {
    private static final long LEVEL_NANOS = 1_000_000_000;
    /** The clock is asked for again, when a segment was not there by it, no more often. */
    private static final long RESYNCHRONISE_NANOS = 10_000_000_000L;
    /** Live, half of what is between the playhead and the edge suffices to go on. */
    private static final int LIVE_THRESHOLD_DIVISOR = 2;

    /** How far it is. */
    private enum State {
        /** No manifest yet, or the clock is not set: → PLAYING, OVER. */
        OPENING,
        /** Media are fetched and played: → OVER. */
        PLAYING,
        OVER
    }

    private final PlayerConfig config;
    private final EventLoop loop;
    private final Consumer<PlayerEvent> events;
    private final Consumer<Ended> whenOver;
    private final long originNanos;
    private final Alarm alarm;
    private final HttpLane controlLane;
    private final ManifestFeed feed;
    private final ServerClock clock;
    private final Map<Medium, HttpLane> lanes = new EnumMap<>(Medium.class);
    private final Map<Medium, MediumStream> streams = new EnumMap<>(Medium.class);
    private final Set<Medium> waitedFor = EnumSet.noneOf(Medium.class);
    private final ThroughputEstimate estimate = new ThroughputEstimate(ThroughputEstimate.Settings.DEFAULT);
    private Playhead playhead;
    private State state = State.OPENING;
    private @Nullable Presentation presentation;
    private boolean turning;
    private long nextLevelNanos = LEVEL_NANOS;
    private long clockSetNanos;

    PlayerSession(
            PlayerConfig config,
            Bootstrap bootstrap,
            EventLoop loop,
            Consumer<PlayerEvent> events,
            Consumer<Ended> whenOver) {
        this.config = config;
        this.loop = loop;
        this.events = events;
        this.whenOver = whenOver;
        originNanos = loop.ticker().nanoTime();
        alarm = new Alarm(loop, this::turn);
        for (Medium medium : config.media()) {
            lanes.put(medium, lane(bootstrap));
        }
        controlLane = lane(bootstrap);
        feed = new ManifestFeed(this, controlLane, config);
        clock = new ServerClock(config.clock(), controlLane);
        playhead = new Playhead(waitedFor, thresholds(), this::tell);
    }

    private HttpLane lane(Bootstrap bootstrap) {
        return new HttpLane(bootstrap, loop, config.http(), config.tls(), config.tlsTasks());
    }

    /** Everything that can be done now is done, and the alarm set for what comes next. Calls from within do nothing. */
    void turn() {
        if (turning || state == State.OVER) {
            return;
        }
        turning = true;
        try {
            long now = nowNanos();
            feed.turn(now);
            if (state == State.PLAYING) {
                playhead.advance(now);
                tellLevel(now);
                stayInWindow(now);
                for (MediumStream stream : streams.values()) {
                    stream.turn(now);
                }
                playhead.advance(now);
            }
        } catch (MpdException e) {
            end(false, "manifest: " + e.getMessage());
        } finally {
            turning = false;
        }
        settle();
    }

    /** After a turn: the end, or the next one. */
    private void settle() {
        if (state == State.OVER) {
            return;
        }
        if (state == State.PLAYING && playhead.state() == Playhead.State.ENDED) {
            end(true, playhead.isAtEnd() ? "played to the end" : "played as long as asked for");
            return;
        }
        long limit = config.atMost().map(Nanos::of).orElse(Long.MAX_VALUE);
        if (nowNanos() >= limit) {
            end(false, "the time is up");
            return;
        }
        long next = Math.min(limit, feed.deadlineNanos());
        if (state == State.PLAYING) {
            next = Math.min(next, Math.min(nextLevelNanos, playhead.nextDeadlineNanos()));
            for (MediumStream stream : streams.values()) {
                next = Math.min(next, stream.deadlineNanos());
            }
        }
        if (next < Long.MAX_VALUE) {
            alarm.set(originNanos + next);
        }
    }

    private void tellLevel(long now) {
        if (now < nextLevelNanos) {
            return;
        }
        nextLevelNanos = now - now % LEVEL_NANOS + LEVEL_NANOS;
        long position = playhead.positionNanos();
        Presentation current = presentation();
        long latency = current.isLive() ? Math.max(0, current.edgeNanos(clock.now()) - position) : 0;
        tell(new Level(
                at(),
                Duration.ofNanos(position),
                Duration.ofNanos(playhead.levelNanos(Medium.VIDEO)),
                Duration.ofNanos(playhead.levelNanos(Medium.AUDIO)),
                throughput(),
                Duration.ofNanos(latency)));
    }

    /** Jumps to where live play begins if what comes next can no longer be had. */
    private void stayInWindow(long now) throws MpdException {
        Presentation current = presentation();
        if (!current.isLive()) {
            return;
        }
        long start = current.windowStartNanos(clock.now());
        for (MediumStream stream : streams.values()) {
            if (!stream.isOver() && stream.nextNanos() + stream.segmentNanos() < start) {
                long target = liveStart(current);
                playhead.jumpTo(target, "out of the live window", now);
                beginAt(target);
                return;
            }
        }
    }

    private static long liveStart(Presentation live, Instant now) {
        return Math.max(0, live.edgeNanos(now) - Nanos.of(live.delay()));
    }

    private long liveStart(Presentation live) {
        return liveStart(live, clock.now());
    }

    /** A manifest has come, the first or another. */
    void edition(Presentation edition) {
        boolean first = presentation == null;
        presentation = edition;
        try {
            long position = first ? config.startAt().toNanos() : playhead.positionNanos();
            if (first && edition.isLive()) {
                position = liveStart(edition, config.clock().instant());
            }
            tell(new ManifestRead(
                    at(),
                    edition.uri().toString(),
                    edition.isLive(),
                    edition.duration(),
                    edition.videoRungs(position)));
            if (first) {
                open(edition);
            } else {
                for (MediumStream stream : streams.values()) {
                    stream.edition(edition);
                }
            }
        } catch (MpdException e) {
            end(false, "manifest: " + e.getMessage());
        }
        turn();
    }

    private void open(Presentation first) throws MpdException {
        if (first.isLive()) {
            synchronise(first);
        } else {
            play(Nanos.of(config.startAt()));
        }
    }

    private void synchronise(Presentation live) {
        clockSetNanos = nowNanos();
        clock.synchronise(live.utcTimings(), live.uri(), new ServerClock.Outcome() {
            @Override
            public void failed(String url, int status, String reason, boolean anotherFollows) {
                tell(new RequestFailed(
                        at(), url, status, reason, 1, anotherFollows ? "asks another clock" : "goes by its own clock"));
            }

            @Override
            public void done() {
                if (state == State.OPENING) {
                    try {
                        play(liveStart(presentation()));
                    } catch (MpdException e) {
                        end(false, "manifest: " + e.getMessage());
                    }
                }
                turn();
            }
        });
    }

    /** A segment was not there by our clock: it may be wrong. */
    void synchroniseClock() {
        if (!controlLane.isBusy() && nowNanos() - clockSetNanos >= RESYNCHRONISE_NANOS) {
            synchronise(presentation());
        }
    }

    private void play(long position) throws MpdException {
        PeriodStreams period = presentation().periodAt(position);
        for (Medium medium : config.media()) {
            if (period.stream(medium).isPresent()) {
                streams.put(medium, new MediumStream(medium, this, laneOf(medium)));
                if (medium != Medium.TEXT) {
                    waitedFor.add(medium);
                }
            }
        }
        if (waitedFor.isEmpty()) {
            end(false, "manifest: nothing of " + config.media() + " (expected: video or audio)");
            return;
        }
        state = State.PLAYING;
        playhead = new Playhead(waitedFor, thresholds(), this::tell);
        playhead.startAt(position);
        config.playFor().ifPresent(limit -> playhead.limitTo(Nanos.of(limit)));
        beginAt(position);
    }

    private HttpLane laneOf(Medium medium) {
        return Optional.ofNullable(lanes.get(medium)).orElse(controlLane);
    }

    private Thresholds thresholds() {
        long most = Nanos.of(config.bufferTarget());
        if (presentation != null && presentation.isLive()) {
            most = Math.min(most, Nanos.of(presentation.delay()) / LIVE_THRESHOLD_DIVISOR);
        }
        return new Thresholds(
                Math.min(most, Nanos.of(config.startThreshold())), Math.min(most, Nanos.of(config.resumeThreshold())));
    }

    private void beginAt(long position) throws MpdException {
        PeriodStreams period = presentation().periodAt(position);
        for (MediumStream stream : streams.values()) {
            stream.beginAt(position, period);
        }
    }

    /** Ends the session, if it has not ended. */
    void end(boolean complete, String reason) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        alarm.cancel();
        streams.values().forEach(MediumStream::stop);
        lanes.values().forEach(HttpLane::close);
        controlLane.close();
        Ended ended = new Ended(at(), complete, reason);
        tell(ended);
        whenOver.accept(ended);
    }

    void pause() {
        playhead.pause(nowNanos());
        turn();
    }

    void resume() {
        playhead.resume(nowNanos());
        turn();
    }

    /** Since the session began. */
    long nowNanos() {
        return loop.ticker().nanoTime() - originNanos;
    }

    long sinceStart(long tickerNanos) {
        return tickerNanos - originNanos;
    }

    Duration at() {
        return Duration.ofNanos(nowNanos());
    }

    PlayerConfig config() {
        return config;
    }

    Playhead playhead() {
        return playhead;
    }

    ServerClock clock() {
        return clock;
    }

    /** @throws IllegalStateException before the first one was read */
    Presentation presentation() {
        if (presentation == null) {
            throw new IllegalStateException("no manifest yet");
        }
        return presentation;
    }

    boolean expectsEditions() {
        return feed.isOpen();
    }

    void hurryManifest(long nowNanos) {
        feed.hurry(nowNanos);
    }

    boolean waitsFor(Medium medium) {
        return waitedFor.contains(medium);
    }

    /** Whether a medium is a segment or more ahead of another that has not got what it needs. */
    boolean leadsTooFar(MediumStream one) {
        for (MediumStream other : streams.values()) {
            if (other != one && !other.isOver() && waitsFor(other.medium())) {
                long lead = Math.max(one.segmentNanos(), other.segmentNanos());
                if (one.nextNanos() - other.nextNanos() > lead) {
                    return true;
                }
            }
        }
        return false;
    }

    void append(Medium medium, long startNanos, long endNanos) {
        if (waitsFor(medium)) {
            playhead.buffer(medium).append(startNanos, endNanos);
        }
    }

    void skip(Medium medium, long endNanos, String reason) {
        if (waitsFor(medium)) {
            playhead.buffer(medium).skipTo(endNanos, reason);
        }
    }

    /** Nothing more comes of a medium. */
    void complete(Medium medium) {
        if (waitsFor(medium)) {
            playhead.buffer(medium).complete();
        }
    }

    /** Throughput is judged by video, whose segments are large; by audio where there is none. */
    void downloaded(Medium medium, SegmentDownload download) {
        if (medium == Medium.VIDEO || !waitsFor(Medium.VIDEO)) {
            estimate.add(download);
        }
    }

    /** In bit/s; 0 before anything was measured. */
    double throughput() {
        return estimate.bitsPerSecond();
    }

    void tell(PlayerEvent event) {
        events.accept(event);
    }

    void flaw(Medium medium, long segment, String what) {
        tell(new Flaw(at(), medium, segment, what));
    }
}
