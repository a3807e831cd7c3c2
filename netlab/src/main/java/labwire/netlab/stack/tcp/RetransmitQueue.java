package labwire.netlab.stack.tcp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is in flight, segment by segment: where it ends, when it was last sent, and what is known of its fate. A segment
 * begins where the one before ends. This is the scoreboard of
 * <a href="https://www.rfc-editor.org/rfc/rfc6675#section-3">RFC 6675, 3</a>, with the times that RFC 8985 adds. The
 * bytes themselves stay in the {@link SendBuffer}.
 *
 * <pre>
 *   start                                                       SND.NXT
 *   | sent once | SACKED | LOST | RESENT | SACKED and RESENT | sent once |
 * </pre>
 */
final class RetransmitQueue {
    /** No new segment is sent while so many are unacknowledged. */
    static final int MAX_SEGMENTS = 1 << 16;

    static final int NONE = -1;

    private static final byte RESENT = 1;
    private static final byte SACKED = 2;
    /** Taken for lost and not yet sent again. */
    private static final byte LOST = 4;

    private static final int INITIAL_CAPACITY = 16;

    private long[] ends = new long[INITIAL_CAPACITY];
    private long[] sentNanos = new long[INITIAL_CAPACITY];
    private byte[] marks = new byte[INITIAL_CAPACITY];
    /** Of a SACKED segment: until where all is known to be SACKED that follows it. There only once something is. */
    private long[] sackedUntil = {};

    private final SendingOrder order = new SendingOrder();
    private int head;
    private int size;
    private long start;
    private long sackedBytes;
    private long lostBytes;
    private int sackedSegments;
    /** No segment before this index is lost. */
    private int lostFrom;

    RetransmitQueue(long start) {
        this.start = start;
    }

