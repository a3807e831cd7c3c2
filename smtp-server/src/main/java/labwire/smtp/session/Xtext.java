package labwire.smtp.session;

import java.util.Optional;

/**
 * Reads xtext, in which {@code +3D} stands for an equals sign (<a
 * href="https://www.rfc-editor.org/rfc/rfc3461#section-4">RFC 3461 section 4</a>).
 */
final class Xtext {

    private Xtext() {}

    /** What it says, if it is well-formed and says nothing but printable ASCII. */
    static Optional<String> decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                if (i + 2 >= text.length() || hexDigit(text.charAt(i + 1)) < 0 || hexDigit(text.charAt(i + 2)) < 0) {
                    return Optional.empty();
                }
                c = (char) (hexDigit(text.charAt(i + 1)) * 16 + hexDigit(text.charAt(i + 2)));
                i += 2;
            } else if (c <= ' ' || c == '=') {
                return Optional.empty();
            }
            if (c < ' ' || c > '~') {
                return Optional.empty();
            }
            decoded.append(c);
        }
        return Optional.of(decoded.toString());
    }

    /** Upper case alone, as the RFC's grammar has it. */
    private static int hexDigit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
