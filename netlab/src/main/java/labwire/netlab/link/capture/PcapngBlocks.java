package labwire.netlab.link.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import labwire.netlab.link.FrameTap;

/**
 * The blocks of a pcapng file, in network order, with nanoseconds
 * (<a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html">draft-ietf-opsawg-pcapng</a>).
 *
 * <pre>
 *  type (4) | length (4) | body, padded to 4 | options: code (2) | length (2) | value, padded to 4 | length again (4)
 * </pre>
 */
final class PcapngBlocks {
    /** What tcpdump takes for "all of it". */
    static final int MAX_FRAME_BYTES = 262_144;

    private static final int SECTION_HEADER = 0x0A0D_0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
    private static final int VERSION_MAJOR = 1;
    private static final int VERSION_MINOR = 0;
    private static final long UNKNOWN_SECTION_LENGTH = -1;
    private static final int LINK_TYPE_ETHERNET = 1;

    private static final int OPTION_END = 0;
    private static final int OPTION_COMMENT = 1;
    private static final int SECTION_USER_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_DESCRIPTION_TEXT = 3;
    private static final int INTERFACE_TIME_RESOLUTION = 9;
    private static final int INTERFACE_FILTER = 11;
    private static final int PACKET_FLAGS = 2;
    private static final int PACKET_DROP_COUNT = 4;
    private static final int STATISTICS_START = 2;
    private static final int STATISTICS_END = 3;
    private static final int STATISTICS_RECEIVED = 4;
    private static final int STATISTICS_DROPPED = 5;

    private static final byte NANOSECONDS = 9;
    private static final byte FILTER_IS_TEXT = 0;
    private static final int INBOUND = 0b01;
    private static final int OUTBOUND = 0b10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Room for everything in a block but a frame and texts. */
    private static final int OVERHEAD_BYTES = 128;

    private ByteBuffer out = ByteBuffer.allocate(4096);

    byte[] sectionHeader(String application) {
        begin(SECTION_HEADER, application.length());
        out.putInt(BYTE_ORDER_MAGIC).putShort((short) VERSION_MAJOR).putShort((short) VERSION_MINOR);
        out.putLong(UNKNOWN_SECTION_LENGTH);
        text(SECTION_USER_APPLICATION, application);
        return end();
    }

    /** @param filter what keeps packets out; may be empty */
    byte[] interfaceDescription(String name, String description, String filter) {
        begin(INTERFACE_DESCRIPTION, 4 * (name.length() + description.length() + filter.length()));
        out.putShort((short) LINK_TYPE_ETHERNET).putShort((short) 0).putInt(MAX_FRAME_BYTES);
        text(INTERFACE_NAME, name);
        text(INTERFACE_DESCRIPTION_TEXT, description);
        option(INTERFACE_TIME_RESOLUTION, new byte[] {NANOSECONDS});
        if (!filter.isEmpty()) {
            byte[] words = filter.getBytes(StandardCharsets.UTF_8);
            byte[] value = new byte[1 + words.length];
            value[0] = FILTER_IS_TEXT;
            System.arraycopy(words, 0, value, 1, words.length);
            option(INTERFACE_FILTER, value);
        }
        return end();
    }

    /**
     * A frame.
     *
     * @param lostBefore packets of the interface that are missing since its last one
     * @param comment may be empty
     */
    byte[] packet(
            int interfaceId,
            Instant instant,
            FrameTap.Direction direction,
            byte[] frame,
            long lostBefore,
            String comment) {
        begin(ENHANCED_PACKET, frame.length + comment.length());
        out.putInt(interfaceId);
        timestamp(instant);
        out.putInt(frame.length).putInt(frame.length).put(frame);
        pad();
        if (!comment.isEmpty()) {
            text(OPTION_COMMENT, comment);
        }
        int flags = switch (direction) {
            case RECEIVED -> INBOUND;
            case SENT -> OUTBOUND;
        };
        option(PACKET_FLAGS, ByteBuffer.allocate(4).putInt(flags).array());
        if (lostBefore > 0) {
            number(PACKET_DROP_COUNT, lostBefore);
        }
        return end();
    }

    /**
     * What has become of an interface's packets so far.
     *
     * @param received those that passed, lost ones among them
     * @param lost those that the reader was too slow for
     */
    byte[] statistics(int interfaceId, Instant start, Instant now, long received, long lost) {
        begin(INTERFACE_STATISTICS, 0);
        out.putInt(interfaceId);
        timestamp(now);
        instant(STATISTICS_START, start);
        instant(STATISTICS_END, now);
        number(STATISTICS_RECEIVED, received);
        number(STATISTICS_DROPPED, lost);
        return end();
    }

    private void begin(int type, int contentBytes) {
        int needed = OVERHEAD_BYTES + contentBytes;
        if (needed > out.capacity()) {
            out = ByteBuffer.allocate(Math.max(needed, 2 * out.capacity()));
        }
        out.clear().putInt(type).putInt(0);
    }

    private byte[] end() {
        out.putShort((short) OPTION_END).putShort((short) 0);
        int length = out.position() + Integer.BYTES;
        out.putInt(length).putInt(Integer.BYTES, length);
        return Arrays.copyOf(out.array(), length);
    }

    private void text(int code, String value) {
        option(code, value.getBytes(StandardCharsets.UTF_8));
    }

    private void number(int code, long value) {
        option(code, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private void option(int code, byte[] value) {
        out.putShort((short) code).putShort((short) value.length).put(value);
        pad();
    }

    private void instant(int code, Instant instant) {
        out.putShort((short) code).putShort((short) Long.BYTES);
        timestamp(instant);
    }

    /** The upper half of the nanoseconds, and the lower. */
    private void timestamp(Instant instant) {
        out.putLong(instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano());
    }

    private void pad() {
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }
}
