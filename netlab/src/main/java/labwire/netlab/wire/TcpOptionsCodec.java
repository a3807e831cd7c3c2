package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of TCP segments.
 *
 * <pre>
 * end of list        0
 * no operation       1
 * segment size       2, 4,  size (2)                              RFC 9293, 3.2
 * window scale       3, 3,  shift (1)                             RFC 7323, 2.2
 * SACK permitted     4, 2                                         RFC 2018, 2
 * SACK               5, 2 + 8n,  n x (left edge (4), right edge (4))    RFC 2018, 3
 * timestamps         8, 10, value (4), echo reply (4)             RFC 7323, 3.2
 * </pre>
 *
 * <p>Reading is as lenient as Linux: unknown kinds, and known ones with a length that is not theirs, are skipped; an
 * option that runs over the end, or whose length does not even count itself, ends the list. What came before it
 * counts. A repeated option's last value counts.
 */
final class TcpOptionsCodec {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int SEGMENT_SIZE = 2;
    private static final int SEGMENT_SIZE_LENGTH = 4;
    private static final int WINDOW_SCALE = 3;
    private static final int WINDOW_SCALE_LENGTH = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK_PERMITTED_LENGTH = 2;
    private static final int SACK = 5;
    private static final int SACK_BLOCK_LENGTH = 8;
    private static final int TIMESTAMPS = 8;
    private static final int TIMESTAMPS_LENGTH = 10;
    private static final int HEADER_LENGTH = 2;

    private int maximumSegmentSize = TcpOptions.ABSENT;
    private int windowScale = TcpOptions.ABSENT;
    private boolean sackPermitted;
    private List<TcpOptions.SackBlock> sackBlocks = List.of();
    private TcpOptions.@Nullable Timestamps timestamps;

    private TcpOptionsCodec() {}

    /** Writes {@link TcpOptions#length()} bytes, in the order that Linux has, with its padding where there is room. */
    static void write(ByteBuffer out, TcpOptions options) {
        int end = out.position() + options.length();
        boolean padded = options.isPadded();
        if (options.maximumSegmentSize() != TcpOptions.ABSENT) {
            out.put((byte) SEGMENT_SIZE).put((byte) SEGMENT_SIZE_LENGTH);
            out.putShort((short) options.maximumSegmentSize());
        }
        writePaired(out, options.sackPermitted(), options.timestamps(), padded);
        if (options.windowScale() != TcpOptions.ABSENT) {
            pad(out, padded ? 1 : 0);
            out.put((byte) WINDOW_SCALE).put((byte) WINDOW_SCALE_LENGTH).put((byte) options.windowScale());
        }
        if (!options.sackBlocks().isEmpty()) {
            int blocks = options.sackBlocks().size();
            pad(out, padded ? 2 : 0);
            out.put((byte) SACK).put((byte) (HEADER_LENGTH + SACK_BLOCK_LENGTH * blocks));
            for (TcpOptions.SackBlock block : options.sackBlocks()) {
                out.putInt(block.start()).putInt(block.end());
            }
        }
        while (out.position() < end) {
            out.put((byte) END);
        }
    }

    /** SACK-permitted takes the place of the timestamps' padding. */
    private static void writePaired(
            ByteBuffer out, boolean sackPermitted, TcpOptions.@Nullable Timestamps stamps, boolean padded) {
        if (padded && sackPermitted != (stamps != null)) {
            pad(out, 2);
        }
        if (sackPermitted) {
            out.put((byte) SACK_PERMITTED).put((byte) SACK_PERMITTED_LENGTH);
        }
        if (stamps != null) {
            out.put((byte) TIMESTAMPS).put((byte) TIMESTAMPS_LENGTH);
            out.putInt(stamps.value()).putInt(stamps.echoReply());
        }
    }

    private static void pad(ByteBuffer out, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.put((byte) NO_OPERATION);
        }
    }

    static TcpOptions read(Bytes area) throws MalformedInputException {
        if (area.isEmpty()) {
            return TcpOptions.NONE;
        }
        TcpOptionsCodec found = new TcpOptionsCodec();
        WireReader in = new WireReader("TCP options", area);
        while (in.remaining() > 0) {
            int kind = in.u8();
            if (kind == NO_OPERATION) {
                continue;
            }
            if (kind == END || in.remaining() == 0) {
                break;
            }
            int length = in.u8();
            if (length < HEADER_LENGTH || length - HEADER_LENGTH > in.remaining()) {
                break;
            }
            found.take(kind, in.slice(length - HEADER_LENGTH));
        }
        return new TcpOptions(
                found.maximumSegmentSize, found.windowScale, found.sackPermitted, found.sackBlocks, found.timestamps);
    }

    private void take(int kind, Bytes value) throws MalformedInputException {
        WireReader in = new WireReader("TCP option", value);
        int length = HEADER_LENGTH + value.length();
        if (kind == SEGMENT_SIZE && length == SEGMENT_SIZE_LENGTH) {
            maximumSegmentSize = in.u16();
        } else if (kind == WINDOW_SCALE && length == WINDOW_SCALE_LENGTH) {
            windowScale = in.u8();
        } else if (kind == SACK_PERMITTED && length == SACK_PERMITTED_LENGTH) {
            sackPermitted = true;
        } else if (kind == SACK && !value.isEmpty() && value.length() % SACK_BLOCK_LENGTH == 0) {
            // At most four: more do not fit into the 40 bytes of the options.
            List<TcpOptions.SackBlock> blocks = new ArrayList<>(TcpOptions.MAX_SACK_BLOCKS);
            while (in.remaining() > 0) {
                blocks.add(new TcpOptions.SackBlock(in.i32(), in.i32()));
            }
            sackBlocks = blocks;
        } else if (kind == TIMESTAMPS && length == TIMESTAMPS_LENGTH) {
            timestamps = new TcpOptions.Timestamps(in.i32(), in.i32());
        }
    }
}
