package labwire.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * JSSE's own checks, host name included, against one trusted CA and at the clock's date instead of
 * today's. The CA's name constraints bind as well: JSSE reads no extension of a trust anchor (<a
 * href="https://www.rfc-editor.org/rfc/rfc5280#section-6.2">RFC 5280 section 6.2</a> leaves that open) and
 * its PKIX takes none beside it either, so they are checked here.
 */
final class DatedTrustManager extends X509ExtendedTrustManager {
    private final TrustAnchor anchor;
    private final @Nullable CertificateScope scope;
    private final InstantSource clock;

    DatedTrustManager(X509Certificate ca, InstantSource clock) {
        this.anchor = new TrustAnchor(ca, null);
        this.scope = CertificateScope.extension(ca) == null ? null : CertificateScope.of(ca);
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        atThisInstant().checkServerTrusted(chain, authType, engine);
        requireInScope(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        atThisInstant().checkServerTrusted(chain, authType, socket);
        requireInScope(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        // Without the connection there is no host name to check, and trust without one is none.
        throw new CertificateException("no connection to take the host name from");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("the lab CA issues to servers alone");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {anchor.getTrustedCert()};
    }

    private void requireInScope(X509Certificate leaf) throws CertificateException {
        if (scope == null) {
            return;
        }
        Optional<GeneralName> stranger = scope.firstOutside(leaf);
        if (stranger.isPresent()) {
            throw new CertificateException(
                    "certificate for " + stranger.get() + " (expected: names that its CA may vouch for)");
        }
    }

    private X509ExtendedTrustManager atThisInstant() throws CertificateException {
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(anchor), null);
            parameters.setDate(Date.from(clock.instant()));
            parameters.setRevocationEnabled(false); // The lab CA publishes no revocations.
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager pkix) {
                    return pkix;
                }
            }
            throw new CertificateException("this Java's PKIX has no X509ExtendedTrustManager");
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("this Java has no usable PKIX", e);
        }
    }
}
