package labwire.dash.server.fault;

/**
 * Spreads bytes over time: each piece takes its turn behind those before it. What a late timer has lost is made good. Safe
 * for any thread.
 */
final class TokenBucket {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The depth of the bucket: so much unused time counts later. */
    private static final long CREDIT_NANOS = 20_000_000;

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
     * @return in how many nanoseconds the last of the bytes is due; 0 or less if it is
     */
    synchronized long take(long bytes, long nowNanos) {
        if (!used) {
            freeAtNanos = nowNanos;
            used = true;
        } else if (freeAtNanos - nowNanos < -CREDIT_NANOS) {
            freeAtNanos = nowNanos - CREDIT_NANOS;
        }
        freeAtNanos += Math.max(1, (long) ((double) bytes * 8 * NANOS_PER_SECOND / bitsPerSecond));
        return freeAtNanos - nowNanos;
    }
}
