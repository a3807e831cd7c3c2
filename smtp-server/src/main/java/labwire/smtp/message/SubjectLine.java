package labwire.smtp.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Finds and decodes the Subject of a message, for its line in a list. Looks no further than the first {@value
 * #MAX_HEADER_BYTES} octets of the message, and keeps at most {@value #MAX_CHARS} characters.
 */
public final class SubjectLine {

    static final int MAX_HEADER_BYTES = 64 << 10;
    static final int MAX_CHARS = 1_000;

    private static final String FIELD = "subject:";

    private SubjectLine() {}

    /**
     * @param content the message's octets, in order
     * @return the decoded subject on one line; empty if there is none
     */
    public static String of(List<byte[]> content) {
        String header = header(content);
        for (int start = 0; start < header.length(); ) {
            int end = header.indexOf("\r\n", start);
            String line = header.substring(start, end < 0 ? header.length() : end);
            if (line.isEmpty()) {
                return ""; // The body begins.
            }
            if (line.toLowerCase(Locale.ROOT).startsWith(FIELD)) {
                return EncodedWords.decode(unfold(header, start + FIELD.length()), MAX_CHARS);
            }
            start = end < 0 ? header.length() : end + 2;
        }
        return "";
    }

    private static String header(List<byte[]> content) {
        StringBuilder header = new StringBuilder();
        for (byte[] part : content) {
            int wanted = Math.min(part.length, MAX_HEADER_BYTES - header.length());
            header.append(new String(part, 0, wanted, StandardCharsets.ISO_8859_1));
            if (header.length() >= MAX_HEADER_BYTES || header.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return header.toString();
    }

    /** The field's value with its continuation lines, RFC 5322 section 2.2.3. */
    private static String unfold(String header, int from) {
        int end = header.indexOf("\r\n", from);
        while (end >= 0
                && end + 2 < header.length()
                && (header.charAt(end + 2) == ' ' || header.charAt(end + 2) == '\t')) {
            end = header.indexOf("\r\n", end + 2);
        }
        return header.substring(from, end < 0 ? header.length() : end).replace("\r\n", "");
    }
}
