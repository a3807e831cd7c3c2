package labwire.dash.player.playback;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import labwire.dash.player.playback.MediumBuffer.Gap;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Jumped;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.PlaybackStarted;
import labwire.dash.session.PlayerEvent.StallBegan;
import labwire.dash.session.PlayerEvent.StallEnded;

/** Moves through presentation time as the buffers allow; tells what a viewer would notice. */
public final class Playhead {
    /** What the viewer sees. */
    public enum State {
        /** Nothing yet: → PLAYING when the start threshold is buffered. */
        STARTING,
        /** → STALLED when a medium runs dry, PAUSED when told, ENDED at the end of all media. */
        PLAYING,
        /** → PLAYING when the resume threshold is buffered. */
        STALLED,
        /** → PLAYING when told. */
        PAUSED,
        /** For good. */
        ENDED
    }

    private final Map<Medium, MediumBuffer> buffers = new EnumMap<>(Medium.class);
    private final Consumer<PlayerEvent> events;
    private final Thresholds thresholds;
    private State state = State.STARTING;
    private long atNanos;
    private long positionNanos;
    private long playedNanos;
    private long playLimitNanos = Long.MAX_VALUE;

    /** @param media that playback waits for: video, audio, or both */
    public Playhead(Set<Medium> media, Thresholds thresholds, Consumer<PlayerEvent> events) {
        for (Medium medium : media) {
            buffers.put(medium, new MediumBuffer());
        }
        this.thresholds = thresholds;
        this.events = events;
    }

    /** Where to begin. */
    public void startAt(long position) {
        positionNanos = position;
        buffers.values().forEach(buffer -> buffer.reset(position));
    }

    /** Ends after so much was played, stalls and jumps not counted. */
    public void limitTo(long nanos) {
        playLimitNanos = nanos;
    }

    public State state() {
        return state;
    }

    /** As of the last {@link #advance}. */
    public long positionNanos() {
        return positionNanos;
    }

    /** Of a medium that playback waits for. */
    public MediumBuffer buffer(Medium medium) {
        return Optional.ofNullable(buffers.get(medium))
                .orElseThrow(() -> new IllegalArgumentException(
                        "medium: " + medium + " (expected: one of " + buffers.keySet() + ")"));
    }

    /** How much of a medium is ahead of the playhead; 0 for one that playback does not wait for. */
    public long levelNanos(Medium medium) {
        MediumBuffer buffer = buffers.get(medium);
        return buffer == null ? 0 : buffer.levelNanos(positionNanos);
    }

    /** Moves on to the present. */
    public void advance(long nowNanos) {
        boolean moving = true;
        while (moving) {
            moving = switch (state) {
                case STARTING, STALLED -> start(nowNanos);
                case PLAYING -> play(nowNanos);
                case PAUSED, ENDED -> {
                    atNanos = nowNanos;
                    yield false;
                }
            };
        }
    }

    /** When {@link #advance} is to be called next, whatever else happens; {@link Long#MAX_VALUE} if nothing is due. */
    public long nextDeadlineNanos() {
        return state == State.PLAYING ? atNanos + (barrierNanos() - positionNanos) : Long.MAX_VALUE;
    }

    /** Holds playback; no effect unless playing. */
    public void pause(long nowNanos) {
        advance(nowNanos);
        if (state == State.PLAYING) {
            state = State.PAUSED;
        }
    }

    /** Goes on after a pause. */
    public void resume(long nowNanos) {
        if (state == State.PAUSED) {
            atNanos = nowNanos;
            state = State.PLAYING;
            advance(nowNanos);
        }
    }

    /** Drops what is buffered and goes on elsewhere. */
    public void jumpTo(long targetNanos, String reason, long nowNanos) {
        advance(nowNanos);
        jumped(targetNanos, reason);
        buffers.values().forEach(buffer -> buffer.reset(targetNanos));
        advance(nowNanos);
    }

    private boolean start(long nowNanos) {
        atNanos = nowNanos;
        long threshold = state == State.STARTING ? thresholds.startNanos() : thresholds.resumeNanos();
        for (MediumBuffer buffer : buffers.values()) {
            if (!buffer.isComplete() && buffer.levelNanos(positionNanos) < Math.max(1, threshold)) {
                return false;
            }
        }
        Duration mediaTime = Duration.ofNanos(positionNanos);
        events.accept(state == State.STARTING ? new PlaybackStarted(at(), mediaTime) : new StallEnded(at(), mediaTime));
        state = State.PLAYING;
        return true;
    }

    private boolean play(long nowNanos) {
        long barrier = barrierNanos();
        long step = Math.min(barrier - positionNanos, nowNanos - atNanos);
        positionNanos += step;
        playedNanos += step;
        atNanos += step;
        if (positionNanos < barrier) {
            return false;
        }
        if (isAtEnd() || playedNanos >= playLimitNanos) {
            state = State.ENDED;
            return true;
        }
        for (MediumBuffer buffer : buffers.values()) {
            Optional<Gap> gap = buffer.gapAt(positionNanos);
            if (gap.isPresent()) {
                jumped(gap.get().endNanos(), gap.get().reason());
                return true;
            }
        }
        for (Map.Entry<Medium, MediumBuffer> each : buffers.entrySet()) {
            if (each.getValue().playableUntil(positionNanos) <= positionNanos) {
                state = State.STALLED;
                events.accept(new StallBegan(at(), each.getKey(), Duration.ofNanos(positionNanos)));
                return true;
            }
        }
        throw new IllegalStateException("playhead: held at " + positionNanos + " by nothing");
    }

    /** Up to where it can play without anything to tell. */
    private long barrierNanos() {
        long barrier = Long.MAX_VALUE;
        long end = positionNanos;
        boolean allComplete = true;
        for (MediumBuffer buffer : buffers.values()) {
            barrier = Math.min(barrier, buffer.playableUntil(positionNanos));
            end = Math.max(end, buffer.endNanos());
            allComplete &= buffer.isComplete();
        }
        if (allComplete) {
            barrier = Math.min(barrier, end);
        }
        barrier = Math.max(barrier, positionNanos); // A medium may end before where a jump led to.
        return Math.min(barrier, saturatedSum(positionNanos, playLimitNanos - playedNanos));
    }

    /** Whether everything there is was played. */
    public boolean isAtEnd() {
        boolean atEnd = true;
        for (MediumBuffer buffer : buffers.values()) {
            atEnd &= buffer.isComplete() && buffer.endNanos() <= positionNanos;
        }
        return atEnd;
    }

    private void jumped(long targetNanos, String reason) {
        events.accept(new Jumped(at(), Duration.ofNanos(positionNanos), Duration.ofNanos(targetNanos), reason));
        positionNanos = targetNanos;
    }

    private Duration at() {
        return Duration.ofNanos(atNanos);
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
