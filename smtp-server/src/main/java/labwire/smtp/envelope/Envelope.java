package labwire.smtp.envelope;

import java.util.List;
import java.util.Optional;

/**
 * Who a message is from and for.
 *
 * @param sender empty for the null reverse-path {@code <>}, which bounces have
 * @param recipients in the order given
 */
public record Envelope(Optional<MailAddress> sender, SenderOptions options, List<Recipient> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** An envelope from one address to others, each such as {@code alice@example.com}. */
    public static Envelope of(String sender, String... recipients) {
        return new Envelope(
                Optional.of(MailAddress.of(sender)),
                SenderOptions.NONE,
                List.of(recipients).stream().map(Recipient::of).toList());
    }

    /** The recipients' addresses, in the order given. */
    public List<MailAddress> addresses() {
        return recipients.stream().map(Recipient::address).toList();
    }

    /** The reverse-path as SMTP writes it, without the angle brackets; empty for the null one. */
    public String senderText() {
        return sender.map(MailAddress::toString).orElse("");
    }
}
