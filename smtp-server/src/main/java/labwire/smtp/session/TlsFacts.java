package labwire.smtp.session;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import labwire.smtp.auth.SaslChannel;

/**
 * What a TLS handshake agreed on, seen from the server.
 *
 * @param version such as {@code TLSv1.3}
 * @param serverName the name the client asked for (SNI)
 * @param binding the hash of the server's certificate, for channel binding
 */
public record TlsFacts(
        String version, String cipherSuite, Optional<String> serverName, Optional<SaslChannel.Binding> binding) {

    public static TlsFacts of(SSLSession session) {
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), requestedName(session), endPoint(session));
    }

    /** For the trace header. */
    public String description() {
        return version + " with cipher " + cipherSuite;
    }

    private static Optional<String> requestedName(SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                : Optional.empty();
    }

    /**
     * {@code tls-server-end-point} of <a href="https://www.rfc-editor.org/rfc/rfc5929#section-4.1">RFC 5929 section
     * 4.1</a>: the certificate under the hash of its signature, but SHA-256 for MD5 and SHA-1. A signature without a
     * hash of its own, such as Ed25519, has none.
     */
    private static Optional<SaslChannel.Binding> endPoint(SSLSession session) {
        Certificate[] shown = session.getLocalCertificates();
        if (shown == null || shown.length == 0 || !(shown[0] instanceof X509Certificate certificate)) {
            return Optional.empty();
        }
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        Optional<String> hash = List.of("SHA384", "SHA512", "SHA256", "SHA1", "MD5").stream()
                .filter(signature::startsWith)
                .findFirst();
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        String name = hash.get().equals("SHA1") || hash.get().equals("MD5")
                ? "SHA-256"
                : hash.get().replace("SHA", "SHA-");
        try {
            byte[] digest = MessageDigest.getInstance(name).digest(certificate.getEncoded());
            return Optional.of(new SaslChannel.Binding(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificate cannot be hashed with " + name, e);
        }
    }
}
