package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Bytes;

/**
 * Bytes written and not yet acknowledged.
 *
 * <p>They lie in chunks that are filled once, front to back, and never written to again: segments are slices of them,
 * and a slice stays good for as long as anybody holds it.
 *
 * <pre>
 *   first                          cursor              last
 *   [ acked | in flight ........ ] [ ...... | unsent ] [ unsent | free ]
 *           start()                         SND.NXT             end()
 * </pre>
 */
final class SendBuffer {
    static final int MIN_CHUNK_BYTES = 4 << 10;
    static final int MAX_CHUNK_BYTES = 64 << 10;

    private static final class Chunk {
        final byte[] array;
        final long start;
        long end;
        Chunk next = this;

        Chunk(int size, long start) {
            this.array = new byte[size];
            this.start = start;
            this.end = start;
        }

        int free() {
            return array.length - (int) (end - start);
        }
    }

    private Chunk first;
    private Chunk last;
    /** Where the last slice was cut: the next one mostly begins there. */
    private Chunk cursor;

    private long start;
    private long end;

    /**
     * @param start the sequence number of the first byte to come
     */
    SendBuffer(long start) {
        this.start = start;
        this.end = start;
        first = last = cursor = new Chunk(0, start);
    }

    /** The sequence number of the first byte that is not acknowledged. */
    long start() {
        return start;
    }

    /** The sequence number after the last byte written. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - start);
    }

    /** Takes up to {@code limit} of the remaining bytes. */
    int write(ByteBuffer source, int limit) {
        int count = Math.min(source.remaining(), limit);
        for (int left = count; left > 0; ) {
            if (last.free() == 0) {
                append(left);
            }
            int part = Math.min(left, last.free());
            source.get(last.array, (int) (last.end - last.start), part);
            last.end += part;
            end += part;
            left -= part;
        }
        return count;
    }

    private void append(int wanted) {
        int size = Math.max(wanted, last.array.length * 2);
        Chunk chunk = new Chunk(Math.max(MIN_CHUNK_BYTES, Math.min(size, MAX_CHUNK_BYTES)), end);
        last.next = chunk;
        last = chunk;
        dropAcknowledged();
    }

    /** The bytes from {@code from}, {@code length} of them: a view, or a copy where they straddle two chunks. */
    Bytes slice(long from, int length) {
        if (length == 0) {
            return Bytes.EMPTY;
        }
        seek(from);
        int offset = (int) (from - cursor.start);
        int here = (int) Math.min(length, cursor.end - from);
        if (here == length) {
            return Bytes.wrap(cursor.array, offset, length);
        }
        byte[] joined = new byte[length];
        System.arraycopy(cursor.array, offset, joined, 0, here);
        for (Chunk chunk = cursor; here < length; ) {
            chunk = chunk.next;
            int part = (int) Math.min(length - here, chunk.end - chunk.start);
            System.arraycopy(chunk.array, 0, joined, here, part);
            here += part;
        }
        return Bytes.wrap(joined);
    }

    /** How many of the bytes written, from {@code from} on, one view can show. */
    int contiguous(long from) {
        seek(from);
        return (int) (cursor.end - from);
    }

    private void seek(long from) {
        if (from < cursor.start) {
            cursor = first;
        }
        while (from >= cursor.end) {
            cursor = cursor.next;
        }
    }

    /** Forgets what comes before {@code sequence}. */
    void release(long sequence) {
        start = Math.max(start, Math.min(sequence, end));
        dropAcknowledged();
    }

    private void dropAcknowledged() {
        while (first != last && first.end <= start) {
            Chunk dropped = first;
            first = dropped.next;
            if (cursor == dropped) {
                cursor = first;
            }
            // A dropped chunk that has grown old would keep all that follow it alive until a full collection.
            dropped.next = dropped;
        }
    }
}
