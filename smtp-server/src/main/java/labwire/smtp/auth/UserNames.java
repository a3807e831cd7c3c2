package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** How names of users may look, and when two of them are one. */
final class UserNames {

    /** The 255 octets of <a href="https://www.rfc-editor.org/rfc/rfc4616#section-2">RFC 4616 section 2</a>. */
    static final int MAX_OCTETS = 255;

    private UserNames() {}

    /** Whether this can stand in a users file, on a log line and as a mailbox's name. */
    static boolean isName(String text) {
        return !text.isBlank()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == ':');
    }

    /**
     * The form by which names are looked up: prepared, and without regard to case, as <a
     * href="https://www.rfc-editor.org/rfc/rfc8265#section-3.3">RFC 8265 section 3.3</a> has it. Empty if it is no name.
     */
    static Optional<String> key(String name) {
        return Saslprep.prepare(name).map(text -> text.toLowerCase(Locale.ROOT)).filter(UserNames::isName);
    }
}
