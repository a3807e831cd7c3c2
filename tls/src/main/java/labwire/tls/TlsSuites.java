package labwire.tls;

import javax.net.ssl.SSLParameters;

/**
 * The protocol versions and cipher suites that the lab speaks: those that <a
 * href="https://www.rfc-editor.org/rfc/rfc9325#section-4.2">RFC 9325 section 4.2</a> recommends, that
 * is, an ephemeral elliptic-curve key exchange with an AEAD cipher, most preferred first.
 */
final class TlsSuites {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** AES-128 first: it is the fastest where the processor has AES instructions, as most have. */
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private TlsSuites() {}

    /** New parameters with these versions and suites; the local order of the suites decides. */
    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(SUITES.clone(), PROTOCOLS.clone());
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }
}
