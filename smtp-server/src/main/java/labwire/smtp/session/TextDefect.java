package labwire.smtp.session;

/**
 * What may not stand in a command line nor in a message, because software disagrees about what it means (ADR 0001).
 * None of them ever ends a line or a message.
 */
public enum TextDefect {
    BARE_LF("line feed without a carriage return before it"),
    BARE_CR("carriage return without a line feed after it"),
    NUL("NUL character");

    private final String description;

    TextDefect(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
