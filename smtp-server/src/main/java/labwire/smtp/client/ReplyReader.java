package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLine;

/** Reads replies, of one or more lines, out of octets that come in any pieces. */
final class ReplyReader {

    /** Twice what RFC 5321 section 4.5.3.1.5 allows. */
    static final int MAX_LINE_OCTETS = 1_024;

    static final int MAX_LINES = 100;

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
                throw new SenderException("the server said " + line.get() + " (expected: an SMTP reply)");
            }
            String text = whole.text();
            texts.add(text.length() > 4 ? text.substring(4) : "");
            if (texts.size() > MAX_LINES) {
                throw new SenderException("the server's reply has over " + MAX_LINES + " lines");
            }
            if (text.length() == 3 || text.charAt(3) == ' ') {
                SmtpReply reply = new SmtpReply(Integer.parseInt(text.substring(0, 3)), Optional.empty(), texts);
                texts.clear();
                return Optional.of(reply);
            }
        }
        return Optional.empty();
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
