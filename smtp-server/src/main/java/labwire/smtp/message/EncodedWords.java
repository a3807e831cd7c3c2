package labwire.smtp.message;

import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Header values for people: encoded words (RFC 2047) decoded, control characters out, cut to a bounded length. */
final class EncodedWords {

    private EncodedWords() {}

    /**
     * @param value one char an octet. Raw UTF-8 is wrong in it without SMTPUTF8, and common: it is shown as UTF-8
     * @param maxChars of the value to look at; the result is not longer
     */
    static String decode(String value, int maxChars) {
        String bounded = value.substring(0, Math.min(value.length(), maxChars));
        String text = new String(bounded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String decoded;
        try {
            decoded = DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
        } catch (IllegalArgumentException e) {
            decoded = text; // Not what it claims to be: shown as it stands.
        }
        return decoded.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(maxChars)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
