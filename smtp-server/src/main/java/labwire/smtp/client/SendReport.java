package labwire.smtp.client;

import java.util.List;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;

/**
 * How a sending went.
 *
 * @param reply to the end of the message, or the one that kept it from being sent
 * @param refused recipients who did not get the message, and why
 */
public record SendReport(SmtpReply reply, List<RefusedRecipient> refused) {

    public SendReport {
        refused = List.copyOf(refused);
    }

    /** A recipient and what the server said to it. */
    public record RefusedRecipient(MailAddress recipient, SmtpReply reply) {}

    /** Whether the server took the message for every recipient. */
    public boolean isComplete() {
        return reply.isPositive() && refused.isEmpty();
    }
}
