package labwire.smtp.session;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
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

    private static Optional<SaslChannel.Binding> endPoint(SSLSession session) {
        Certificate[] shown = session.getLocalCertificates();
        return shown != null && shown.length > 0 && shown[0] instanceof X509Certificate certificate
                ? SaslChannel.Binding.of(certificate)
                : Optional.empty();
    }
}
