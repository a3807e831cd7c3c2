package labwire.smtp.client;

import java.util.List;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;

/**
 * How a transaction went.
 *
 * @param reply to the end of the message, or the one that kept it from being sent
 * @param outcomes in the order of the message's recipients
 * @param keepsDsn the server knows DSN: what the sender wants to hear is its business now
 */
public record TransactionReport(SmtpReply reply, List<Outcome> outcomes, boolean keepsDsn) {

    public TransactionReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What the server said about a recipient.
     *
     * @param local the server was not asked: it does not offer what the message needs
     */
    public record Outcome(Recipient recipient, SmtpReply reply, boolean local) {}
}
