package labwire.smtp.envelope;

/**
 * Of what the sender wants to hear, for one recipient: NOTIFY, <a
 * href="https://www.rfc-editor.org/rfc/rfc3461#section-4.1">RFC 3461 section 4.1</a>. None of the three is NEVER.
 */
public record DsnNotify(boolean success, boolean failure, boolean delay) {

    /** Without the parameter: failures for certain, delays if the server likes. */
    public static final DsnNotify DEFAULT = new DsnNotify(false, true, true);

    public static final DsnNotify NEVER = new DsnNotify(false, false, false);
}
