package labwire.smtp.session;

/** Whether clients of a listener say who they are (<a href="https://www.rfc-editor.org/rfc/rfc4954">RFC 4954</a>). */
public enum AuthMode {
    /** AUTH is not offered. */
    NONE,
    /** AUTH is offered, and mail is taken without it as well. */
    OPTIONAL,
    /** Mail is taken after AUTH alone: 530 before. */
    REQUIRED
}
