package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The text of a message in memory, in chunks that grow with it, counted against what all messages of a store may hold
 * together. The count is of memory taken, not of octets received: a client that sends octet by octet gains nothing.
 */
final class HeldText {

    private static final int FIRST_CHUNK_BYTES = 2 << 10;
    private static final int MAX_CHUNK_BYTES = 256 << 10;

    private final AtomicLong heldByAll;
    private final long maxHeldByAll;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[0];
    private int used;
    private long held;
    private boolean overflowed;

    HeldText(AtomicLong heldByAll, long maxHeldByAll) {
        this.heldByAll = heldByAll;
        this.maxHeldByAll = maxHeldByAll;
    }

    /** Copies the readable octets, or gives up all of the text if there is no room. */
    void add(ByteBuf octets) {
        while (octets.isReadable() && !overflowed) {
            if (used == chunk.length) {
                grow();
            } else {
                int count = Math.min(octets.readableBytes(), chunk.length - used);
                octets.readBytes(chunk, used, count);
                used += count;
            }
        }
    }

    private void grow() {
        if (used > 0) {
            full.add(chunk);
        }
        int size = Math.min(Math.max(FIRST_CHUNK_BYTES, 2 * chunk.length), MAX_CHUNK_BYTES);
        held += size;
        if (heldByAll.addAndGet(size) > maxHeldByAll) {
            release();
            overflowed = true;
        } else {
            chunk = new byte[size];
            used = 0;
        }
    }

    boolean isOverflowed() {
        return overflowed;
    }

    long held() {
        return held;
    }

    /** The text, in order. */
    List<byte[]> chunks() {
        List<byte[]> all = new ArrayList<>(full);
        if (used > 0) {
            all.add(Arrays.copyOf(chunk, used));
        }
        return all;
    }

    /** Forgets the text, and gives its memory back to all. */
    void release() {
        heldByAll.addAndGet(-held);
        held = 0;
        full.clear();
        chunk = new byte[0];
        used = 0;
    }
}
