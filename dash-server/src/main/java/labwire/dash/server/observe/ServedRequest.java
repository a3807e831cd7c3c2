package labwire.dash.server.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * A request, served or refused.
 *
 * @param time when its head was there
 * @param client its IP address
 * @param method empty if the request was none
 * @param target path and query, as sent
 * @param protocol such as {@code HTTP/1.1}
 * @param bodyBytes that left; of a response cut off that was encrypted, shaped or multiplexed, in whole pieces
 * @param complete whether all of the response left
 * @param duration from {@code time} to when the last byte left
 */
public record ServedRequest(
        Instant time,
        String client,
        String method,
        String target,
        String protocol,
        int status,
        long bodyBytes,
        boolean complete,
        Duration duration,
        String referer,
        String userAgent) {}
