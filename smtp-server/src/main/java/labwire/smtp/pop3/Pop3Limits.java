package labwire.smtp.pop3;

import java.time.Duration;

/**
 * What a POP3 server lets its clients use of it.
 *
 * @param maxLineOctets of a command, CRLF included (RFC 2449 section 4 asks for 255); longer: -ERR
 * @param maxResponseOctets of a line in a SASL exchange, CRLF included (RFC 5034 section 4 asks for 12288)
 * @param maxErrors that a session may make; more: -ERR and the end
 * @param maxLoginFailures that a session may make; as many: the end
 * @param maxSessions at one time; more: -ERR and the end
 * @param maxMessages of a maildrop that a session sees, the oldest first
 * @param idleTimeout for a whole command to arrive, at least the 10 minutes of RFC 1939 section 3; later: the end,
 *     without a word and without deleting anything
 * @param sendTimeout for a client to take more of what it is sent; later: the same
 * @param handshakeTimeout for a TLS handshake
 * @param closeTimeout for a last reply to leave, before the connection is cut
 */
public record Pop3Limits(
        int maxLineOctets,
        int maxResponseOctets,
        int maxErrors,
        int maxLoginFailures,
        int maxSessions,
        int maxMessages,
        Duration idleTimeout,
        Duration sendTimeout,
        Duration handshakeTimeout,
        Duration closeTimeout) {

    public static final Pop3Limits DEFAULTS = new Pop3Limits(
            255,
            12_288,
            20,
            3,
            1_000,
            100_000,
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    public Pop3Limits {
        atLeast("maxLineOctets", maxLineOctets, 255);
        atLeast("maxResponseOctets", maxResponseOctets, 255);
        atLeast("maxErrors", maxErrors, 0);
        atLeast("maxLoginFailures", maxLoginFailures, 1);
        atLeast("maxSessions", maxSessions, 1);
        atLeast("maxMessages", maxMessages, 1);
        atLeast("idleTimeout in ms", idleTimeout.toMillis(), 1);
        atLeast("sendTimeout in ms", sendTimeout.toMillis(), 1);
        atLeast("handshakeTimeout in ms", handshakeTimeout.toMillis(), 1);
        atLeast("closeTimeout in ms", closeTimeout.toMillis(), 1);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: " + least + " or more)");
        }
    }

    public Pop3Limits withMaxErrors(int errors) {
        return new Pop3Limits(
                maxLineOctets,
                maxResponseOctets,
                errors,
                maxLoginFailures,
                maxSessions,
                maxMessages,
                idleTimeout,
                sendTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public Pop3Limits withMaxSessions(int sessions) {
        return new Pop3Limits(
                maxLineOctets,
                maxResponseOctets,
                maxErrors,
                maxLoginFailures,
                sessions,
                maxMessages,
                idleTimeout,
                sendTimeout,
                handshakeTimeout,
                closeTimeout);
    }
}
