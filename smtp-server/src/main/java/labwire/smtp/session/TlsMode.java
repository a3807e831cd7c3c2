package labwire.smtp.session;

/** How TLS comes into a connection. */
public enum TlsMode {
    /** Not at all. */
    NONE,
    /** Upgraded to, by <a href="https://www.rfc-editor.org/rfc/rfc3207">RFC 3207</a>. */
    STARTTLS,
    /** From the first octet on, by <a href="https://www.rfc-editor.org/rfc/rfc8314">RFC 8314</a>. */
    IMPLICIT
}
