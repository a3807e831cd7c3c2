package labwire.netlab.stack.tcp;

/**
 * The slots of a {@link RetransmitQueue} whose segments are on their way as far as is known, neither delivered nor lost,
 * in the order in which they were last sent: a list through arrays. RACK looks at its beginning alone.
 *
 * <p>Most flights lose nothing, so the list is built only when somebody asks, and again when the slots have moved.
 */
final class SendingOrder {
    static final int NONE = -1;

    private static final int[] NOTHING = {};

    private int[] older = NOTHING;
    private int[] newer = NOTHING;
    private int oldest = NONE;
    private int newest = NONE;
    private boolean upToDate;

    /** Whether all the changes since {@link #begin} are known here. */
    boolean isUpToDate() {
        return upToDate;
    }

    /** Begins anew, with an empty list. */
    void begin(int capacity) {
        if (older.length != capacity) {
            older = new int[capacity];
            newer = new int[capacity];
        }
        oldest = newest = NONE;
        upToDate = true;
    }

    /** The slots have moved, or too much has changed. */
    void outdate() {
        upToDate = false;
    }

    /** Nothing is in flight: takes no memory. */
    void forget() {
        upToDate = false;
        older = NOTHING;
        newer = NOTHING;
    }

    /** It was sent just now. */
    void add(int slot) {
        if (!upToDate) {
            return;
        }
        older[slot] = newest;
        newer[slot] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            newer[newest] = slot;
        }
        newest = slot;
    }

    /** It is known to be delivered, or taken for lost; only if it is in the list. */
    void remove(int slot) {
        if (!upToDate) {
            return;
        }
        int before = older[slot];
        int after = newer[slot];
        if (before == NONE) {
            oldest = after;
        } else {
            newer[before] = after;
        }
        if (after == NONE) {
            newest = before;
        } else {
            older[after] = before;
        }
    }

    /** The slot sent longest ago, or {@link #NONE}. */
    int oldest() {
        return oldest;
    }

    /** The slot sent after that one, or {@link #NONE}. */
    int newerThan(int slot) {
        return newer[slot];
    }
}
