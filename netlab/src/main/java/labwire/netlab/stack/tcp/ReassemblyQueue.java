package labwire.netlab.stack.tcp;

import java.util.Arrays;
import labwire.netlab.wire.Bytes;

/**
 * Bytes that arrived before others which precede them, in order of sequence, without overlap. Where bytes arrive
 * twice, those that came first stay. All lie within the receive window, which bounds their number; their pieces are
 * bounded here.
 */
final class ReassemblyQueue {
    static final int MAX_PIECES = 8192;

    private static final int INITIAL_CAPACITY = 16;

    private long[] starts = new long[INITIAL_CAPACITY];
    private Bytes[] pieces = new Bytes[INITIAL_CAPACITY];
    private int head;
    private int tail;
    private int size;

    /** Bytes held. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return head == tail;
    }

    int pieces() {
        return tail - head;
    }

    /** Where the first piece begins; only if there is one. */
    long firstStart() {
        return starts[head];
    }

    /** Takes the first piece out; only if there is one. */
    Bytes removeFirst() {
        Bytes first = pieces[head];
        pieces[head] = Bytes.EMPTY;
        head++;
        if (head == tail) {
            head = tail = 0;
        }
        size -= first.length();
        return first;
    }

    /**
     * Takes in those of the bytes that are not there yet.
     *
     * @return false if the limit of pieces kept some of them out
     */
    boolean add(long start, Bytes bytes) {
        long from = start;
        long end = start + bytes.length();
        int index = firstEndingAfter(from);
        while (from < end) {
            long gapEnd = index < tail ? Math.min(end, starts[index]) : end;
            if (from < gapEnd) {
                if (pieces() == MAX_PIECES) {
                    return false;
                }
                index = insert(index, from, bytes.slice((int) (from - start), (int) (gapEnd - from))) + 1;
            }
            if (gapEnd == end) {
                return true;
            }
            from = Math.max(from, endOf(index));
            index++;
        }
        return true;
    }

    /** Where the unbroken run of bytes begins that holds this one; only if it is there. */
    long startOfRun(long sequence) {
        int index = firstEndingAfter(sequence);
        while (index > head && endOf(index - 1) == starts[index]) {
            index--;
        }
        return starts[index];
    }

    /** Where it ends. */
    long endOfRun(long sequence) {
        int index = firstEndingAfter(sequence);
        while (index + 1 < tail && endOf(index) == starts[index + 1]) {
            index++;
        }
        return endOf(index);
    }

    /** Where the bytes end that are there from this one on; itself if it is not there. */
    long knownUntil(long sequence) {
        int index = firstEndingAfter(sequence);
        return index < tail && starts[index] <= sequence ? endOfRun(sequence) : sequence;
    }

    void clear() {
        Arrays.fill(pieces, Bytes.EMPTY);
        head = tail = size = 0;
    }

    private long endOf(int index) {
        return starts[index] + pieces[index].length();
    }

    private int firstEndingAfter(long sequence) {
        int low = head;
        int high = tail;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (endOf(middle) > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Returns where the piece went, which the array's rearrangement may have moved. */
    private int insert(int wanted, long start, Bytes piece) {
        int index = wanted;
        if (tail == starts.length) {
            index -= head;
            makeRoom();
        }
        System.arraycopy(starts, index, starts, index + 1, tail - index);
        System.arraycopy(pieces, index, pieces, index + 1, tail - index);
        starts[index] = start;
        pieces[index] = piece;
        tail++;
        size += piece.length();
        return index;
    }

    private void makeRoom() {
        int count = tail - head;
        int capacity = count > starts.length / 2 ? starts.length * 2 : starts.length;
        long[] newStarts = new long[capacity];
        Bytes[] newPieces = new Bytes[capacity];
        Arrays.fill(newPieces, Bytes.EMPTY);
        System.arraycopy(starts, head, newStarts, 0, count);
        System.arraycopy(pieces, head, newPieces, 0, count);
        starts = newStarts;
        pieces = newPieces;
        head = 0;
        tail = count;
    }
}
