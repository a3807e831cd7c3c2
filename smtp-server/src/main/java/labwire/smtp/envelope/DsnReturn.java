package labwire.smtp.envelope;

/** What a bounce is to give back of the message: RET, <a href="https://www.rfc-editor.org/rfc/rfc3461#section-4.3">RFC 3461 section 4.3</a>. */
public enum DsnReturn {
    FULL,
    /** The headers alone. */
    HDRS
}
