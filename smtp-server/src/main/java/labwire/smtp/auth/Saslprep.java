package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Prepares names and passwords, so that one typed in two ways is the same: SASLprep (<a
 * href="https://www.rfc-editor.org/rfc/rfc4013">RFC 4013</a>) by the tables of the Unicode version that this Java knows
 * instead of Unicode 3.2. ASCII stays as it is. Code points that are unassigned are prohibited everywhere, as for stored
 * strings.
 */
final class Saslprep {

    private Saslprep() {}

    /** The prepared text; empty if it has something in it that neither name nor password may have. */
    static Optional<String> prepare(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return Optional.of(text);
        }
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> !isMappedToNothing(point))
                .map(point -> Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point)
                .forEach(mapped::appendCodePoint);
        String normalized = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        return normalized.codePoints().noneMatch(Saslprep::isProhibited) && isOneDirection(normalized)
                ? Optional.of(normalized)
                : Optional.empty();
    }

    /** A password to be kept, prepared. The exception's message does not show it. */
    static String preparedSecret(String password) {
        return prepare(password)
                .filter(text -> !text.isEmpty())
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= Secret.MAX_OCTETS)
                .orElseThrow(() -> new IllegalArgumentException("password: " + password.length()
                        + " characters (expected: 1 to " + Secret.MAX_OCTETS
                        + " octets, without control characters and others that RFC 4013 prohibits)"));
    }

    /** RFC 3454 table B.1: soft hyphens, joiners and variation selectors. */
    private static boolean isMappedToNothing(int point) {
        return point == 0x00AD
                || point == 0x034F
                || point == 0x1806
                || point >= 0x180B && point <= 0x180D
                || point >= 0x200B && point <= 0x200D
                || point == 0x2060
                || point >= 0xFE00 && point <= 0xFE0F
                || point == 0xFEFF;
    }

    /** RFC 4013 section 2.3. */
    private static boolean isProhibited(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default ->
                point >= 0xFFF9 && point <= 0xFFFD
                        || point >= 0x2FF0 && point <= 0x2FFB
                        || point == 0x0340
                        || point == 0x0341;
        };
    }

    /** RFC 3454 section 6: text with right-to-left characters has no left-to-right ones, and begins and ends with them. */
    private static boolean isOneDirection(String text) {
        int[] points = text.codePoints().toArray();
        boolean right = false;
        boolean left = false;
        for (int point : points) {
            right |= isRightToLeft(point);
            left |= Character.getDirectionality(point) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
        }
        return !right || !left && isRightToLeft(points[0]) && isRightToLeft(points[points.length - 1]);
    }

    private static boolean isRightToLeft(int point) {
        byte direction = Character.getDirectionality(point);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
