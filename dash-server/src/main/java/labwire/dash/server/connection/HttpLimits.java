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
 * @param minBytesPerWindow that a client must take of what it asked for; fewer: closed. Over HTTP/2 it is one piece of
 *     the body, 32 KB or the rest; else that stream is reset
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

    /** Over how long frames of HTTP/2 are counted. */
    public static final int COUNTED_SECONDS = 30;

    /** HTTP/2 streams that a client may reset within {@link #COUNTED_SECONDS}, or err in; more: GOAWAY. */
    public static final int MAX_RESETS = 200;

    /** SETTINGS, PING and the like within {@link #COUNTED_SECONDS}, each of which costs an answer; more: GOAWAY. */
    public static final int MAX_CONTROL_FRAMES = 1_000;

    /** Such answers that wait since the client does not read; more: GOAWAY. */
    public static final int MAX_QUEUED_CONTROL_FRAMES = 500;

    /** CONTINUATION frames of one head that carry little; more: GOAWAY. What they carry counts as the head's. */
    public static final int MAX_SMALL_CONTINUATIONS = 16;

    /** DATA frames without data, one after the other; more: GOAWAY. */
    public static final int MAX_EMPTY_DATA_FRAMES = 2;

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
