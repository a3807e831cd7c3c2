package labwire.smtp.envelope;

import java.util.Optional;

/**
 * Who a message is for, as RCPT says.
 *
 * @param originalRecipient ORCPT, decoded from xtext, its type in front, such as {@code rfc822;bob@example.com} (<a
 *     href="https://www.rfc-editor.org/rfc/rfc3461#section-4.2">RFC 3461 section 4.2</a>)
 */
public record Recipient(MailAddress address, DsnNotify notification, Optional<String> originalRecipient) {

    /** Without parameters. */
    public static Recipient of(MailAddress address) {
        return new Recipient(address, DsnNotify.DEFAULT, Optional.empty());
    }

    /** Without parameters; an address such as {@code alice@example.com}. */
    public static Recipient of(String address) {
        return of(MailAddress.of(address));
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
