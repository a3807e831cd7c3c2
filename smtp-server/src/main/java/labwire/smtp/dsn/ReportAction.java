package labwire.smtp.dsn;

/** What became of a message for a recipient: <a href="https://www.rfc-editor.org/rfc/rfc3464#section-2.3.3">RFC 3464 section 2.3.3</a>. */
public enum ReportAction {
    FAILED("failed"),
    /** Not yet there, and still tried. */
    DELAYED("delayed"),
    /** In its mailbox. */
    DELIVERED("delivered"),
    /** With a server that reports nothing. */
    RELAYED("relayed");

    private final String keyword;

    ReportAction(String keyword) {
        this.keyword = keyword;
    }

    String keyword() {
        return keyword;
    }
}
