package labwire.netlab.stack.tcp;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.wire.TcpOptions.SackBlock;

/**
 * What the peer is told of bytes that arrived out of order: the blocks of
 * <a href="https://www.rfc-editor.org/rfc/rfc2018#section-4">RFC 2018, 4</a>, the latest first, and once, before them,
 * what arrived twice (<a href="https://www.rfc-editor.org/rfc/rfc2883#section-4">RFC 2883, 4</a>).
 */
final class SackReport {
    /** With timestamps; without, the options have room for one more. */
    static final int MAX_BLOCKS = 3;

    private static final int BLOCK_BYTES = 8;
    private static final int HEADER_BYTES = 4;

    private final long[] starts = new long[MAX_BLOCKS];
    private final long[] ends = new long[MAX_BLOCKS];
    private int count;
    private boolean duplicate;
    private long duplicateStart;
    private long duplicateEnd;

    boolean isEmpty() {
        return count == 0 && !duplicate;
    }

    /** What the option takes of a segment. */
    int optionBytes() {
        return isEmpty() ? 0 : HEADER_BYTES + BLOCK_BYTES * Math.min(MAX_BLOCKS, count + (duplicate ? 1 : 0));
    }

    /** A segment has arrived that lies, with all that is contiguous, between these. */
    void arrived(long start, long end) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (ends[i] < start || starts[i] > end) {
                starts[kept] = starts[i];
                ends[kept++] = ends[i];
            }
        }
        count = Math.min(kept + 1, MAX_BLOCKS);
        for (int i = count - 1; i > 0; i--) {
            starts[i] = starts[i - 1];
            ends[i] = ends[i - 1];
        }
        starts[0] = start;
        ends[0] = end;
    }

    /** Everything before {@code next} has arrived. */
    void acknowledged(long next) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (ends[i] > next) {
                starts[kept] = starts[i];
                ends[kept++] = ends[i];
            }
        }
        count = kept;
    }

    /** These bytes have arrived again. */
    void arrivedAgain(long start, long end) {
        duplicate = true;
        duplicateStart = start;
        duplicateEnd = end;
    }

    /** The blocks for a segment that goes out now; what arrived twice is told once. */
    List<SackBlock> take() {
        List<SackBlock> blocks = new ArrayList<>(MAX_BLOCKS);
        if (duplicate) {
            blocks.add(new SackBlock((int) duplicateStart, (int) duplicateEnd));
            duplicate = false;
        }
        for (int i = 0; i < count && blocks.size() < MAX_BLOCKS; i++) {
            blocks.add(new SackBlock((int) starts[i], (int) ends[i]));
        }
        return blocks;
    }

    void clear() {
        count = 0;
        duplicate = false;
    }
}
