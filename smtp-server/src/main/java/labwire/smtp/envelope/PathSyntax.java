package labwire.smtp.envelope;

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
 * the path as a whole is held to its 256.
 */
public final class PathSyntax {

    /** RFC 5321 section 4.5.3.1.3, brackets included. */
    public static final int MAX_PATH_OCTETS = 256;

    private static final int MAX_DOMAIN_OCTETS = 255;
    private static final int MAX_LABEL_OCTETS = 63;
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    /** What the text was. */
    public sealed interface Result permits Path, NotAscii, NotAPath {}

    /**
     * A well-formed path.
     *
     * @param address empty for {@code <>}
     * @param rest what followed the closing bracket
     */
    public record Path(Optional<MailAddress> address, String rest) implements Result {}

    /** An address beyond ASCII, which needs SMTPUTF8. */
    public record NotAscii() implements Result {}

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
        if (peek() > '~') {
            return new NotAscii();
        }
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
            if (domain.chars().anyMatch(c -> c > '~')) {
                return new NotAscii();
            }
            if (!isDomain(domain)) {
                return new NotAPath("bad domain in the address");
            }
        } else if (!local.get().equalsIgnoreCase("postmaster")) {
            return new NotAPath("address must have a domain, such as <user@example.com>");
        }
        if (!take('>')) {
            return new NotAPath("address must end with a closing angle bracket");
        }
        if (at > MAX_PATH_OCTETS) {
            return new NotAPath("path must not be longer than " + MAX_PATH_OCTETS + " octets");
        }
        return new Path(Optional.of(new MailAddress(local.get(), domain)), text.substring(at));
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
            if (c < ' ' || c > '~') {
                at--;
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
        return isLetterOrDigit(c) || ATOM_SYMBOLS.indexOf(c) >= 0;
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
        for (String label : text.split("\\.", -1)) {
            boolean fits = !label.isEmpty()
                    && label.length() <= MAX_LABEL_OCTETS
                    && label.charAt(0) != '-'
                    && label.charAt(label.length() - 1) != '-'
                    && label.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-');
            if (!fits) {
                return false;
            }
        }
        return true;
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
