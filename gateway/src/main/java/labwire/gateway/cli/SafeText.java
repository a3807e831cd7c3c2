package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Text of strangers on its way to a terminal, which would obey the control characters of a hostile message and turn its
 * writing round: they are shown as dots.
 */
final class SafeText {
    private SafeText() {}

    /** On one line. */
    static String line(JsonNode text) {
        return line(text.asText());
    }

    static String line(String text) {
        return dotted(text, SafeText::isHarmful);
    }

    /** On as many lines as it has. */
    static String lines(JsonNode text) {
        return dotted(text.asText().replace("\r\n", "\n"), c -> c != '\n' && c != '\t' && isHarmful(c));
    }

    /** Several, with commas between them. */
    static String list(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(line(text)));
        return String.join(", ", all);
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }

    private static String dotted(String text, IntPredicate harmful) {
        return text.codePoints()
                .map(c -> harmful.test(c) ? '.' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
