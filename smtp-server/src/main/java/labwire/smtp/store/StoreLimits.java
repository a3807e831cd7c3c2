package labwire.smtp.store;

/**
 * What a store holds and does at most.
 *
 * @param maxHeldBytes of messages in memory: those coming in and those waiting for their sync; more: 452
 * @param maxMessages kept; more: 452
 * @param maxMailboxes made; an address that needs another: 452
 * @param segmentBytes after which a new journal segment is begun
 * @param maxBatchBytes of messages that share one sync
 * @param maxFilingBatch messages filed between two looks at what else there is to do
 * @param maxWaiters that wait for a message to come in; more are turned away
 */
public record StoreLimits(
        long maxHeldBytes,
        int maxMessages,
        int maxMailboxes,
        long segmentBytes,
        long maxBatchBytes,
        int maxFilingBatch,
        int maxWaiters) {

    public static final StoreLimits DEFAULTS =
            new StoreLimits(64L << 20, 100_000, 10_000, 16L << 20, 8L << 20, 32, 1_000);

    public StoreLimits {
        atLeast("maxHeldBytes", maxHeldBytes);
        atLeast("maxMessages", maxMessages);
        atLeast("maxMailboxes", maxMailboxes);
        atLeast("segmentBytes", segmentBytes);
        atLeast("maxBatchBytes", maxBatchBytes);
        atLeast("maxFilingBatch", maxFilingBatch);
        atLeast("maxWaiters", maxWaiters);
    }

    private static void atLeast(String name, long found) {
        if (found < 1) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 or more)");
        }
    }
}