    boolean isFull() {
        return size >= MAX_SEGMENTS;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long sackedBytes() {
        return sackedBytes;
    }

    int sackedSegments() {
        return sackedSegments;
    }

    /** Bytes taken for lost and not yet sent again. */
    long lostBytes() {
        return lostBytes;
    }

    /** A new segment went out that ends before {@code end}. */
    void sent(long end, long now) {
        if (size == ends.length) {
            grow();
        }
        int slot = slot(size++);
        ends[slot] = end;
        sentNanos[slot] = now;
        marks[slot] = 0;
        order.add(slot);
    }

    /** Bytes from {@code from} up to and without {@code to} went out again; where the latter is not an end, it becomes one. */
    void resent(long from, long to, long now) {
        long begin = Math.max(from, start);
        for (int i = firstEndingAfter(begin); i < size && startOf(i) < to; i++) {
            if (end(i) > to) {
                split(i, to);
            }
            int slot = slot(i);
            if ((marks[slot] & LOST) != 0) {
                lostBytes -= length(i);
            } else if ((marks[slot] & SACKED) == 0) {
                order.remove(slot);
            }
            marks[slot] = (byte) (marks[slot] & ~LOST | RESENT);
            sentNanos[slot] = now;
            if ((marks[slot] & SACKED) == 0) {
                order.add(slot);
            }
        }
    }

    /** Drops what comes before {@code upTo}, and tells what of it is newly known to have been delivered. */
    void acknowledged(long upTo, Delivery delivery) {
        while (size > 0 && ends[head] <= upTo) {
            byte mark = marks[head];
            long end = ends[head];
            if ((mark & (SACKED | RESENT)) == 0) {
                delivery.cumulative(end, sentNanos[head]);
            } else if ((mark & SACKED) == 0) {
                delivery.cumulativeResent(end, sentNanos[head]);
            } else {
                delivery.cumulativeSacked(end - start);
                sackedSegments--;
            }
            if ((mark & (SACKED | LOST)) == 0) {
                order.remove(head);
            }
            unmark(mark, end - start);
            start = end;
            head = slot(1);
            size--;
            lostFrom = Math.max(0, lostFrom - 1);
        }
        if (size == 0) {
            order.forget();
            sackedUntil = new long[0];
        } else if (upTo > start) {
            unmark(marks[head], upTo - start);
            start = upTo;
        }
    }

    private void unmark(byte mark, long bytes) {
        if ((mark & SACKED) != 0) {
            sackedBytes -= bytes;
        }
        if ((mark & LOST) != 0) {
            lostBytes -= bytes;
        }
    }

    /**
     * The peer has these bytes (RFC 2018, 5); a segment counts once all of it has arrived. What was reported before is
     * passed over: a block that grows is walked only where it has grown.
     */
    void sacked(long from, long to, Delivery delivery) {
        if (sackedUntil.length != ends.length) {
            sackedUntil = Arrays.copyOf(sackedUntil, ends.length);
        }
        int first = NONE;
        int i = firstEndingAfter(Math.max(from, start));
        long until = 0;
        while (i < size && end(i) <= to) {
            int slot = slot(i);
            boolean known = (marks[slot] & SACKED) != 0;
            if (known || startOf(i) >= from) {
                first = first == NONE ? slot : first;
                until = known ? Math.max(sackedUntil[slot], ends[slot]) : ends[slot];
                sackedUntil[slot] = until;
            }
            if (!known && startOf(i) >= from) {
                sack(i, delivery);
            }
            i = known ? Math.max(i + 1, firstEndingAfter(until)) : i + 1;
        }
        if (first != NONE) {
            sackedUntil[first] = Math.max(sackedUntil[first], until);
        }
    }

    private void sack(int index, Delivery delivery) {
        int slot = slot(index);
        long length = length(index);
        if ((marks[slot] & LOST) == 0) {
            order.remove(slot);
        }
        unmark(marks[slot], length);
        marks[slot] = (byte) (marks[slot] & ~LOST | SACKED);
        sackedBytes += length;
        sackedSegments++;
        delivery.selective(ends[slot], sentNanos[slot], length, (marks[slot] & RESENT) != 0);
    }

    /**
     * Takes for lost what was sent so long before something that has been delivered
     * (<a href="https://www.rfc-editor.org/rfc/rfc8985#section-6.2">RFC 8985, 6.2, step 5</a>).
     *
     * @param latestSent when the latest of the delivered segments was sent
     * @param latestEnd where it ends
     * @param patience how long after its sending a segment is waited for
     * @return how long until another would be taken for lost; 0 if none would
     */
    long markLost(long latestSent, long latestEnd, long patience, long now) {
        long wait = 0;
        putInOrder();
        int slot = order.oldest();
        while (slot != SendingOrder.NONE && sentNanos[slot] <= latestSent) {
            int next = order.newerThan(slot);
            if (sentNanos[slot] < latestSent || ends[slot] < latestEnd) {
                long remaining = sentNanos[slot] + patience - now;
                if (remaining <= 0) {
                    markLost((slot - head) & (ends.length - 1));
                } else {
                    wait = Math.max(wait, remaining);
                }
            }
            slot = next;
        }
        return wait;
    }

    private void putInOrder() {
        if (order.isUpToDate()) {
            return;
        }
        order.begin(ends.length);
        IntStream.range(0, size)
                .map(this::slot)
                .filter(slot -> (marks[slot] & (SACKED | LOST)) == 0)
                .boxed()
                .sorted(Comparator.comparingLong(slot -> sentNanos[slot]))
                .forEachOrdered(order::add);
    }

    /** Takes for lost what was sent before {@code sentBefore}, and the first segment in any case (RFC 8985, 6.3). */
    void markLostOnTimeout(long sentBefore) {
        for (int i = 0; i < size; i++) {
            if (i == 0 || sentNanos[slot(i)] <= sentBefore) {
                markLost(i);
            }
        }
    }

    void markFirstLost() {
        if (size > 0) {
            markLost(0);
        }
    }

    private void markLost(int index) {
        int slot = slot(index);
        if ((marks[slot] & (SACKED | LOST)) == 0) {
            marks[slot] |= LOST;
            order.remove(slot);
            lostBytes += length(index);
            lostFrom = Math.min(lostFrom, index);
        }
    }

    /** What was taken for lost was only late. */
    void clearLost() {
        for (int i = 0; i < size; i++) {
            marks[slot(i)] &= ~LOST;
        }
        lostBytes = 0;
        lostFrom = size;
        order.outdate();
    }

    /** The peer may have thrown away what it had reported (RFC 2018, 8). */
    void clearSacked() {
        for (int i = 0; i < size; i++) {
            marks[slot(i)] &= ~SACKED;
        }
        sackedBytes = 0;
        sackedSegments = 0;
        Arrays.fill(sackedUntil, 0);
        order.outdate();
    }

    /** The first bytes that the peer awaits are among those that it has reported: it has thrown them away. */
    boolean isFirstSacked() {
        return size > 0 && (marks[head] & SACKED) != 0;
    }

    boolean wasResent(int index) {
        return (marks[slot(index)] & RESENT) != 0;
    }

    /** When the first segment was last sent; {@link TcpConnection#NEVER} if nothing is in flight. */
    long firstSentNanos() {
        return size > 0 ? sentNanos[head] : TcpConnection.NEVER;
    }

    /** The first segment that is lost and not yet sent again, or {@link #NONE}. */
    int firstLost() {
        if (lostBytes == 0) {
            return NONE;
        }
        while (lostFrom < size && (marks[slot(lostFrom)] & LOST) == 0) {
            lostFrom++;
        }
        return lostFrom < size ? lostFrom : NONE;
    }

    /** Where the lost bytes end that begin with this segment, looking no further than {@code limit} bytes. */
    long endOfLost(int index, long limit) {
        long from = startOf(index);
        long end = end(index);
        for (int i = index + 1; i < size && end - from < limit && (marks[slot(i)] & LOST) != 0; i++) {
            end = end(i);
        }
        return Math.min(end, from + limit);
    }

    long startOf(int index) {
        return index == 0 ? start : ends[slot(index - 1)];
    }

    long end(int index) {
        return ends[slot(index)];
    }

    private long length(int index) {
        return end(index) - startOf(index);
    }

    void clear() {
        size = 0;
        sackedBytes = 0;
        sackedSegments = 0;
        lostBytes = 0;
        lostFrom = 0;
        order.forget();
    }

    private int firstEndingAfter(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** One segment becomes two; both keep its marks. */
    private void split(int index, long at) {
        if (size == ends.length) {
            grow();
        }
        for (int i = size; i > index; i--) {
            int to = slot(i);
            int from = slot(i - 1);
            ends[to] = ends[from];
            sentNanos[to] = sentNanos[from];
            marks[to] = marks[from];
            if (sackedUntil.length == ends.length) {
                sackedUntil[to] = sackedUntil[from];
            }
        }
        order.outdate();
        size++;
        ends[slot(index)] = at;
        sackedSegments += marks[slot(index)] >> 1 & 1;
    }

    private int slot(int index) {
        return (head + index) & (ends.length - 1);
    }

    private void grow() {
        int capacity = ends.length * 2;
        long[] newEnds = Arrays.copyOfRange(ends, head, head + capacity);
        long[] newSent = Arrays.copyOfRange(sentNanos, head, head + capacity);
        byte[] newMarks = Arrays.copyOfRange(marks, head, head + capacity);
        int tail = ends.length - head;
        if (sackedUntil.length == ends.length) {
            long[] newUntil = Arrays.copyOfRange(sackedUntil, head, head + capacity);
            System.arraycopy(sackedUntil, 0, newUntil, tail, head);
            sackedUntil = newUntil;
        }
        order.outdate();
        System.arraycopy(ends, 0, newEnds, tail, head);
        System.arraycopy(sentNanos, 0, newSent, tail, head);
        System.arraycopy(marks, 0, newMarks, tail, head);
        ends = newEnds;
        sentNanos = newSent;
        marks = newMarks;
        head = 0;
    }
}
