package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a message in memory, in chunks that grow with it, counted against what all messages of a store may hold
 * together. The count is of memory taken, not of octets received: a client that sends octet by octet gains nothing.
 */
final class HeldText {

    private static final int FIRST_CHUNK_BYTES = 2 << 10;
    private static final int MAX_CHUNK_BYTES = 64 << 10;

    private final HeldMemory memory;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[0];
    private int used;
    private long held;
    private long size;
    private boolean overflowed;

    HeldText(HeldMemory memory) {
        this.memory = memory;
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
                size += count;
            }
        }
    }

    private void grow() {
        if (used > 0) {
            full.add(chunk);
        }
        int wanted = Math.min(Math.max(FIRST_CHUNK_BYTES, 2 * chunk.length), MAX_CHUNK_BYTES);
        if (memory.take(wanted)) {
            held += wanted;
            chunk = new byte[wanted];
            used = 0;
        } else {
            release();
            overflowed = true;
        }
    }

    boolean isOverflowed() {
        return overflowed;
    }

    /** Octets of the text. */
    long size() {
        return size;
    }

    /** Octets of memory. */
    long held() {
        return held;
    }

    /** The text, in order. */
    List<byte[]> chunks() {
        List<byte[]> all = new ArrayList<>(full);
        if (used > 0) {
            all.add(used == chunk.length ? chunk : Arrays.copyOf(chunk, used));
        }
        return all;
    }

    /** Forgets the text, and gives its memory back to all. */
    void release() {
        memory.giveBack(held);
        held = 0;
        size = 0;
        full.clear();
        chunk = new byte[0];
        used = 0;
    }
}
