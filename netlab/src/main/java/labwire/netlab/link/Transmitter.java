package labwire.netlab.link;

/**
 * When the frames of a limited rate leave. A queue that is served in order needs no list: how many bytes wait follows
 * from when the transmitter will be free.
 */
final class Transmitter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private long rateBitsPerSecond;
    private long freeNanos;
    /** What waited when the rate was last changed, and goes on to leave by its own schedule. */
    private double earlierBytes;

    private long earlierSinceNanos;
    private long earlierUntilNanos;

    /** A rate of 0: none. */
    void rate(long newRateBitsPerSecond, long now) {
        if (newRateBitsPerSecond != rateBitsPerSecond) {
            earlierBytes = waitingBytes(now);
            earlierSinceNanos = now;
            earlierUntilNanos = freeNanos;
            rateBitsPerSecond = newRateBitsPerSecond;
        }
    }

    /** When the last of the frames that were given to {@link #departure} has left. */
    long freeNanos() {
        return freeNanos;
    }

    /** Sends a frame behind those before it: when its last bit leaves. */
    long departure(int wireBytes, long now) {
        if (rateBitsPerSecond == 0) {
            return now;
        }
        // Rounded up, so that the rate is never exceeded.
        long nanos = (wireBytes * 8L * NANOS_PER_SECOND + rateBitsPerSecond - 1) / rateBitsPerSecond;
        freeNanos = Math.max(now, freeNanos) + nanos;
        return freeNanos;
    }

    /** Bytes that have not left yet. */
    double waitingBytes(long now) {
        if (freeNanos <= now) {
            return 0;
        }
        double bytes = 0;
        if (earlierUntilNanos > now) {
            bytes = earlierBytes * (earlierUntilNanos - now) / (earlierUntilNanos - earlierSinceNanos);
        }
        long nanosAtThisRate = freeNanos - Math.max(now, earlierUntilNanos);
        return bytes + nanosAtThisRate * (rateBitsPerSecond / (8.0 * NANOS_PER_SECOND));
    }

    void reset() {
        freeNanos = 0;
        earlierUntilNanos = 0;
    }
}
