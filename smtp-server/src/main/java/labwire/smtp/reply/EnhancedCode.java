package labwire.smtp.reply;

/**
 * An enhanced status code, {@code class.subject.detail} (<a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>).
 */
public record EnhancedCode(int kind, int subject, int detail) {

    /** Reads one such as {@code 5.5.1}. */
    public static EnhancedCode of(String text) {
        String[] parts = text.split("\\.");
        return new EnhancedCode(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
