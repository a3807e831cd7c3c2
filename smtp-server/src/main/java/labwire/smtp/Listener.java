package labwire.smtp;

import java.util.List;
import labwire.smtp.session.TlsMode;

/**
 * A port to listen on.
 *
 * @param port 0 for any free one
 */
public record Listener(int port, TlsMode tls) {

    /** The ports of <a href="https://www.rfc-editor.org/rfc/rfc8314">RFC 8314</a>: 25, 587 and 465. */
    public static final List<Listener> STANDARD = List.of(
            new Listener(25, TlsMode.STARTTLS),
            new Listener(587, TlsMode.STARTTLS),
            new Listener(465, TlsMode.IMPLICIT));

    public Listener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }
}
