package labwire.netlab.link;

import java.time.Duration;

/**
 * How a cable treats the frames of one direction.
 *
 * @param rateBitsPerSecond 0: unlimited
 * @param delayNanos propagation, at least {@link #MIN_DELAY_NANOS}, at most {@link #MAX_DELAY}
 * @param duplicate the chance of a frame to arrive twice, 0 to 1
 * @param corrupt the chance of a frame to have one of its bits flipped, 0 to 1. Within an IP packet it arrives so, for
 *     the packet's checksums to find; elsewhere, as in ARP, it is dropped, as Ethernet's check sequence has it
 * @param queue before a limited rate
 */
public record LinkSettings(
        long rateBitsPerSecond,
        long delayNanos,
        Jitter jitter,
        LossModel loss,
        double duplicate,
        double corrupt,
        Reordering reordering,
        QueueSettings queue) {
    /** A cable of some 200 m; it keeps cause and effect apart. */
    public static final long MIN_DELAY_NANOS = 1_000;

    public static final Duration MAX_DELAY = Duration.ofMinutes(1);
    /** 100 Tbit/s. */
    public static final long MAX_RATE_BITS_PER_SECOND = 100_000_000_000_000L;

    /** A cable that does nothing but take its minimal time. */
    public static final LinkSettings PLAIN = new LinkSettings(
            0, MIN_DELAY_NANOS, Jitter.NONE, LossModel.NONE, 0, 0, Reordering.NONE, QueueSettings.PLAIN);

    public LinkSettings {
        check("rate", rateBitsPerSecond, 0, MAX_RATE_BITS_PER_SECOND, "bit/s");
        check("delay", delayNanos, MIN_DELAY_NANOS, MAX_DELAY.toNanos(), "ns");
        check("jitter", jitter.nanos(), 0, MAX_DELAY.toNanos(), "ns");
        checkChance("duplicate", duplicate);
        checkChance("corrupt", corrupt);
    }

    /** Whether it does with one frame what it may not do with the next: a train of them has then to be taken apart. */
    boolean isByFrame() {
        return rateBitsPerSecond > 0
                || jitter.nanos() > 0
                || !loss.equals(LossModel.NONE)
                || duplicate > 0
                || corrupt > 0
                || reordering.chance() > 0;
    }

    static void check(String name, long value, long min, long max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + ": " + value + " " + unit + " (expected: " + min + " to " + max + ")");
        }
    }

    static void checkChance(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to 1, or 0% to 100%)");
        }
    }

    public LinkSettings withRate(long newRateBitsPerSecond) {
        return new LinkSettings(newRateBitsPerSecond, delayNanos, jitter, loss, duplicate, corrupt, reordering, queue);
    }

    public LinkSettings withDelay(long newDelayNanos) {
        return new LinkSettings(rateBitsPerSecond, newDelayNanos, jitter, loss, duplicate, corrupt, reordering, queue);
    }

    public LinkSettings withJitter(long nanos) {
        return withJitter(new Jitter(nanos, jitter.shape()));
    }

    public LinkSettings withJitter(Jitter newJitter) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, newJitter, loss, duplicate, corrupt, reordering, queue);
    }

    /** With a loss of every frame by itself. */
    public LinkSettings withLoss(double chance) {
        return withLoss(new LossModel.Independent(chance));
    }

    public LinkSettings withLoss(LossModel newLoss) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, jitter, newLoss, duplicate, corrupt, reordering, queue);
    }

    public LinkSettings withDuplicate(double newDuplicate) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, jitter, loss, newDuplicate, corrupt, reordering, queue);
    }

    public LinkSettings withCorrupt(double newCorrupt) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, jitter, loss, duplicate, newCorrupt, reordering, queue);
    }

    public LinkSettings withReorder(double chance) {
        return withReordering(new Reordering(chance, reordering.delayNanos()));
    }

    public LinkSettings withReorderDelay(long nanos) {
        return withReordering(new Reordering(reordering.chance(), nanos));
    }

    private LinkSettings withReordering(Reordering newReordering) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, jitter, loss, duplicate, corrupt, newReordering, queue);
    }

    public LinkSettings withQueueLimit(int bytes) {
        return withQueue(queue.withLimit(bytes));
    }

    public LinkSettings withQueue(QueueSettings newQueue) {
        return new LinkSettings(rateBitsPerSecond, delayNanos, jitter, loss, duplicate, corrupt, reordering, newQueue);
    }
}
