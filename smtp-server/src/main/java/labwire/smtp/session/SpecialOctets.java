package labwire.smtp.session;

import io.netty.buffer.ByteBuf;

/**
 * Finds CR, LF and NUL, the only octets that mean something to readers of lines and of message text; eight at a time,
 * for message text is where a server's time goes.
 */
final class SpecialOctets {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;

    private SpecialOctets() {}

    /** The index of the first of them at {@code from} or after it; {@code to} if there is none before that. */
    static int indexOf(ByteBuf in, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = found(in.getLongLE(at));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && !isSpecial(in.getByte(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpecial(byte octet) {
        return octet == '\r' || octet == '\n' || octet == 0;
    }

    /** The lowest bit set is the high bit of the first special octet, counted from the low end; 0 if there is none. */
    private static long found(long octets) {
        return zeros(octets) | zeros(octets ^ ONES * '\r') | zeros(octets ^ ONES * '\n');
    }

    /** The high bit of each octet that is 0, and perhaps of others above the lowest such. */
    private static long zeros(long octets) {
        return octets - ONES & ~octets & HIGH_BITS;
    }
}
