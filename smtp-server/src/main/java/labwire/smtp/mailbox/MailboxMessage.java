package labwire.smtp.mailbox;

/**
 * A message in a mailbox.
 *
 * @param uid names the message in its mailbox for ever: 1 to 70 printable ASCII characters without space
 * @param sizeBytes of its octets
 */
public record MailboxMessage(String uid, long sizeBytes) {}
