package labwire.dash.fluid;

import java.time.Duration;
import java.util.function.Consumer;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/** The playing side of a fluid session: the clock, the playhead and the buffer, which drains as time passes. */
final class Playback {
    private static final double NANOS = 1e9;

    /** Less than this in the buffer is rounding, and dry. */
    private static final double DRY_SECONDS = 1e-9;

    private final Consumer<PlayerEvent> events;
    private State state = State.STARTING;
    private double now;
    private double playhead;
    private double buffer;
    private double throughput;
    private int nextLevelSecond = 1;

    Playback(Consumer<PlayerEvent> events) {
        this.events = events;
    }

    private enum State {
        /** Before the first segment. To PLAYING when it arrives. */
        STARTING,
        /** To STALLED when the buffer is dry, to ENDED when it is dry and nothing more is to come. */
        PLAYING,
        /** To PLAYING when a segment arrives. */
        STALLED,
        ENDED
    }

    double now() {
        return now;
    }

    double buffer() {
        return buffer;
    }

    boolean playing() {
        return state == State.PLAYING;
    }

    /** What the next levels tell. */
    void throughput(double bitsPerSecond) {
        throughput = bitsPerSecond;
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS));
    }

    Duration at() {
        return duration(now);
    }

    /** Time passes: media plays, and may run dry on the way. */
    void pass(double seconds) {
        double end = now + seconds;
        while (now < end) {
            double next = Math.min(end, nextLevelSecond);
            if (state == State.PLAYING && now + buffer < next) {
                next = Math.max(now, now + buffer);
                run(next);
                buffer = 0;
                state = State.STALLED;
                events.accept(new PlayerEvent.StallBegan(at(), Medium.VIDEO, duration(playhead)));
            } else {
                run(next);
            }
            if (now >= nextLevelSecond) {
                nextLevelSecond++;
                events.accept(new PlayerEvent.Level(
                        at(), duration(playhead), duration(buffer), Duration.ZERO, throughput, Duration.ZERO));
            }
        }
    }

    private void run(double until) {
        double played = state == State.PLAYING ? Math.min(buffer, until - now) : 0;
        playhead += played;
        buffer = Math.max(0, buffer - played);
        now = until;
    }

    /** Media joins the buffer. */
    void arrived(double mediaSeconds) {
        buffer += mediaSeconds;
    }

    /** Plays, if it did not; after {@link #arrived}. */
    void play() {
        switch (state) {
            case STARTING -> events.accept(new PlayerEvent.PlaybackStarted(at(), duration(playhead)));
            case STALLED -> events.accept(new PlayerEvent.StallEnded(at(), duration(playhead)));
            case PLAYING, ENDED -> {
                return;
            }
        }
        state = State.PLAYING;
    }

    /** Plays what is left, and ends. */
    void playOut() {
        // A hair less than the buffer: what runs dry at the end is no stall.
        pass(Math.max(0, buffer - DRY_SECONDS));
        now += buffer;
        playhead += buffer;
        buffer = 0;
        state = State.ENDED;
    }
}
