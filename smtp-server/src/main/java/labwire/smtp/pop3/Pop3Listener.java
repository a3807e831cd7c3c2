package labwire.smtp.pop3;

import java.util.List;
import labwire.smtp.session.TlsMode;

/**
 * A port to listen on.
 *
 * @param port 0 for any free one
 * @param tls by which TLS comes into a connection; STARTTLS stands for STLS
 */
public record Pop3Listener(int port, TlsMode tls) {

    /** The ports of <a href="https://www.rfc-editor.org/rfc/rfc8314">RFC 8314</a>: 110 and 995. */
    public static final List<Pop3Listener> STANDARD =
            List.of(new Pop3Listener(110, TlsMode.STARTTLS), new Pop3Listener(995, TlsMode.IMPLICIT));

    public Pop3Listener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }
}
