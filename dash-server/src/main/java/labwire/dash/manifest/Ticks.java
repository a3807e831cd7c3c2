package labwire.dash.manifest;

import java.time.Duration;

/**
 * Times in ticks of a timescale of at most 10⁹, exact. With durations of at most {@link XmlTimes#LONGEST} and offsets
 * below 2⁶² nothing here overflows.
 */
final class Ticks {
    private static final long NANOS = 1_000_000_000L;

    private Ticks() {}

    /** Rounded down; bounded by {@link XmlTimes#LONGEST} both ways. */
    static long of(Duration duration, long timescale) {
        Duration bounded = duration;
        if (duration.compareTo(XmlTimes.LONGEST) > 0) {
            bounded = XmlTimes.LONGEST;
        } else if (duration.compareTo(XmlTimes.LONGEST.negated()) < 0) {
            bounded = XmlTimes.LONGEST.negated();
        }
        return bounded.toSeconds() * timescale + bounded.toNanosPart() * timescale / NANOS;
    }

    /** Rounded up; of what {@link #of} does not bound. */
    static long ceiling(Duration duration, long timescale) {
        return -of(duration.negated(), timescale);
    }

    /** Rounded down to the nanosecond. */
    static Duration toDuration(long ticks, long timescale) {
        return Duration.ofSeconds(Math.floorDiv(ticks, timescale), Math.floorMod(ticks, timescale) * NANOS / timescale);
    }
}
