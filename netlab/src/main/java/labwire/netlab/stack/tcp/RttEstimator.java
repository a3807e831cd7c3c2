package labwire.netlab.stack.tcp;

import java.util.concurrent.TimeUnit;

/** The retransmission timeout (<a href="https://www.rfc-editor.org/rfc/rfc6298">RFC 6298</a>). Times in nanoseconds. */
final class RttEstimator {
    /** Before the first sample (2.1). */
    static final long INITIAL_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After a SYN that had to be sent again, until there is a sample (5.7). */
    static final long TIMEOUT_AFTER_LOST_SYN_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** The upper bound (2.5 asks for at least 60 s). */
    static final long MAX_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(120);
    /** G: what the variation counts for at least. The lab's clock is finer; this keeps queues' jitter out. */
    static final long GRANULARITY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int MAX_BACKOFF = 16;
    /** How long the minimum is believed: the path may have changed. */
    private static final long MINIMUM_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(5);

    private long minimumNanos;
    private long smoothedNanos;
    private long variationNanos;
    private long timeoutNanos = INITIAL_TIMEOUT_NANOS;
    private boolean sampled;
    private long minimumRoundTripNanos;
    private long minimumSinceNanos;
    private int backoff;

    RttEstimator(long minimumNanos) {
        this.minimumNanos = minimumNanos;
    }

    void minimumNanos(long newMinimumNanos) {
        minimumNanos = newMinimumNanos;
    }

    /** Takes the round trip of a segment that was sent once (2.2, 2.3), which also ends the back-off. */
    void sample(long roundTripNanos) {
        if (sampled) {
            variationNanos += (Math.abs(smoothedNanos - roundTripNanos) - variationNanos) / 4;
            smoothedNanos += (roundTripNanos - smoothedNanos) / 8;
        } else {
            sampled = true;
            smoothedNanos = roundTripNanos;
            variationNanos = roundTripNanos / 2;
        }
        timeoutNanos = smoothedNanos + Math.max(GRANULARITY_NANOS, 4 * variationNanos);
        backoff = 0;
    }

    /** Keeps the shortest round trip of the last minutes, by which RACK judges (RFC 8985, 6.2, step 1). */
    void sampleMinimum(long roundTripNanos, long now) {
        if (minimumRoundTripNanos == 0
                || roundTripNanos <= minimumRoundTripNanos
                || now - minimumSinceNanos > MINIMUM_WINDOW_NANOS) {
            minimumRoundTripNanos = roundTripNanos;
            minimumSinceNanos = now;
        }
    }

    /** 0 before the first sample. */
    long minimumRoundTripNanos() {
        return minimumRoundTripNanos;
    }

    boolean isSampled() {
        return sampled;
    }

    /** The timer has expired (5.5). */
    void backOff() {
        backoff = Math.min(backoff + 1, MAX_BACKOFF);
    }

    /** The handshake is done, and needed its SYN more than once (5.7). */
    void synWasResent() {
        if (!sampled) {
            timeoutNanos = TIMEOUT_AFTER_LOST_SYN_NANOS;
            backoff = 0;
        }
    }

    long timeoutNanos() {
        long base = Math.max(timeoutNanos, minimumNanos);
        return Math.min(base << backoff, MAX_TIMEOUT_NANOS);
    }

    long smoothedNanos() {
        return smoothedNanos;
    }

    long variationNanos() {
        return variationNanos;
    }
}
