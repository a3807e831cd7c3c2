package labwire.dash.server.fault;

/** Spreads bytes over time: each piece takes its turn behind those before it. Safe for any thread. */
final class TokenBucket {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long bitsPerSecond;
    private boolean used;
    private long freeAtNanos;

    TokenBucket(long bitsPerSecond) {
        this.bitsPerSecond = bitsPerSecond;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    /**
     * Takes the next turn.
     *
     * @param bytes at most 2^30
     * @return in how many nanoseconds the last of the bytes is due
     */
    synchronized long take(long bytes, long nowNanos) {
        if (!used || freeAtNanos - nowNanos < 0) {
            freeAtNanos = nowNanos;
            used = true;
        }
        freeAtNanos += Math.max(1, (long) ((double) bytes * 8 * NANOS_PER_SECOND / bitsPerSecond));
        return freeAtNanos - nowNanos;
    }
}
