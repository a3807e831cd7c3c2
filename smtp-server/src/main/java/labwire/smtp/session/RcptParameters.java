package labwire.smtp.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;

/**
 * The parameters of RCPT, read: those of <a href="https://www.rfc-editor.org/rfc/rfc3461#section-4">RFC 3461 section
 * 4</a>.
 */
final class RcptParameters {

    /** RFC 3461 section 4.2. */
    private static final int MAX_ORIGINAL_RECIPIENT_OCTETS = 500;

    private static final List<String> EVENTS = List.of("SUCCESS", "FAILURE", "DELAY");

    private DsnNotify notification = DsnNotify.DEFAULT;
    private Optional<String> originalRecipient = Optional.empty();

    /** Reads the parameters, or gives the reply to the first wrong one. */
    Optional<SmtpReply> read(String text) {
        return Parameters.read(text, Replies.RCPT_SYNTAX, (keyword, value) -> switch (keyword) {
            case "NOTIFY" -> notification(value.orElse("")) ? Optional.empty() : Optional.of(Replies.NOTIFY_SYNTAX);
            case "ORCPT" -> originalRecipient(value.orElse("")) ? Optional.empty() : Optional.of(Replies.ORCPT_SYNTAX);
            default -> Optional.of(Replies.UNKNOWN_PARAMETER);
        });
    }

    /** {@code NEVER} alone, or some of the others, each once. */
    private boolean notification(String text) {
        if (text.equalsIgnoreCase("NEVER")) {
            notification = DsnNotify.NEVER;
            return true;
        }
        Set<String> events = new TreeSet<>();
        for (String event : text.toUpperCase(Locale.ROOT).split(",", EVENTS.size() + 1)) {
            if (!EVENTS.contains(event) || !events.add(event)) {
                return false;
            }
        }
        notification = new DsnNotify(events.contains("SUCCESS"), events.contains("FAILURE"), events.contains("DELAY"));
        return true;
    }

    /** A type, a semicolon, and an address of that type in xtext; UTF-8 addresses may stand as they are (RFC 6533). */
    private boolean originalRecipient(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 1 || semicolon == text.length() - 1 || text.length() > MAX_ORIGINAL_RECIPIENT_OCTETS) {
            return false;
        }
        String type = text.substring(0, semicolon);
        boolean atom = type.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 0x7F || c == '-');
        Optional<String> address = Xtext.decode(text.substring(semicolon + 1));
        originalRecipient = address.map(decoded -> type + ";" + decoded);
        return atom && address.isPresent();
    }

    Recipient recipient(MailAddress address) {
        return new Recipient(address, notification, originalRecipient);
    }
}
