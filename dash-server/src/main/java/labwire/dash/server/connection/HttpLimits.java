package labwire.dash.server.connection;

import java.time.Duration;
import labwire.dash.server.http.HeadLimits;

/**
 * What a server lets its clients use of it.
 *
 * @param head of a request
 * @param maxConnections at one time, over all listeners; one more is closed at once
 * @param maxPipelined responses under way on an HTTP/1.1 connection; reading stops then
 * @param maxStreams at one time on an HTTP/2 connection
 * @param headTimeout from the first byte of a request's head to its last; longer: 408. Also for a TLS handshake
 * @param idleTimeout of a connection without a request; longer: closed
 * @param minBytesPerWindow that a client must take of what it asked for; fewer: closed
 * @param window over which the rate of a slow client is looked at
 * @param closeTimeout for a last response to leave, and for a client to read it, before the connection is cut
 */
public record HttpLimits(
        HeadLimits head,
        int maxConnections,
        int maxPipelined,
        int maxStreams,
        Duration headTimeout,
        Duration idleTimeout,
        long minBytesPerWindow,
        Duration window,
        Duration closeTimeout) {

    public static final HttpLimits DEFAULTS = new HttpLimits(
            HeadLimits.DEFAULTS,
            10_000,
            16,
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            4_096,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    public HttpLimits {
        atLeastOne("maxConnections", maxConnections);
        atLeastOne("maxPipelined", maxPipelined);
        atLeastOne("maxStreams", maxStreams);
        atLeastOne("headTimeout in ms", headTimeout.toMillis());
        atLeastOne("idleTimeout in ms", idleTimeout.toMillis());
        atLeastOne("minBytesPerWindow", minBytesPerWindow);
        atLeastOne("window in ms", window.toMillis());
        atLeastOne("closeTimeout in ms", closeTimeout.toMillis());
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
        }
    }

    public HttpLimits withHead(HeadLimits other) {
        return new HttpLimits(
                other,
                maxConnections,
                maxPipelined,
                maxStreams,
                headTimeout,
                idleTimeout,
                minBytesPerWindow,
                window,
                closeTimeout);
    }

    public HttpLimits withMaxConnections(int other) {
        return new HttpLimits(
                head,
                other,
                maxPipelined,
                maxStreams,
                headTimeout,
                idleTimeout,
                minBytesPerWindow,
                window,
                closeTimeout);
    }

    /**
     * With other time-outs.
     *
     * @param head for a request's head
     * @param idle between requests
     * @param slow the window of a slow client
     */
    public HttpLimits withTimeouts(Duration head, Duration idle, Duration slow) {
        return new HttpLimits(
                this.head, maxConnections, maxPipelined, maxStreams, head, idle, minBytesPerWindow, slow, closeTimeout);
    }
}
