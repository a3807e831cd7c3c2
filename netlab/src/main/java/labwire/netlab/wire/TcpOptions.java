package labwire.netlab.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a TCP segment that the lab understands; others are skipped on reading.
 *
 * @param maximumSegmentSize from a SYN, or {@link #ABSENT} (RFC 9293, 3.2)
 * @param windowScale the shift count from a SYN, or {@link #ABSENT} (RFC 7323, 2.2)
 * @param sackPermitted on a SYN (RFC 2018, 2)
 * @param sackBlocks at most {@link #MAX_SACK_BLOCKS} (RFC 2018, 3)
 * @param timestamps RFC 7323, 3.2
 */
public record TcpOptions(
        int maximumSegmentSize,
        int windowScale,
        boolean sackPermitted,
        List<SackBlock> sackBlocks,
        @Nullable Timestamps timestamps) {
    public static final int ABSENT = -1;
    public static final int MAX_SACK_BLOCKS = 4;
    public static final TcpOptions NONE = new TcpOptions(ABSENT, ABSENT, false, List.of(), null);

    /** Received bytes from {@code start} up to and without {@code end}, as sequence numbers. */
    public record SackBlock(int start, int end) {}

    /** The sender's clock and the last one it saw of ours. */
    public record Timestamps(int value, int echoReply) {}

    public TcpOptions {
        sackBlocks = List.copyOf(sackBlocks);
        if (sackBlocks.size() > MAX_SACK_BLOCKS) {
            throw new IllegalArgumentException(
                    "SACK blocks: " + sackBlocks.size() + " (expected: at most " + MAX_SACK_BLOCKS + ")");
        }
        int bare = bareLength(maximumSegmentSize, windowScale, sackPermitted, sackBlocks, timestamps);
        if (bare > TcpSegment.MAX_OPTIONS_LENGTH) {
            throw new IllegalArgumentException(
                    "bytes of options: " + bare + " (expected: at most " + TcpSegment.MAX_OPTIONS_LENGTH + ")");
        }
    }

    /** The options of a SYN: {@link #ABSENT} leaves one out. */
    public static TcpOptions syn(int maximumSegmentSize, int windowScale) {
        return new TcpOptions(maximumSegmentSize, windowScale, false, List.of(), null);
    }

    /** The options of most segments of a connection that uses timestamps. */
    public static TcpOptions timestamps(int value, int echoReply) {
        return new TcpOptions(ABSENT, ABSENT, false, List.of(), new Timestamps(value, echoReply));
    }

    /**
     * Encoded length in bytes: each option, or pair of them, is padded to a multiple of 4. Where there is no room for
     * that, as others may have sent them without, they take up all of the {@value TcpSegment#MAX_OPTIONS_LENGTH}.
     */
    @SuppressWarnings("ReferenceEquality") // asked of each segment at each hop
    public int length() {
        if (this == NONE) {
            return 0;
        }
        return Math.min(paddedLength(), TcpSegment.MAX_OPTIONS_LENGTH);
    }

    /** Whether there is room for the padding. */
    boolean isPadded() {
        return paddedLength() <= TcpSegment.MAX_OPTIONS_LENGTH;
    }

    private int paddedLength() {
        int length = 0;
        if (maximumSegmentSize != ABSENT) {
            length += 4;
        }
        if (timestamps != null) {
            length += 12; // with SACK-permitted in place of the padding
        } else if (sackPermitted) {
            length += 4;
        }
        if (windowScale != ABSENT) {
            length += 4;
        }
        if (!sackBlocks.isEmpty()) {
            length += 4 + 8 * sackBlocks.size();
        }
        return length;
    }

    private static int bareLength(
            int maximumSegmentSize,
            int windowScale,
            boolean sackPermitted,
            List<SackBlock> sackBlocks,
            @Nullable Timestamps timestamps) {
        return (maximumSegmentSize == ABSENT ? 0 : 4)
                + (windowScale == ABSENT ? 0 : 3)
                + (sackPermitted ? 2 : 0)
                + (timestamps == null ? 0 : 10)
                + (sackBlocks.isEmpty() ? 0 : 2 + 8 * sackBlocks.size());
    }
}
