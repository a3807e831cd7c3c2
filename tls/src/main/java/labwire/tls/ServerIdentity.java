package labwire.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server shows and proves: a private key and the certificate chain for it. Immutable. The key
 * stays in this package; {@link ServerTls} uses it.
 */
public final class ServerIdentity {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * What the server sends: its own certificate first, then each one's issuer, without the lab CA's,
     * which a client that trusts it has (<a
     * href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2">RFC 8446 section 4.4.2</a>).
     */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The certificate chain as PEM. */
    public String certificatePem() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : chain) {
            pem.append(Pem.encode(certificate));
        }
        return pem.toString();
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + certificate().getSubjectX500Principal() + ']';
    }
}
