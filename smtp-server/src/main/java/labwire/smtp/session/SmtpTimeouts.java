package labwire.smtp.session;

import java.time.Duration;

/**
 * How long a server waits; by default at least as long as <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2">RFC 5321 section 4.5.3.2</a> asks for. Each is 1 ms or
 * more.
 *
 * @param command for a whole command line to arrive; later: 421
 * @param data between two pieces of a message; later: 421
 * @param handshake for a TLS handshake; later: cut
 * @param close for a last reply to leave, before the connection is cut
 * @param proxyHeader for a named peer to send its PROXY header; later: cut
 */
public record SmtpTimeouts(Duration command, Duration data, Duration handshake, Duration close, Duration proxyHeader) {

    public static final SmtpTimeouts DEFAULTS = new SmtpTimeouts(
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    public SmtpTimeouts {
        positive("command", command);
        positive("data", data);
        positive("handshake", handshake);
        positive("close", close);
        positive("proxyHeader", proxyHeader);
    }

    private static void positive(String name, Duration found) {
        if (found.toMillis() < 1) {
            throw new IllegalArgumentException(name + " time-out: " + found + " (expected: 1 ms or more)");
        }
    }
}
