package labwire.smtp.client;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * How a client speaks to one server.
 *
 * @param clientName what it says in EHLO
 * @param serverName the server's name or address, which its certificate must be for where that is asked
 * @param implicitTls TLS from the first octet on
 * @param credentials for AUTH, before anything else
 * @param nonces for AUTH; needed with credentials
 */
public record ClientProfile(
        String clientName,
        String serverName,
        int serverPort,
        boolean implicitTls,
        TlsPolicy tls,
        Optional<ClientEngines> engines,
        Optional<Credentials> credentials,
        Optional<SecureRandom> nonces,
        ClientTimeouts timeouts) {

    public ClientProfile {
        if (engines.isEmpty() && (implicitTls || tls != TlsPolicy.NONE)) {
            throw new IllegalArgumentException("tls: " + tls + " without engines (expected: engines for TLS, or NONE)");
        }
        if (credentials.isPresent() && nonces.isEmpty()) {
            throw new IllegalArgumentException("credentials without nonces (expected: both)");
        }
    }
}
