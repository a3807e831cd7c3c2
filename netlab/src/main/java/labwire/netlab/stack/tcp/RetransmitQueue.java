package labwire.netlab.stack.tcp;

import java.util.Arrays;

/**
 * What is in flight: for each segment, where it ends, when it was last sent and whether more than once. A segment
 * begins where the one before ends. The bytes themselves stay in the {@link SendBuffer}.
 */
final class RetransmitQueue {
    /** No new segment is sent while so many are unacknowledged. */
    static final int MAX_SEGMENTS = 1 << 16;
    /** No sample: Karn's algorithm (RFC 6298, 3). */
    static final long NO_SAMPLE = -1;

    private static final int INITIAL_CAPACITY = 16;

    private long[] ends = new long[INITIAL_CAPACITY];
    private long[] sentNanos = new long[INITIAL_CAPACITY];
    private boolean[] resent = new boolean[INITIAL_CAPACITY];
    private int head;
    private int size;

    boolean isFull() {
        return size == MAX_SEGMENTS;
    }

    int size() {
        return size;
    }

    /** A new segment went out that ends before {@code end}. */
    void sent(long end, long now) {
        if (size == ends.length) {
            grow();
        }
        int slot = slot(size++);
        ends[slot] = end;
        sentNanos[slot] = now;
        resent[slot] = false;
    }

    /** Bytes from {@code from} up to and without {@code to} went out again. */
    void resent(long from, long to, long now) {
        for (int i = firstEndingAfter(from); i < size; i++) {
            int slot = slot(i);
            resent[slot] = true;
            sentNanos[slot] = now;
            if (ends[slot] >= to) {
                break;
            }
        }
    }

    /**
     * Drops the segments that end at or before {@code upTo}.
     *
     * @return the round trip of the latest of them, unless one of them was sent twice
     */
    long acknowledged(long upTo, long now) {
        long sample = NO_SAMPLE;
        boolean ambiguous = false;
        while (size > 0 && ends[head] <= upTo) {
            ambiguous |= resent[head];
            sample = now - sentNanos[head];
            head = slot(1);
            size--;
        }
        return ambiguous ? NO_SAMPLE : sample;
    }

    void clear() {
        size = 0;
    }

    private int firstEndingAfter(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[slot(middle)] > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int slot(int index) {
        return (head + index) & (ends.length - 1);
    }

    private void grow() {
        int capacity = ends.length * 2;
        long[] newEnds = Arrays.copyOfRange(ends, head, head + capacity);
        long[] newSent = Arrays.copyOfRange(sentNanos, head, head + capacity);
        boolean[] newResent = Arrays.copyOfRange(resent, head, head + capacity);
        int tail = ends.length - head;
        System.arraycopy(ends, 0, newEnds, tail, head);
        System.arraycopy(sentNanos, 0, newSent, tail, head);
        System.arraycopy(resent, 0, newResent, tail, head);
        ends = newEnds;
        sentNanos = newSent;
        resent = newResent;
        head = 0;
    }
}
