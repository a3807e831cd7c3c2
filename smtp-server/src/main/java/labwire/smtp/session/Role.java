package labwire.smtp.session;

/** What a listener is for. */
public enum Role {
    /** Mail from other servers comes in here (port 25). */
    MX,
    /** Users' programs hand mail in here: <a href="https://www.rfc-editor.org/rfc/rfc6409">RFC 6409</a> (587 and 465). */
    SUBMISSION,
    /** Mail comes in for final delivery, a reply a recipient: <a href="https://www.rfc-editor.org/rfc/rfc2033">RFC 2033</a>. */
    LMTP
}
