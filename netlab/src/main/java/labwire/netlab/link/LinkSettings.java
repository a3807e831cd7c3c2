package labwire.netlab.link;

import java.time.Duration;

/**
 * How a cable treats the frames of one direction.
 *
 * @param rateBitsPerSecond 0: unlimited
 * @param delayNanos propagation, at least {@link #MIN_DELAY_NANOS}, at most {@link #MAX_DELAY}
 * @param jitterNanos at most this is added to the delay of a frame, uniformly; frames keep their order
 * @param loss the chance of a frame to be lost, 0 to 1
 * @param reorder the chance of a frame to be held back, so that later ones overtake it, 0 to 1
 * @param reorderDelayNanos how long such a frame is held back
 * @param queueLimitBytes wire bytes that may wait for a limited rate; what does not fit is dropped (drop-tail)
 */
public record LinkSettings(
        long rateBitsPerSecond,
        long delayNanos,
        long jitterNanos,
        double loss,
        double reorder,
        long reorderDelayNanos,
        int queueLimitBytes) {
    /** A cable of some 200 m; it keeps cause and effect apart. */
    public static final long MIN_DELAY_NANOS = 1_000;

    public static final Duration MAX_DELAY = Duration.ofMinutes(1);
    /** 100 Tbit/s. */
    public static final long MAX_RATE_BITS_PER_SECOND = 100_000_000_000_000L;
    /** 1000 frames of 1500 bytes, as a Linux interface's default queue holds. */
    public static final int DEFAULT_QUEUE_LIMIT_BYTES = 1_500_000;

    public static final long DEFAULT_REORDER_DELAY_NANOS = 1_000_000;

    /** A cable that does nothing but take its minimal time. */
    public static final LinkSettings PLAIN =
            new LinkSettings(0, MIN_DELAY_NANOS, 0, 0, 0, DEFAULT_REORDER_DELAY_NANOS, DEFAULT_QUEUE_LIMIT_BYTES);

    public LinkSettings {
        check("rate", rateBitsPerSecond, 0, MAX_RATE_BITS_PER_SECOND, "bit/s");
        check("delay", delayNanos, MIN_DELAY_NANOS, MAX_DELAY.toNanos(), "ns");
        check("jitter", jitterNanos, 0, MAX_DELAY.toNanos(), "ns");
        check("reorder delay", reorderDelayNanos, 0, MAX_DELAY.toNanos(), "ns");
        check("queue limit", queueLimitBytes, 1, Integer.MAX_VALUE, "bytes");
        checkChance("loss", loss);
        checkChance("reorder", reorder);
    }

    private static void check(String name, long value, long min, long max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + ": " + value + " " + unit + " (expected: " + min + " to " + max + ")");
        }
    }

    private static void checkChance(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to 1, or 0% to 100%)");
        }
    }

    public LinkSettings withRate(long newRateBitsPerSecond) {
        return new LinkSettings(
                newRateBitsPerSecond, delayNanos, jitterNanos, loss, reorder, reorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withDelay(long newDelayNanos) {
        return new LinkSettings(
                rateBitsPerSecond, newDelayNanos, jitterNanos, loss, reorder, reorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withJitter(long newJitterNanos) {
        return new LinkSettings(
                rateBitsPerSecond, delayNanos, newJitterNanos, loss, reorder, reorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withLoss(double newLoss) {
        return new LinkSettings(
                rateBitsPerSecond, delayNanos, jitterNanos, newLoss, reorder, reorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withReorder(double newReorder) {
        return new LinkSettings(
                rateBitsPerSecond, delayNanos, jitterNanos, loss, newReorder, reorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withReorderDelay(long newReorderDelayNanos) {
        return new LinkSettings(
                rateBitsPerSecond, delayNanos, jitterNanos, loss, reorder, newReorderDelayNanos, queueLimitBytes);
    }

    public LinkSettings withQueueLimit(int newQueueLimitBytes) {
        return new LinkSettings(
                rateBitsPerSecond, delayNanos, jitterNanos, loss, reorder, reorderDelayNanos, newQueueLimitBytes);
    }
}
