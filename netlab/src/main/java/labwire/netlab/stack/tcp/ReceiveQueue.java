package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import labwire.netlab.wire.Bytes;

/**
 * Bytes received in order and not yet read. Holds the slices that arrived; small ones are gathered into chunks of its
 * own, so that a stream of single bytes does not cost an object a byte.
 */
final class ReceiveQueue {
    /** Slices below this are gathered. */
    static final int GATHER_BELOW_BYTES = 256;

    static final int GATHER_CHUNK_BYTES = 4096;

    private static final int INITIAL_CAPACITY = 16;

    private Bytes[] slices = emptySlices(INITIAL_CAPACITY);
    private int head;
    private int count;
    /** How much of the first slice has been read. */
    private int readOfFirst;

    private int size;

    private byte[] gathered = new byte[0];
    private int gatheredFilled;
    /** Where the gathered slice at the tail of the queue begins, or -1 if the tail is not one. */
    private int gatheredTail = -1;

    private static Bytes[] emptySlices(int capacity) {
        Bytes[] slices = new Bytes[capacity];
        Arrays.fill(slices, Bytes.EMPTY);
        return slices;
    }

    int size() {
        return size;
    }

    void add(Bytes bytes) {
        size += bytes.length();
        if (bytes.length() < GATHER_BELOW_BYTES) {
            gather(bytes);
        } else {
            gatheredTail = -1;
            append(bytes);
        }
    }

    private void gather(Bytes bytes) {
        int length = bytes.length();
        if (gathered.length - gatheredFilled < length) {
            gathered = new byte[GATHER_CHUNK_BYTES];
            gatheredFilled = 0;
            gatheredTail = -1;
        }
        bytes.copyTo(0, gathered, gatheredFilled, length);
        boolean joins = gatheredTail >= 0 && count > 0;
        if (!joins) {
            gatheredTail = gatheredFilled;
        }
        gatheredFilled += length;
        Bytes tail = Bytes.wrap(gathered, gatheredTail, gatheredFilled - gatheredTail);
        if (joins) {
            slices[slot(count - 1)] = tail;
        } else {
            append(tail);
        }
    }

    private void append(Bytes bytes) {
        if (count == slices.length) {
            grow();
        }
        slices[slot(count++)] = bytes;
    }

    /** Copies as much as there is and as fits, and forgets it. */
    int read(ByteBuffer target) {
        int before = size;
        while (count > 0 && target.hasRemaining()) {
            Bytes first = slices[head];
            int part = Math.min(first.length() - readOfFirst, target.remaining());
            first.copyTo(readOfFirst, target, part);
            readOfFirst += part;
            size -= part;
            if (readOfFirst == first.length()) {
                slices[head] = Bytes.EMPTY;
                head = slot(1);
                count--;
                readOfFirst = 0;
            }
        }
        return before - size;
    }

    void clear() {
        slices = emptySlices(INITIAL_CAPACITY);
        head = count = readOfFirst = size = 0;
        gatheredTail = -1;
    }

    private int slot(int index) {
        return (head + index) & (slices.length - 1);
    }

    private void grow() {
        Bytes[] larger = emptySlices(slices.length * 2);
        System.arraycopy(slices, head, larger, 0, slices.length - head);
        System.arraycopy(slices, 0, larger, slices.length - head, head);
        slices = larger;
        head = 0;
    }
}
