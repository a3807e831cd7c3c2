package labwire.smtp.auth;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mechanism needs to know of its connection.
 *
 * @param serverName for challenges that name the server
 * @param plaintextAllowed whether secrets may be sent as they are: nobody can listen, or the configuration does not mind
 * @param serverEndPoint the hash of the server's certificate, the channel binding {@code tls-server-end-point} of <a
 *     href="https://www.rfc-editor.org/rfc/rfc5929#section-4">RFC 5929 section 4</a>
 */
public record SaslChannel(String serverName, boolean plaintextAllowed, Optional<Binding> serverEndPoint) {

    /** Octets that both ends of a TLS connection know. */
    public static final class Binding {
        private final byte[] octets;

        public Binding(byte[] octets) {
            this.octets = octets.clone();
        }

        /**
         * The hash of a certificate by the hash function that it was signed with, SHA-256 for MD5 and SHA-1. Empty for
         * signatures without one of their own, such as Ed25519: for them the RFC defines no binding.
         */
        public static Optional<Binding> of(X509Certificate certificate) {
            String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
            int with = algorithm.indexOf("WITH");
            if (with < 0) {
                return Optional.empty();
            }
            String hash = switch (algorithm.substring(0, with)) {
                case "MD5", "SHA1", "SHA256" -> "SHA-256";
                case "SHA384" -> "SHA-384";
                case "SHA512" -> "SHA-512";
                default -> "";
            };
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Binding(Hashes.digest(hash, certificate.getEncoded())));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate in use has no encoding", e);
            }
        }

        public byte[] octets() {
            return octets.clone();
        }
    }
}
