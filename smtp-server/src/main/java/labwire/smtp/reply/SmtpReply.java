package labwire.smtp.reply;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reply: a code, an enhanced code where one belongs, and one or more lines of text (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">RFC 5321 section 4.2</a>). A value; its octets are made once,
 * for most replies are constants.
 */
public final class SmtpReply {

    private final int code;
    private final Optional<EnhancedCode> enhanced;
    private final List<String> lines;
    private byte @Nullable [] octets;

    /** @throws IllegalArgumentException if the code is not one from 200 to 599, or a line is missing or is more than one */
    public SmtpReply(int code, Optional<EnhancedCode> enhanced, List<String> lines) {
        this.code = code;
        this.enhanced = enhanced;
        this.lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty() || isAnyBroken(this.lines)) {
            throw new IllegalArgumentException("reply: " + code + " " + lines
                    + " (expected: a code from 200 to 599 and lines of text without CR and LF)");
        }
    }

    private static boolean isAnyBroken(List<String> lines) {
        for (String line : lines) {
            if (isBroken(line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBroken(String line) {
        return line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0;
    }

    /** A reply without an enhanced code, as the greeting and the answers to HELO and EHLO are. */
    public static SmtpReply bare(int code, String... lines) {
        return new SmtpReply(code, Optional.empty(), List.of(lines));
    }

    public static SmtpReply of(int code, String enhanced, String... lines) {
        return new SmtpReply(code, Optional.of(EnhancedCode.of(enhanced)), List.of(lines));
    }

    public int code() {
        return code;
    }

    public Optional<EnhancedCode> enhanced() {
        return enhanced;
    }

    public List<String> lines() {
        return lines;
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
            if (enhanced.isPresent()) {
                text.append(enhanced.get()).append(' ');
            }
            text.append(lines.get(i)).append("\r\n");
        }
        return text.toString();
    }

    /** Appends the reply as it goes over the wire. What is not ASCII goes as a question mark. */
    public void writeTo(ByteBuf out) {
        byte[] ready = octets;
        if (ready == null) {
            ready = text().getBytes(StandardCharsets.US_ASCII);
            octets = ready;
        }
        out.writeBytes(ready);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmtpReply reply
                && reply.code == code
                && reply.enhanced.equals(enhanced)
                && reply.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, enhanced, lines);
    }

    @Override
    public String toString() {
        return text().stripTrailing();
    }
}
