package labwire.smtp.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a reverse-path or forward-path, the {@code <…>} of MAIL and RCPT (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321 section 4.1.2</a>):
 *
 * <pre>
 *   &lt;alice@example.com&gt;  &lt;"a b"@example.com&gt;  &lt;alice@[192.0.2.1]&gt;  &lt;@relay,@relay2:alice@example.com&gt;  &lt;&gt;
 * </pre>
 *
 * <p>A source route is read and dropped, as appendix C of the RFC wants. The local part may be longer than the 64
 * octets of section 4.5.3.1.1, since addresses with a signature in them are, and the RFC asks for no needless limits;
 * the path as a whole is held to its 256. Characters beyond ASCII may stand where <a
 * href="https://www.rfc-editor.org/rfc/rfc6531#section-3.3">RFC 6531 section 3.3</a> has them; whether they were agreed
 * on is for the session to know.
 */
public final class PathSyntax {

    /** RFC 5321 section 4.5.3.1.3, brackets included. */
    public static final int MAX_PATH_OCTETS = 256;

    private static final int MAX_DOMAIN_OCTETS = 255;
    private static final int MAX_LABEL_OCTETS = 63;
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    /** What the text was. */
    public sealed interface Result permits Path, NotAPath {}

    /**
     * A well-formed path.
     *
     * @param address empty for {@code <>}
     * @param rest what followed the closing bracket
     */
    public record Path(Optional<MailAddress> address, String rest) implements Result {}

    /** Not a path; {@code problem} says what was found and what was expected. */
    public record NotAPath(String problem) implements Result {}

    private final String text;
    private int at;

    private PathSyntax(String text) {
        this.text = text;
    }

    public static Result read(String text) {
        return new PathSyntax(text).path();
    }

    private Result path() {
        if (!take('<')) {
            return new NotAPath("address must be in angle brackets, such as <user@example.com>");
        }
        if (take('>')) {
            return new Path(Optional.empty(), text.substring(at));
        }
        if (peek() == '@' && !skipSourceRoute()) {
            return new NotAPath("source route must end with a colon and an address");
        }
        Optional<String> local = peek() == '"' ? quotedString() : dotString();
        if (local.isEmpty()) {
            return new NotAPath("bad local part in the address");
        }
        String domain = "";
        if (take('@')) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '>') {
                at++;
            }
            domain = text.substring(start, at);
            if (!isDomain(domain)) {
                return new NotAPath("bad domain in the address");
            }
        } else if (!local.get().equalsIgnoreCase("postmaster")) {
            return new NotAPath("address must have a domain, such as <user@example.com>");
        }
        if (!take('>')) {
            return new NotAPath("address must end with a closing angle bracket");
        }
        if (octets(text.substring(0, at)) > MAX_PATH_OCTETS) {
            return new NotAPath("path must not be longer than " + MAX_PATH_OCTETS + " octets");
        }
        return new Path(Optional.of(new MailAddress(local.get(), domain)), text.substring(at));
    }

    private static int octets(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean skipSourceRoute() {
        do {
            if (!take('@')) {
                return false;
            }
            int start = at;
            while (at < text.length() && ",:>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (!isDomainName(text.substring(start, at))) {
                return false;
            }
        } while (take(','));
        return take(':');
    }

    private Optional<String> dotString() {
        int start = at;
        while (isAtomText(peek()) || peek() == '.') {
            at++;
        }
        String local = text.substring(start, at);
        return isDotString(local) ? Optional.of(local) : Optional.empty();
    }

    private Optional<String> quotedString() {
        StringBuilder local = new StringBuilder();
        take('"');
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return Optional.of(local.toString());
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            if (c < ' ' || c > '~' && !isBeyondAscii(c)) {
                return Optional.empty();
            }
            local.append(c);
        }
        return Optional.empty();
    }

    /** Whether the text can stand as a local part without quotes. */
    static boolean isDotString(String text) {
        boolean atomBefore = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? !atomBefore : !isAtomText(c)) {
                return false;
            }
            atomBefore = c != '.';
        }
        return atomBefore;
    }

    private static boolean isAtomText(char c) {
        return isLetterOrDigit(c) || ATOM_SYMBOLS.indexOf(c) >= 0 || isBeyondAscii(c);
    }

    /**
     * Whether a character (or half of a pair of surrogates, which a decoder let by) may stand in an address beyond ASCII:
     * not a control character, and none that ends a line or turns the writing's direction, which nobody could see.
     */
    static boolean isBeyondAscii(int c) {
        return c >= 0xA0
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                && (c < 0x202A || c > 0x202E)
                && (c < 0x2066 || c > 0x2069);
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** A domain or an address literal. */
    static boolean isDomain(String text) {
        return isDomainName(text) || isAddressLiteral(text);
    }

    private static boolean isDomainName(String text) {
        if (text.length() > MAX_DOMAIN_OCTETS) {
            return false;
        }
        int labelAt = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!isLabel(text, labelAt, i)) {
                    return false;
                }
                labelAt = i + 1;
            }
        }
        return true;
    }

    /** Letters, digits and hyphens within, or a U-label: letters, digits and marks of any script. */
    private static boolean isLabel(String text, int from, int to) {
        if (from == to || to - from > MAX_LABEL_OCTETS || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c > '~' ? !isScript(c) : !isLetterOrDigit((char) c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isScript(int c) {
        int type = Character.getType(c);
        return isBeyondAscii(c)
                && (Character.isLetterOrDigit(c)
                        || type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK);
    }

    /** RFC 5321 section 4.1.3, taken loosely: nothing here ever connects to it. */
    private static boolean isAddressLiteral(String text) {
        return text.length() > 2
                && text.length() <= MAX_DOMAIN_OCTETS
                && text.startsWith("[")
                && text.endsWith("]")
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(c -> isLetterOrDigit((char) c) || ".:-".indexOf(c) >= 0);
    }

    /** The next character, or NUL (which no path may hold) at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }
}
