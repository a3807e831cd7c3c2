package labwire.netlab.bridge;

/** At most so many BPDUs at once, and then one a second: {@code txCount} of 802.1D-2004, 17.19.44. */
final class TransmitLimit {
    private static final long DECAY_NANOS = 1_000_000_000L;

    private final int holdCount;
    private int count;
    private long decayAt;

    TransmitLimit(int holdCount) {
        this.holdCount = holdCount;
    }

    boolean permits(long now) {
        while (count > 0 && decayAt <= now) {
            count--;
            decayAt += DECAY_NANOS;
        }
        return count < holdCount;
    }

    void sent(long now) {
        if (count == 0) {
            decayAt = now + DECAY_NANOS;
        }
        count++;
    }

    /** When a full count will go down, or {@link Long#MAX_VALUE} if it is not full. */
    long fullUntil() {
        return count < holdCount ? Long.MAX_VALUE : decayAt;
    }
}
