package labwire.smtp.auth;

import java.util.Optional;

/**
 * What a mechanism needs to know of its connection.
 *
 * @param serverName for challenges that name the server
 * @param tls whether nobody can listen
 * @param serverEndPoint the hash of the server's certificate, the channel binding {@code tls-server-end-point} of <a
 *     href="https://www.rfc-editor.org/rfc/rfc5929#section-4">RFC 5929 section 4</a>
 */
public record SaslChannel(String serverName, boolean tls, Optional<Binding> serverEndPoint) {

    /** Octets that both ends of a TLS connection know. */
    public static final class Binding {
        private final byte[] octets;

        public Binding(byte[] octets) {
            this.octets = octets.clone();
        }

        public byte[] octets() {
            return octets.clone();
        }
    }
}
