package labwire.dash.server.http;

/**
 * The largest request head taken.
 *
 * @param maxRequestLineBytes CRLF included; longer: 414
 * @param maxHeadBytes request line, fields and the empty line; larger: 431
 * @param maxFields more: 431
 */
public record HeadLimits(int maxRequestLineBytes, int maxHeadBytes, int maxFields) {
    /** A line as RFC 9112 section 3 recommends it, and twice that in all. */
    public static final HeadLimits DEFAULTS = new HeadLimits(8_000, 16_384, 100);

    public HeadLimits {
        if (maxRequestLineBytes < 16 || maxHeadBytes < maxRequestLineBytes || maxFields < 1) {
            throw new IllegalArgumentException("head limits: " + maxRequestLineBytes + ", " + maxHeadBytes + ", "
                    + maxFields + " (expected: a line of 16 or more, a head not shorter than it, 1 field or more)");
        }
    }
}
