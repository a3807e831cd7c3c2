package labwire.smtp.envelope;

/** The BODY parameter of MAIL. */
public enum BodyType {
    /** The default. */
    SEVEN_BIT("7BIT"),
    /** <a href="https://www.rfc-editor.org/rfc/rfc6152">RFC 6152</a>. */
    EIGHT_BIT_MIME("8BITMIME"),
    /** <a href="https://www.rfc-editor.org/rfc/rfc3030">RFC 3030</a>: any octets, by BDAT alone. */
    BINARY_MIME("BINARYMIME");

    private final String keyword;

    BodyType(String keyword) {
        this.keyword = keyword;
    }

    /** As SMTP writes it. */
    public String keyword() {
        return keyword;
    }
}
