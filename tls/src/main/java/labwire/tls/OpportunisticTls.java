package labwire.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A client's side of TLS that takes any certificate: better than plain text, as one mail server does with another that
 * nobody vouches for (<a href="https://www.rfc-editor.org/rfc/rfc7435">RFC 7435</a>). It keeps out those who listen, not
 * those who interfere.
 *
 * <p>Safe for use by several threads; an engine is for one connection.
 */
public final class OpportunisticTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SecureRandom random;

    /** @param random for everything that JSSE draws */
    public OpportunisticTls(SecureRandom random) {
        JsseSettings.ensureSet();
        this.random = random;
    }

    /**
     * A new engine in client mode, for one connection; of a context of its own, so that it never resumes a session.
     *
     * @param peerHost the server's name or literal address
     */
    public SSLEngine newEngine(String peerHost, int peerPort) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {new AnyCertificate()}, random);
            SSLEngine engine = context.createSSLEngine(peerHost, peerPort);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(PROTOCOLS.clone()); // with all of Java's suites: the server may have an RSA key
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no usable TLS (expected: JDK 17 or later)", e);
        }
    }

    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // Taken, whoever it is.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // Taken, whoever it is.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Taken, whoever it is.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw noServer();
        }

        private static UnsupportedOperationException noServer() {
            return new UnsupportedOperationException("a client's side of TLS judges no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
