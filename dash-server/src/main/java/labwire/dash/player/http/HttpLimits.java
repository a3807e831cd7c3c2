package labwire.dash.player.http;

import java.time.Duration;

/**
 * What a server may make a client wait for or hold.
 *
 * @param connect for a TCP connection, and again for a TLS handshake
 * @param firstByte from asking to the head of the response
 * @param stall between two pieces of a body
 * @param whole from asking to the last byte, redirects included
 * @param maxHeadBytes of a response's head
 * @param maxRedirects in a row
 */
public record HttpLimits(
        Duration connect, Duration firstByte, Duration stall, Duration whole, int maxHeadBytes, int maxRedirects) {
    /** A SYN's answer may have to queue behind seconds of what was abandoned just before, on a link that has fallen. */
    public static final HttpLimits DEFAULTS = new HttpLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(60), 16 * 1024, 5);

    public HttpLimits {
        positive("connect", connect);
        positive("firstByte", firstByte);
        positive("stall", stall);
        positive("whole", whole);
        if (maxHeadBytes < 256 || maxRedirects < 0) {
            throw new IllegalArgumentException("limits: heads of " + maxHeadBytes + " bytes, " + maxRedirects
                    + " redirects (expected: 256 or more, 0 or more)");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than none)");
        }
    }
}
