package labwire.smtp.store;

import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/**
 * How much a mailbox may hold. Looked at when a recipient is named, so that the message which is on its way then may
 * still exceed the octets.
 *
 * @param maxBytes of all its messages
 * @param maxMessages in it
 * @param refusal what the client is told once there is as much
 */
public record MailboxQuota(long maxBytes, int maxMessages, SmtpReply refusal) {

    /** The client gives up: for mailboxes that nobody empties soon. The other way is {@link Refusals#MAILBOX_FULL}. */
    public static final SmtpReply FULL_FOR_GOOD = SmtpReply.of(552, "5.2.2", "The mailbox is full");

    public static final MailboxQuota UNLIMITED =
            new MailboxQuota(Long.MAX_VALUE, Integer.MAX_VALUE, Refusals.MAILBOX_FULL);

    public MailboxQuota {
        if (maxBytes < 1 || maxMessages < 1) {
            throw new IllegalArgumentException(
                    "quota: " + maxBytes + " octets, " + maxMessages + " messages (expected: 1 or more of each)");
        }
        if (refusal.code() / 100 < 4) {
            throw new IllegalArgumentException("quota: refused by " + refusal + " (expected: a 4yz or 5yz reply)");
        }
    }

    /** Refuses for now (452), in the hope that somebody reads and deletes. */
    public static MailboxQuota of(long maxBytes, int maxMessages) {
        return new MailboxQuota(maxBytes, maxMessages, Refusals.MAILBOX_FULL);
    }
}
