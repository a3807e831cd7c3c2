package labwire.netlab.stack.icmp;

import java.util.concurrent.TimeUnit;

/** Lets a burst through, then so many a second. */
public final class TokenBucket {
    private final int burst;
    private final long intervalNanos;
    private int tokens;
    private long lastTokenNanos;

    public TokenBucket(int burst, int perSecond) {
        this.burst = burst;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        tokens = burst;
    }

    public boolean tryTake(long nowNanos) {
        long earned = (nowNanos - lastTokenNanos) / intervalNanos;
        if (earned > 0) {
            tokens = (int) Math.min(burst, tokens + earned);
            lastTokenNanos += earned * intervalNanos;
        }
        if (tokens == 0) {
            return false;
        }
        tokens--;
        return true;
    }
}
