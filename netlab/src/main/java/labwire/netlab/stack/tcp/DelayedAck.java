package labwire.netlab.stack.tcp;

/**
 * What the peer has not been told of its bytes, and when it must be
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.6.3">RFC 9293, 3.8.6.3</a>;
 * <a href="https://www.rfc-editor.org/rfc/rfc5681#section-4.2">RFC 5681, 4.2</a>).
 */
final class DelayedAck {
    private long delayNanos;
    private long deadlineNanos = TcpConnection.NEVER;
    private boolean now;
    private int duplicates;
    private int unacknowledgedBytes;
    /** The largest payload seen, which stands for the peer's full segment: its path may take less than ours. */
    private int fullSegment;

    DelayedAck(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    void delayNanos(long newDelayNanos) {
        delayNanos = newDelayNanos;
    }

    /**
     * Bytes came in order: two full segments are acknowledged at once, less when the delay is over.
     *
     * @param wireLength of each segment that brought them, as the wire has it
     */
    void inOrder(int bytes, int wireLength, long nowNanos) {
        duplicates = 0;
        fullSegment = Math.max(fullSegment, wireLength);
        unacknowledgedBytes += bytes;
        if (unacknowledgedBytes >= 2 * fullSegment || delayNanos == 0) {
            now = true;
        } else if (deadlineNanos == TcpConnection.NEVER) {
            deadlineNanos = nowNanos + delayNanos;
        }
    }

    /**
     * A gap was opened. A peer without SACK is told for each segment, because it counts (RFC 5681, 3.2); one with SACK
     * reads from one acknowledgment what has arrived.
     */
    void outOfOrder(boolean selective) {
        now |= selective || unacknowledgedBytes > 0;
        if (!selective || duplicates == 0) {
            duplicates++;
        }
    }

    /** Something is to be told at once. */
    void immediately() {
        now = true;
    }

    void expire(long nowNanos) {
        if (deadlineNanos <= nowNanos) {
            deadlineNanos = TcpConnection.NEVER;
            now = true;
        }
    }

    /** An acknowledgment is due, of its own if no data goes out. */
    boolean isDue() {
        return now || duplicates > 0;
    }

    /** Duplicate acknowledgments are due, which must not ride on data: the peer would not count them. */
    boolean isDuplicateDue() {
        return duplicates > 0;
    }

    /**
     * A segment went out with the acknowledgment of the moment.
     *
     * @param bare without data
     * @param selectively with SACK, so that it stands for a duplicate, too
     */
    void sent(boolean bare, boolean selectively) {
        if (bare && duplicates > 0 && (!now || selectively)) {
            duplicates--;
        }
        now = false;
        unacknowledgedBytes = 0;
        deadlineNanos = TcpConnection.NEVER;
    }

    void stop() {
        now = false;
        duplicates = 0;
        deadlineNanos = TcpConnection.NEVER;
    }

    /** The peer's largest payload so far. */
    int fullSegment() {
        return fullSegment;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }
}
