package labwire.dash.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * One track's segments since the stream's start, numbered from 0: round after round of the loop's segments. Each ends
 * where the next one begins. Times in the track's ticks since the start, unless named otherwise. Immutable.
 */
final class LiveTimeline {
    private static final long NANOS = 1_000_000_000;

    private final Instant streamStart;
    private final LoopClock clock;
    private final long timescale;
    private final long[] starts;

    /** @param starts of the loop's segments, since the loop's beginning: the first is 0, each after the one before */
    LiveTimeline(Instant streamStart, LoopClock clock, long timescale, long[] starts) {
        this.streamStart = streamStart;
        this.clock = clock;
        this.timescale = timescale;
        this.starts = starts.clone();
        if (starts.length == 0 || starts[0] != 0) {
            throw new IllegalArgumentException(
                    "starts: " + Arrays.toString(starts) + " (expected: one or more from 0)");
        }
    }

    long timescale() {
        return timescale;
    }

    /** How many segments a round has. */
    int count() {
        return starts.length;
    }

    /** Which round of the loop a segment belongs to. */
    long round(long number) {
        return number / starts.length;
    }

    /** Which of the loop's segments it is. */
    int index(long number) {
        return (int) (number % starts.length);
    }

    long roundStart(long round) {
        return clock.start(round);
    }

    long start(long number) {
        return clock.start(round(number)) + starts[index(number)];
    }

    long end(long number) {
        return start(number + 1);
    }

    /** The segment that these ticks, 0 or later, are in. */
    long numberAt(long ticks) {
        long round = clock.roundAt(ticks);
        int found = Arrays.binarySearch(starts, ticks - clock.start(round));
        int index = found >= 0 ? found : -found - 2;
        return round * starts.length + index;
    }

    /** The segment that begins at exactly these ticks. */
    OptionalLong numberStarting(long ticks) {
        if (ticks < 0) {
            return OptionalLong.empty();
        }
        long number = numberAt(ticks);
        return start(number) == ticks ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** How many segments have ended by then, which is the number of the first that has not. */
    long endedBy(Instant instant) {
        return instant.isBefore(streamStart) ? 0 : numberAt(ticksAt(instant));
    }

    /** The tick that has begun last at an instant. */
    long ticksAt(Instant instant) {
        Duration since = Duration.between(streamStart, instant);
        return Math.addExact(Math.multiplyExact(since.getSeconds(), timescale), since.getNano() * timescale / NANOS);
    }

    /** The first nanosecond that is not before these ticks. */
    Instant instantOf(long ticks) {
        long rest = ticks % timescale;
        return streamStart.plusSeconds(ticks / timescale).plusNanos((rest * NANOS + timescale - 1) / timescale);
    }
}
