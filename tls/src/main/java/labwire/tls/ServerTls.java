package labwire.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * A server's side of TLS: versions 1.2 and 1.3, the suites of RFC 9325 in the server's order, no
 * client certificates, no renegotiation begun by the client.
 *
 * <p>With an {@link KeyKind#ED25519} identity, a {@link SeededSecureRandom} and one client at a time
 * the bytes of a handshake follow from the seed. Safe for use by several threads; an engine is for one
 * connection.
 */
public final class ServerTls {
    /** Sessions kept for resumption; the least recently used goes first. */
    static final int SESSION_CACHE_SIZE = 1_024;

    private final SSLContext context;

    private ServerTls(SSLContext context) {
        this.context = context;
    }

    /**
     * A context that shows {@code identity}.
     *
     * @param random for everything that JSSE draws: randoms, session ids, key shares
     */
    public static ServerTls of(ServerIdentity identity, SecureRandom random) {
        JsseSettings.ensureSet();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new IdentityKeyManager(identity)}, new TrustManager[0], random);
            context.getServerSessionContext().setSessionCacheSize(SESSION_CACHE_SIZE);
            return new ServerTls(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no usable TLS (expected: JDK 17 or later)", e);
        }
    }

    /** A new engine in server mode, for one connection. */
    public SSLEngine newEngine() {
        return newEngine(List.of());
    }

    /**
     * A new engine in server mode, for one connection, that negotiates what is spoken above TLS (<a
     * href="https://www.rfc-editor.org/rfc/rfc7301">RFC 7301</a>). A client that offers protocols, but none of these, is
     * turned away; one that offers none is not.
     *
     * @param applicationProtocols such as {@code h2}, most preferred first
     */
    public SSLEngine newEngine(List<String> applicationProtocols) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = TlsSuites.parameters();
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }
}
