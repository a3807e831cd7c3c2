package labwire.smtp.store;

/** Limits so small that a test meets them. */
final class SmallLimits {

    /** Several segments, batches, spool files and compactions for some messages of up to a kilobyte. */
    static final StoreLimits TIGHT = new StoreLimits(1 << 20, 700, 1_000, 100, 2_500, 2_000, 3, 100, 2, 4);

    private SmallLimits() {}

    static StoreLimits heldBytes(long held) {
        return new StoreLimits(held, 1 << 20, 100, 100, 1 << 20, 1 << 20, 10, 100, 1, 1_000);
    }

    static StoreLimits messagesAndMailboxes(int messages, int mailboxes) {
        return new StoreLimits(1 << 20, 1 << 20, messages, mailboxes, 1 << 20, 1 << 20, 10, 100, 1, 1_000);
    }

    static StoreLimits spoolBytes(int octets) {
        return new StoreLimits(8 << 20, octets, 100, 100, 1 << 20, 1 << 20, 10, 100, 1, 1_000);
    }

    static StoreLimits unfiled(int messages) {
        return new StoreLimits(1 << 20, 1 << 20, 100, 100, 1 << 20, 1_000, 1, messages, 1, 1_000);
    }
}
