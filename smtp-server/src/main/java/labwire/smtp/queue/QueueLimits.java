package labwire.smtp.queue;

/**
 * What a queue holds at most.
 *
 * @param maxMessages in the queue; more are not taken
 * @param maxBytes of all their contents; more are not taken
 * @param maxRecipients of one message; one with more is not taken
 * @param maxRememberedIds of messages that left the queue, so that one added again after a crash is known
 * @param compactAfterBytes that the state log has grown by since it was written anew
 */
public record QueueLimits(
        int maxMessages, long maxBytes, int maxRecipients, int maxRememberedIds, long compactAfterBytes) {

    public static final QueueLimits DEFAULTS = new QueueLimits(100_000, 20L << 30, 1_000, 100_000, 16L << 20);

    public QueueLimits {
        atLeast("maxMessages", maxMessages);
        atLeast("maxBytes", maxBytes);
        atLeast("maxRecipients", maxRecipients);
        atLeast("maxRememberedIds", maxRememberedIds);
        atLeast("compactAfterBytes", compactAfterBytes);
    }

    private static void atLeast(String name, long found) {
        if (found < 1) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 or more)");
        }
    }
}
