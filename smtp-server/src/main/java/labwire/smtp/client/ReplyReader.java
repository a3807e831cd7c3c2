package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLine;

/** Reads replies, of one or more lines, out of octets that come in any pieces. */
final class ReplyReader {

    /** Twice what RFC 5321 section 4.5.3.1.5 allows. */
    static final int MAX_LINE_OCTETS = 1_024;

    static final int MAX_LINES = 100;

    private static final Pattern ENHANCED = Pattern.compile("^([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?= |$)");

    private final LineReader lines = new LineReader(MAX_LINE_OCTETS);
    private final List<String> texts = new ArrayList<>();

    /**
     * Reads on; empty if the octets ended before the reply did.
     *
     * @throws SenderException if this is no reply
     */
    Optional<SmtpReply> read(ByteBuf in) throws SenderException {
        for (Optional<SmtpLine> line = lines.read(in); line.isPresent(); line = lines.read(in)) {
            if (!(line.get() instanceof SmtpLine.Text whole) || !isReplyLine(whole.text())) {
                throw new SenderException(
                        SenderException.Problem.PROTOCOL,
                        "the server said " + line.get() + " (expected: an SMTP reply)");
            }
            String text = whole.text();
            texts.add(text.length() > 4 ? utf8(text.substring(4)) : "");
            if (texts.size() > MAX_LINES) {
                throw new SenderException(
                        SenderException.Problem.PROTOCOL, "the server's reply has over " + MAX_LINES + " lines");
            }
            if (text.length() == 3 || text.charAt(3) == ' ') {
                SmtpReply reply = reply(Integer.parseInt(text.substring(0, 3)));
                texts.clear();
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }

    /** With its enhanced code, if it has one of its class (RFC 2034 section 4). */
    private SmtpReply reply(int code) {
        Matcher matcher = ENHANCED.matcher(texts.get(0));
        if (!matcher.find() || matcher.group(1).charAt(0) != '0' + code / 100) {
            return new SmtpReply(code, Optional.empty(), texts);
        }
        String enhanced = matcher.group(1);
        List<String> rest = texts.stream()
                .map(line -> line.startsWith(enhanced)
                        ? line.substring(enhanced.length()).strip()
                        : line)
                .toList();
        return new SmtpReply(code, Optional.of(EnhancedCode.of(enhanced)), rest);
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isReplyLine(String text) {
        return text.length() >= 3
                && text.charAt(0) >= '2'
                && text.charAt(0) <= '5'
                && isDigit(text.charAt(1))
                && isDigit(text.charAt(2))
                && (text.length() == 3 || text.charAt(3) == ' ' || text.charAt(3) == '-');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
