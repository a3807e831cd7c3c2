package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * The checksum of IPv4, ICMP, UDP, TCP and OSPF: the ones' complement of a ones' complement sum
 * (<a href="https://www.rfc-editor.org/rfc/rfc1071">RFC 1071</a>).
 *
 * <p>Sums are kept in a {@code long} and folded once: 32-bit words give the same sum as 16-bit words (RFC 1071, 2 (C)).
 */
public final class InternetChecksum {
    private static final int FULL = 0xFFFF;

    private InternetChecksum() {}

    /** Adds a range of a big-endian buffer; an odd last byte counts as if a zero followed. */
    static long add(long sum, ByteBuffer buffer, int from, int length) {
        int end = from + length;
        int index = from;
        long total = sum;
        for (; index + 4 <= end; index += 4) {
            total += buffer.getInt(index) & 0xFFFF_FFFFL;
        }
        if (index + 2 <= end) {
            total += buffer.getShort(index) & FULL;
            index += 2;
        }
        if (index < end) {
            total += (buffer.get(index) & 0xFF) << 8;
        }
        return total;
    }

    /** Adds bytes; an odd last byte counts as if a zero followed. */
    public static long add(long sum, Bytes bytes) {
        return add(sum, bytes.asReadOnlyBuffer(), 0, bytes.length());
    }

    /**
     * The sum of the pseudo header that ties a segment to its addresses
     * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.1">RFC 9293, 3.1</a>, and RFC 768; RFC 8200, 8.1, whose
     * wider fields give the same sum).
     *
     * <pre>
     * +--------+--------+--------+--------+
     * |           source address          |
     * +--------+--------+--------+--------+
     * |         destination address       |
     * +--------+--------+--------+--------+
     * |  zero  |protocol|  segment length |
     * +--------+--------+--------+--------+
     * </pre>
     */
    static long pseudoHeader(IpAddress source, IpAddress destination, int protocol, int length) {
        return words(source.upper())
                + words(source.lower())
                + words(destination.upper())
                + words(destination.lower())
                + protocol
                + length;
    }

    private static long words(long two) {
        return (two >>> 32) + (two & 0xFFFF_FFFFL);
    }

    /** The field's value for a sum in which the field itself counted as zero. */
    public static int of(long sum) {
        return ~fold(sum) & FULL;
    }

    /** True for the sum over something whole, its checksum field included. */
    public static boolean isValid(long sum) {
        return fold(sum) == FULL;
    }

    /**
     * A value that no receiver takes for the correct one, nor for UDP's "no checksum": neither zero nor the other form
     * of zero where that is correct.
     *
     * <p>It is wrong by a third of the ring of sums, and a flipped bit moves a sum by a power of two: no bit that is
     * flipped later makes it right again.
     */
    static int damaged(int correct) {
        int wrong = (correct + FULL / 3) % FULL;
        return wrong == 0 ? FULL : wrong;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & FULL) + (folded >>> 16);
        }
        return (int) folded;
    }
}
