package labwire.netlab.routing.ospf.packet;

/**
 * The checksum of an advertisement: Fletcher's, of ISO 8473, over all of it but the age (RFC 2328, 12.1.7).
 *
 * <p>Two sums modulo 255, the second of them weighing each byte by its distance from the end; the two checksum bytes
 * are chosen so that both sums of the whole are zero.
 */
final class FletcherChecksum {
    private static final int MODULUS = 255;
    /** Bytes after which the sums are reduced, so that they stay within an int. */
    private static final int STRETCH = 4096;

    private FletcherChecksum() {}

    /**
     * Computes the checksum of a range in which the two checksum bytes are zero.
     *
     * @param checksumOffset where they are, from the beginning of the range
     */
    static int of(byte[] bytes, int from, int length, int checksumOffset) {
        long sums = sums(bytes, from, length);
        int c0 = (int) (sums >>> 32);
        int c1 = (int) sums;
        int x = ((length - checksumOffset - 1) * c0 - c1) % MODULUS;
        if (x <= 0) {
            x += MODULUS;
        }
        int y = 510 - c0 - x;
        if (y > MODULUS) {
            y -= MODULUS;
        }
        return x << 8 | y;
    }

    /** True if both sums of the range, checksum included, are zero. */
    static boolean isValid(byte[] bytes, int from, int length) {
        return sums(bytes, from, length) == 0;
    }

    /** The plain sum in the upper half, the weighted one in the lower. */
    private static long sums(byte[] bytes, int from, int length) {
        int c0 = 0;
        int c1 = 0;
        int at = from;
        int end = from + length;
        while (at < end) {
            for (int stop = Math.min(end, at + STRETCH); at < stop; at++) {
                c0 += bytes[at] & 0xFF;
                c1 += c0;
            }
            c0 %= MODULUS;
            c1 %= MODULUS;
        }
        return (long) c0 << 32 | c1;
    }
}
