package labwire.smtp.relay;

import java.util.Optional;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;

/**
 * A server that takes mail for others.
 *
 * @param host its name or address literal, such as {@code mail.example.com} or {@code [192.0.2.1]}; its MX records do not
 *     count
 * @param implicitTls TLS from the first octet on, as on port 465
 * @param tls what is asked of it
 * @param credentials for AUTH, after which alone it is given mail; PLAIN and LOGIN are used under TLS only
 */
public record SmartHost(String host, int port, boolean implicitTls, TlsPolicy tls, Optional<Credentials> credentials) {

    public SmartHost {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "smart host: " + host + " port " + port + " (expected: a name and a port from 1 to 65535)");
        }
        if (implicitTls && (tls == TlsPolicy.NONE || tls == TlsPolicy.OPPORTUNISTIC)) {
            throw new IllegalArgumentException(
                    "smart host " + host + ": implicit TLS with policy " + tls + " (expected: REQUIRED or VERIFIED)");
        }
    }
}
