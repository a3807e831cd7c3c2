package labwire.tls;

/** What may be wrong with a server's certificate; for testing clients. */
public enum CertificateDefect {
    /** By the lab's CA, and over for some hours. */
    EXPIRED,
    /** By the lab's CA, and for another name. */
    WRONG_NAME,
    /** By nobody but its own key. */
    SELF_SIGNED
}
