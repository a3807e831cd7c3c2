package labwire.smtp.client;

/** How much TLS is asked of a server. */
public enum TlsPolicy {
    /** Plain text, even if the server offers more. */
    NONE,
    /** If the server offers it, with any certificate; plain text else, or if it fails (RFC 7435). */
    OPPORTUNISTIC,
    /** With any certificate, or not at all. */
    REQUIRED,
    /** With a certificate that is in order, for the server's name; or not at all. */
    VERIFIED
}
