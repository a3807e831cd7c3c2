package labwire.smtp.envelope;

import java.util.Locale;

/**
 * A mailbox's address in one canonical form, so that equal addresses are equal values: the local part without the
 * quotes and backslashes that its spelling may have had (case kept, for only its own domain may say that case does not
 * matter), the domain in lower case (it never matters there). The domain is empty for {@code postmaster} alone, as <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.3">RFC 5321 section 4.1.1.3</a> allows.
 *
 * <p>An address may go beyond ASCII (<a href="https://www.rfc-editor.org/rfc/rfc6531">RFC 6531</a>). It is kept as it
 * was written: <a href="https://www.rfc-editor.org/rfc/rfc6532#section-3.1">RFC 6532 section 3.1</a> has senders
 * normalize to NFC, and a server that did it for them would change whom a signed or delimited local part means. So
 * <em>é</em> as one character and as <em>e</em> with an accent are two addresses, and so are a domain's U-labels and
 * its A-labels; whoever wants them to be one lists both.
 */
public record MailAddress(String localPart, String domain) {

    public MailAddress {
        domain = domain.toLowerCase(Locale.ROOT);
        if (!isPrintable(localPart)
                || !(domain.isEmpty() ? localPart.equalsIgnoreCase("postmaster") : PathSyntax.isDomain(domain))) {
            throw new IllegalArgumentException("address: " + localPart + " at " + domain
                    + " (expected: printable characters at a domain or an address literal)");
        }
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' && !PathSyntax.isBeyondAscii(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads an address such as {@code alice@example.com}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static MailAddress of(String address) {
        PathSyntax.Result result = PathSyntax.read("<" + address + ">");
        if (result instanceof PathSyntax.Path path
                && path.rest().isEmpty()
                && path.address().isPresent()) {
            return path.address().get();
        }
        throw new IllegalArgumentException("address: " + address + " (expected: one such as alice@example.com)");
    }

    /** Whether it can be sent without SMTPUTF8. */
    public boolean isAscii() {
        return isAscii(localPart) && isAscii(domain);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The address as SMTP writes it, quoted where it must be. */
    @Override
    public String toString() {
        String local = PathSyntax.isDotString(localPart) ? localPart : quoted(localPart);
        return domain.isEmpty() ? local : local + "@" + domain;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
