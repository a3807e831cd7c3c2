package labwire.dash.player;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.dash.manifest.MpdException;
import labwire.dash.player.http.Alarm;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.playback.Playhead;
import labwire.dash.player.playback.Thresholds;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Level;
import labwire.dash.session.PlayerEvent.ManifestRead;
import labwire.dash.session.PlayerEvent.Medium;
import org.jspecify.annotations.Nullable;

/**
 * A session: whatever happens, a response, a deadline, ends in a turn, which moves the playhead to the present and lets
 * each part do what it can do now. One alarm is set for the next deadline of all. On the event loop's thread.
 *
 * <pre>
 *   ManifestFeed ──edition──▶ PlayerSession ──turn──▶ PlayedMedia ──▶ MediumStream ──▶ SegmentFetch ──▶ HttpLane
 *   ServerClock  ──now─────▶                               │              │ append
 *                                                          └──advance──▶ Playhead ──▶ events
 * </pre>
 */
final class PlayerSession {
    private static final long LEVEL_NANOS = 1_000_000_000;
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
    private State state = State.OPENING;
    private @Nullable Presentation presentation;
    /** From PLAYING on. */
    private @Nullable PlayedMedia media;

    private boolean turning;
    private long nextLevelNanos = LEVEL_NANOS;

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
        clock = new ServerClock(this, controlLane);
    }

    private HttpLane lane(Bootstrap bootstrap) {
        return new HttpLane(bootstrap, loop, config.http(), config.tls(), config.tlsTasks(), this::broke);
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
                play(now);
            }
        } catch (MpdException e) {
            end(false, "manifest: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            broke(e);
        } finally {
            turning = false;
        }
        settle();
    }

    private void play(long now) throws MpdException {
        PlayedMedia played = media();
        played.playhead().advance(now);
        tellLevel(now);
        stayInWindow(now);
        played.turn(now);
        played.playhead().advance(now);
    }

    /** After a turn: the end, or the next one. */
    private void settle() {
        if (state == State.OVER) {
            return;
        }
        if (state == State.PLAYING && media().playhead().state() == Playhead.State.ENDED) {
            end(true, media().playhead().isAtEnd() ? "played to the end" : "played as long as asked for");
            return;
        }
        long limit = config.atMost().map(Nanos::of).orElse(Long.MAX_VALUE);
        if (nowNanos() >= limit) {
            end(false, "the time is up");
            return;
        }
        long next = Math.min(limit, feed.deadlineNanos());
        if (state == State.PLAYING) {
            next = Math.min(next, Math.min(nextLevelNanos, media().deadlineNanos()));
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
        Playhead playhead = media().playhead();
        long position = playhead.positionNanos();
        Presentation current = presentation();
        long latency = current.isLive() ? Math.max(0, current.edgeNanos(clock.now()) - position) : 0;
        tell(new Level(
                at(),
                Duration.ofNanos(position),
                Duration.ofNanos(playhead.levelNanos(Medium.VIDEO)),
                Duration.ofNanos(playhead.levelNanos(Medium.AUDIO)),
                media().throughput(),
                Duration.ofNanos(latency)));
    }

    /** Jumps to where live play begins if what comes next can no longer be had. */
    private void stayInWindow(long now) throws MpdException {
        Presentation current = presentation();
        if (current.isLive() && media().needsBefore(current.windowStartNanos(clock.now()))) {
            long target = current.liveStartNanos(clock.now());
            media().jumpTo(target, current.periodAt(target), "out of the live window", now);
        }
    }

    /** A manifest has come, the first or another. */
    void edition(Presentation edition) {
        boolean first = presentation == null;
        presentation = edition;
        try {
            tell(new ManifestRead(
                    at(),
                    edition.uri().toString(),
                    edition.isLive(),
                    edition.duration(),
                    edition.videoRungs(positionIn(edition))));
            if (media != null) {
                media.edition(edition);
            } else if (first && edition.isLive()) {
                clock.synchronise(edition, this::open);
            } else if (first) {
                open();
            }
        } catch (MpdException e) {
            end(false, "manifest: " + e.getMessage());
        }
        turn();
    }

    /** Where playback is, or is to begin. */
    private long positionIn(Presentation edition) {
        if (media != null) {
            return media.playhead().positionNanos();
        }
        return edition.isLive() ? edition.liveStartNanos(clock.now()) : Nanos.of(config.startAt());
    }

    /** The manifest is there, and the clock is set: begins to play. */
    private void open() {
        if (state != State.OPENING) {
            return;
        }
        try {
            long position = positionIn(presentation());
            PeriodStreams period = presentation().periodAt(position);
            PlayedMedia opened = new PlayedMedia(this, period, thresholds());
            if (opened.isNothing()) {
                end(false, "manifest: nothing of " + config.media() + " (expected: video or audio)");
                return;
            }
            media = opened;
            state = State.PLAYING;
            opened.startAt(position, period);
        } catch (MpdException e) {
            end(false, "manifest: " + e.getMessage());
        }
        turn();
    }

    private Thresholds thresholds() {
        long most = Nanos.of(config.bufferTarget());
        if (presentation().isLive()) {
            most = Math.min(most, Nanos.of(presentation().delay()) / LIVE_THRESHOLD_DIVISOR);
        }
        return new Thresholds(
                Math.min(most, Nanos.of(config.startThreshold())), Math.min(most, Nanos.of(config.resumeThreshold())));
    }

    HttpLane laneOf(Medium medium) {
        return Optional.ofNullable(lanes.get(medium)).orElse(controlLane);
    }

    /** Ends the session, if it has not ended. */
    void end(boolean complete, String reason) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        Ended ended = new Ended(at(), complete, reason);
        try {
            alarm.cancel();
            if (media != null) {
                media.stop();
            }
            lanes.values().forEach(HttpLane::close);
            controlLane.close();
            tell(ended);
        } finally {
            whenOver.accept(ended);
        }
    }

    /** Ends the session by what nobody foresaw, a listener's, a rule's or our own: else it would wait for ever. */
    private void broke(Throwable cause) {
        String place = Arrays.stream(cause.getStackTrace())
                .findFirst()
                .map(frame ->
                        ", at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("");
        end(false, "unexpected: " + cause + place);
    }

    /** Holds playback; no effect unless it plays. */
    void pause() {
        whilePlaying(playhead -> playhead.pause(nowNanos()));
    }

    void resume() {
        whilePlaying(playhead -> playhead.resume(nowNanos()));
    }

    private void whilePlaying(Consumer<Playhead> step) {
        if (state != State.PLAYING) {
            return;
        }
        try {
            step.accept(media().playhead());
        } catch (RuntimeException | Error e) {
            broke(e);
        }
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

    private PlayedMedia media() {
        if (media == null) {
            throw new IllegalStateException("no media yet");
        }
        return media;
    }

    boolean expectsEditions() {
        return feed.isOpen();
    }

    void hurryManifest(long nowNanos) {
        feed.hurry(nowNanos);
    }

    void tell(PlayerEvent event) {
        events.accept(event);
    }
}
