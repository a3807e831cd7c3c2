package labwire.smtp.delivery;

/** Which protocol a message came in by. */
public enum Protocol {
    /** Greeted with HELO. */
    SMTP,
    /** Greeted with EHLO. */
    ESMTP,
    /** <a href="https://www.rfc-editor.org/rfc/rfc2033">RFC 2033</a>. */
    LMTP,
    /** By none: the server wrote it itself, such as a bounce. It may go anywhere, whatever the policy. */
    LOCAL
}
