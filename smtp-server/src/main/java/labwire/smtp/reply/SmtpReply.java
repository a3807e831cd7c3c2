package labwire.smtp.reply;

import java.util.List;
import java.util.Optional;

/**
 * A reply: a code, an enhanced code where one belongs, and one or more lines of text (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">RFC 5321 section 4.2</a>).
 */
public record SmtpReply(int code, Optional<EnhancedCode> enhanced, List<String> lines) {

    public SmtpReply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "reply: " + code + " " + lines + " (expected: a code from 200 to 599 and a line)");
        }
    }

    /** A reply without an enhanced code, as the greeting and the answers to HELO and EHLO are. */
    public static SmtpReply bare(int code, String... lines) {
        return new SmtpReply(code, Optional.empty(), List.of(lines));
    }

    public static SmtpReply of(int code, String enhanced, String... lines) {
        return new SmtpReply(code, Optional.of(EnhancedCode.of(enhanced)), List.of(lines));
    }

    /** 2yz: done. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** 3yz: go on. */
    public boolean isIntermediate() {
        return code / 100 == 3;
    }

    /** 5yz: the client did something wrong, or asked for what will never be. */
    public boolean isPermanentFailure() {
        return code / 100 == 5;
    }

    /** The reply's lines as they go over the wire, each ended by CRLF. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code).append(i < lines.size() - 1 ? '-' : ' ');
            enhanced.ifPresent(status -> text.append(status).append(' '));
            text.append(lines.get(i)).append("\r\n");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text().stripTrailing();
    }
}
