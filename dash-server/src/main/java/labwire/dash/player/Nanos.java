package labwire.dash.player;

import java.time.Duration;

/** Durations as nanoseconds, saturated where a manifest says more than 292 years. */
final class Nanos {
    static final double PER_SECOND = 1e9;

    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private Nanos() {}

    static long of(Duration duration) {
        if (duration.compareTo(MOST) > 0) {
            return Long.MAX_VALUE / 4;
        }
        return duration.compareTo(MOST.negated()) < 0 ? -Long.MAX_VALUE / 4 : duration.toNanos();
    }

    static double seconds(long nanos) {
        return nanos / PER_SECOND;
    }
}
