package labwire.smtp.session;

import java.time.Duration;

/**
 * What a server lets its clients use of it. The time-outs are at least those of <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2">RFC 5321 section 4.5.3.2</a> by default, the sizes at
 * least those of section 4.5.3.1.
 *
 * @param maxLineOctets of a command line, CRLF included; longer: 500
 * @param maxMessageBytes of a message as sent, dots unstuffed; larger: 552
 * @param maxDiscardedBytes of a refused message to read on for its end; beyond: 421
 * @param maxRecipients of a message; more: 452
 * @param maxErrors that a session may make (5yz replies) between two accepted messages; more: 421
 * @param maxSessions at one time; more: 421
 * @param commandTimeout for a whole command line to arrive; later: 421
 * @param dataTimeout between two pieces of a message; later: 421
 * @param handshakeTimeout for a TLS handshake
 * @param closeTimeout for a last reply to leave, before the connection is cut
 */
public record SmtpLimits(
        int maxLineOctets,
        long maxMessageBytes,
        long maxDiscardedBytes,
        int maxRecipients,
        int maxErrors,
        int maxSessions,
        Duration commandTimeout,
        Duration dataTimeout,
        Duration handshakeTimeout,
        Duration closeTimeout) {

    public static final SmtpLimits DEFAULTS = new SmtpLimits(
            2_048,
            32L * 1024 * 1024,
            1024L * 1024 * 1024,
            100,
            10,
            1_000,
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    public SmtpLimits {
        atLeast("maxLineOctets", maxLineOctets, 512);
        atLeast("maxMessageBytes", maxMessageBytes, 1);
        atLeast("maxDiscardedBytes", maxDiscardedBytes, 0);
        atLeast("maxRecipients", maxRecipients, 1);
        atLeast("maxErrors", maxErrors, 0);
        atLeast("maxSessions", maxSessions, 1);
        atLeast("commandTimeout in ms", commandTimeout.toMillis(), 1);
        atLeast("dataTimeout in ms", dataTimeout.toMillis(), 1);
        atLeast("handshakeTimeout in ms", handshakeTimeout.toMillis(), 1);
        atLeast("closeTimeout in ms", closeTimeout.toMillis(), 1);
    }

    public SmtpLimits withMaxLineOctets(int octets) {
        return new SmtpLimits(
                octets,
                maxMessageBytes,
                maxDiscardedBytes,
                maxRecipients,
                maxErrors,
                maxSessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public SmtpLimits withMaxMessageBytes(long bytes) {
        return new SmtpLimits(
                maxLineOctets,
                bytes,
                maxDiscardedBytes,
                maxRecipients,
                maxErrors,
                maxSessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public SmtpLimits withMaxDiscardedBytes(long bytes) {
        return new SmtpLimits(
                maxLineOctets,
                maxMessageBytes,
                bytes,
                maxRecipients,
                maxErrors,
                maxSessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public SmtpLimits withMaxRecipients(int recipients) {
        return new SmtpLimits(
                maxLineOctets,
                maxMessageBytes,
                maxDiscardedBytes,
                recipients,
                maxErrors,
                maxSessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public SmtpLimits withMaxErrors(int errors) {
        return new SmtpLimits(
                maxLineOctets,
                maxMessageBytes,
                maxDiscardedBytes,
                maxRecipients,
                errors,
                maxSessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    public SmtpLimits withMaxSessions(int sessions) {
        return new SmtpLimits(
                maxLineOctets,
                maxMessageBytes,
                maxDiscardedBytes,
                maxRecipients,
                maxErrors,
                sessions,
                commandTimeout,
                dataTimeout,
                handshakeTimeout,
                closeTimeout);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: " + least + " or more)");
        }
    }
}
