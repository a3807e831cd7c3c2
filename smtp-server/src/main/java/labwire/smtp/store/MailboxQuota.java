package labwire.smtp.store;

import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/**
 * How much a mailbox may hold. Looked at when a recipient is named and, for the octets, once a message is whole: if it is
 * too large for every one of its mailboxes it is refused; if there is room in one, it is for the others too, since SMTP has
 * no way to take a message for some of those it has named.
 *
 * @param maxBytes of all its messages
 * @param maxMessages in it
 * @param refusal what the client is told once there is as much
 */
public record MailboxQuota(long maxBytes, int maxMessages, SmtpReply refusal) {

    /** The client gives up: for mailboxes that nobody empties soon. The other way is {@link Refusals#MAILBOX_FULL}. */
    public static final SmtpReply FULL_FOR_GOOD = SmtpReply.of(552, "5.2.2", "The mailbox is full");

    /** To a message that is too large for its mailboxes: to come again with the same would not help. */
    static final SmtpReply NO_ROOM_FOR_IT =
            SmtpReply.of(552, "5.2.2", "The message is larger than the room left in the mailbox");

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
