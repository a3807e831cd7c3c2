package labwire.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * A client's side of TLS, trusting one certificate authority: it verifies the chain, the dates by the
 * given clock, the CA's name constraints and the host name.
 *
 * <p>Safe for use by several threads; an engine is for one connection.
 */
public final class ClientTls {
    private final X509Certificate ca;
    private final InstantSource clock;
    private final SecureRandom random;

    private ClientTls(X509Certificate ca, InstantSource clock, SecureRandom random) {
        this.ca = ca;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A client that trusts {@code ca} alone.
     *
     * @param clock gives the date at which certificates are judged, at each handshake
     * @param random for everything that JSSE draws
     */
    public static ClientTls trusting(X509Certificate ca, InstantSource clock, SecureRandom random) {
        JsseSettings.ensureSet();
        return new ClientTls(ca, clock, random);
    }

    /**
     * A new engine in client mode, for one connection.
     *
     * <p>It has a context of its own, so that it never resumes an earlier session: a resumption tells
     * the server the ticket's age (<a
     * href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11.1">RFC 8446 section 4.2.11.1</a>), and
     * JSSE takes that from the system's clock.
     *
     * @param peerHost the name or the literal address that the server's certificate must carry
     * @param peerPort 1 to 65535
     */
    public SSLEngine newEngine(String peerHost, int peerPort) {
        SSLEngine engine = newContext().createSSLEngine(peerHost, peerPort);
        engine.setUseClientMode(true);
        SSLParameters parameters = TlsSuites.parameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext newContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {new DatedTrustManager(ca, clock)}, random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no usable TLS (expected: JDK 17 or later)", e);
        }
    }
}
