package labwire.smtp.envelope;

import java.util.Locale;

/**
 * A mailbox's address in one canonical form, so that equal addresses are equal values: the local part without the
 * quotes and backslashes that its spelling may have had (case kept, for only its own domain may say that case does not
 * matter), the domain in lower case (it never matters there). The domain is empty for {@code postmaster} alone, as <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.3">RFC 5321 section 4.1.1.3</a> allows.
 */
public record MailAddress(String localPart, String domain) {

    public MailAddress {
        domain = domain.toLowerCase(Locale.ROOT);
        if (localPart.chars().anyMatch(c -> c < ' ' || c > '~')
                || !(domain.isEmpty() ? localPart.equalsIgnoreCase("postmaster") : PathSyntax.isDomain(domain))) {
            throw new IllegalArgumentException("address: " + localPart + " at " + domain
                    + " (expected: printable ASCII at a domain or an address literal)");
        }
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
