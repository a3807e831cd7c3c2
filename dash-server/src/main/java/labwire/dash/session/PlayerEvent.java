package labwire.dash.session;

import java.time.Duration;
import java.util.List;

/** Something that happened in a session; {@code at} is the time since the session began. */
public sealed interface PlayerEvent {
    Duration at();

    /** The media types of a session. */
    enum Medium {
        VIDEO,
        AUDIO,
        TEXT
    }

    /** A manifest was read: at the beginning, or again when live. {@code rungs} in bit/s of video, lowest first. */
    record ManifestRead(Duration at, String url, boolean live, Duration duration, List<Long> rungs)
            implements PlayerEvent {}

    /** A rung was chosen for a segment. {@code throughput} in bit/s, as estimated then, 0 if not known. */
    record RungChosen(
            Duration at,
            Medium medium,
            long segment,
            int rung,
            long bitsPerSecond,
            Duration buffer,
            double throughput,
            String reason)
            implements PlayerEvent {}

    /** A segment arrived and was found sound. {@code mediaTime} is where it begins, in presentation time. */
    record SegmentArrived(
            Duration at,
            Medium medium,
            long segment,
            int rung,
            long bytes,
            Duration latency,
            Duration transfer,
            Duration mediaTime,
            Duration mediaDuration,
            Duration buffer)
            implements PlayerEvent {}

    /** A download was dropped for a lower rung. */
    record SegmentAbandoned(
            Duration at, Medium medium, long segment, int rung, long bytesReceived, int nextRung, String reason)
            implements PlayerEvent {}

    /** A request failed; the player tries again, elsewhere, or skips. {@code status} 0 if there was no response. */
    record RequestFailed(Duration at, String url, int status, String reason, int attempt, String next)
            implements PlayerEvent {}

    /** A downloaded thing is not what it should be: a box, a size, a timestamp. Playback goes on. */
    record Flaw(Duration at, Medium medium, long segment, String what) implements PlayerEvent {}

    /** The first frame would show. */
    record PlaybackStarted(Duration at, Duration mediaTime) implements PlayerEvent {}

    /** The buffer of {@code medium} ran dry. */
    record StallBegan(Duration at, Medium medium, Duration mediaTime) implements PlayerEvent {}

    record StallEnded(Duration at, Duration mediaTime) implements PlayerEvent {}

    /** The playhead jumped: out of a live window that moved on, or over a segment that could not be had. */
    record Jumped(Duration at, Duration from, Duration to, String reason) implements PlayerEvent {}

    /** The levels, every second of the session. {@code throughput} in bit/s; {@code liveLatency} zero on demand. */
    record Level(
            Duration at,
            Duration mediaTime,
            Duration videoBuffer,
            Duration audioBuffer,
            double throughput,
            Duration liveLatency)
            implements PlayerEvent {}

    /** The end; {@code complete} if the last frame would have shown, or the asked-for time was played. */
    record Ended(Duration at, boolean complete, String reason) implements PlayerEvent {}
}
