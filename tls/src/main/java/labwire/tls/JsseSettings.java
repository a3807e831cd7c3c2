package labwire.tls;

/**
 * The JSSE settings that exist only as system properties. JSSE reads them once, when its classes
 * load, so every class of this package that makes an {@code SSLContext} calls {@link #ensureSet}
 * first. A program that uses JSSE before it uses this package passes the same settings on its
 * command line, as the launcher does.
 */
final class JsseSettings {
    static {
        // Stateless session tickets are encrypted under a key and with nonces that JSSE does not draw
        // from the context's SecureRandom, so with them no two handshakes have the same bytes. Without
        // them a server still resumes sessions, from its own bounded cache.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        // A renegotiation costs the server much more than it costs the client, and no client of ours
        // needs one (RFC 7525 section 3.5, RFC 9325 section 3.5).
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private JsseSettings() {}

    /** Sets the properties, once: by loading this class. */
    static void ensureSet() {}
}
