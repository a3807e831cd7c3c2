package labwire.smtp.store;

/**
 * What a store holds and does at most.
 *
 * @param maxHeldBytes of messages in memory: those coming in and those waiting for their sync; more: 452
 * @param spoolBytes beyond which a message's text goes to a file while it comes in, and not to memory
 * @param maxMessages kept; more: 452
 * @param maxMailboxes made; an address that needs another: 452
 * @param segmentBytes after which a new journal segment is begun
 * @param maxBatchBytes of messages that share one sync
 * @param maxFilingBatch messages filed together, and between two looks at what else there is to do
 * @param maxUnfiled messages accepted and not yet filed; beyond it, receipts wait for the filing, or, while the disk lets
 *     nothing be filed: 452
 * @param maxWaiters that wait for a message to come in; more are turned away
 * @param minCompactedRecords of the index, below which it is not worth the while to write it anew
 */
public record StoreLimits(
        long maxHeldBytes,
        int spoolBytes,
        int maxMessages,
        int maxMailboxes,
        long segmentBytes,
        long maxBatchBytes,
        int maxFilingBatch,
        int maxUnfiled,
        int maxWaiters,
        int minCompactedRecords) {

    public static final StoreLimits DEFAULTS =
            new StoreLimits(64L << 20, 64 << 10, 100_000, 10_000, 16L << 20, 8L << 20, 256, 20_000, 1_000, 1_000);

    public StoreLimits {
        atLeast("maxHeldBytes", maxHeldBytes);
        atLeast("spoolBytes", spoolBytes);
        atLeast("maxMessages", maxMessages);
        atLeast("maxMailboxes", maxMailboxes);
        atLeast("segmentBytes", segmentBytes);
        atLeast("maxBatchBytes", maxBatchBytes);
        atLeast("maxFilingBatch", maxFilingBatch);
        atLeast("maxUnfiled", maxUnfiled);
        atLeast("maxWaiters", maxWaiters);
        atLeast("minCompactedRecords", minCompactedRecords);
    }

    public StoreLimits withMaxMessages(int other) {
        return new StoreLimits(
                maxHeldBytes,
                spoolBytes,
                other,
                maxMailboxes,
                segmentBytes,
                maxBatchBytes,
                maxFilingBatch,
                maxUnfiled,
                maxWaiters,
                minCompactedRecords);
    }

    public StoreLimits withMaxMailboxes(int other) {
        return new StoreLimits(
                maxHeldBytes,
                spoolBytes,
                maxMessages,
                other,
                segmentBytes,
                maxBatchBytes,
                maxFilingBatch,
                maxUnfiled,
                maxWaiters,
                minCompactedRecords);
    }

    private static void atLeast(String name, long found) {
        if (found < 1) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 or more)");
        }
    }
}
