package labwire.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;

/**
 * A message to be handed to a server.
 *
 * @param recipients those of this transaction, each once
 * @param eightBit there are octets beyond ASCII in it
 * @param needsUtf8 there are some in its addresses or its header
 * @param sizeBytes of the content
 * @param deliverBySeconds what is left of the time for its delivery; may be negative
 */
public record OutgoingMessage(
        Optional<MailAddress> sender,
        SenderOptions options,
        List<Recipient> recipients,
        boolean eightBit,
        boolean needsUtf8,
        long sizeBytes,
        Optional<Long> deliverBySeconds,
        Source content) {

    /** Where the octets are read from. Opening and reading may block. */
    public interface Source {
        InputStream open() throws IOException;
    }

    public OutgoingMessage {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients: none (expected: one or more)");
        }
    }

    public OutgoingMessage withRecipients(List<Recipient> some) {
        return new OutgoingMessage(sender, options, some, eightBit, needsUtf8, sizeBytes, deliverBySeconds, content);
    }
}
