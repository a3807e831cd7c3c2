package labwire.dash.player;

import java.time.Duration;

/** Durations as nanoseconds, saturated where a manifest says more than 292 years. */
final class Nanos {
    static final double PER_SECOND = 1e9;

    private static final long MOST_NANOS = Long.MAX_VALUE / 4;
    private static final Duration MOST = Duration.ofNanos(MOST_NANOS);
    private static final Duration LEAST = Duration.ofNanos(-MOST_NANOS);

    private Nanos() {}

    static long of(Duration duration) {
        if (duration.compareTo(MOST) > 0) {
            return MOST_NANOS;
        }
        return duration.compareTo(LEAST) < 0 ? -MOST_NANOS : duration.toNanos();
    }

    static double seconds(long nanos) {
        return nanos / PER_SECOND;
    }
}
