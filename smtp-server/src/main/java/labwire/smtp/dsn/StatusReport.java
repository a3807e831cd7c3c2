package labwire.smtp.dsn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.queue.QueuedMessage;

/**
 * A report to the sender of a message about some of its recipients. It goes out with the null reverse-path, and never in
 * answer to a message that has it.
 *
 * @param hostName of the server that reports
 * @param message that it is about
 * @param recipients one or more
 * @param id unique among this server's reports, of letters, digits, dots and hyphens
 */
public record StatusReport(
        String hostName,
        QueuedMessage message,
        MailAddress sender,
        List<ReportedRecipient> recipients,
        Instant time,
        String id) {

    public StatusReport {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients: none (expected: one or more)");
        }
    }

    /** Whether a recipient's message is lost, so that it is given back. */
    public boolean tellsOfFailure() {
        return has(ReportAction.FAILED);
    }

    boolean has(ReportAction action) {
        return recipients.stream().anyMatch(recipient -> recipient.action() == action);
    }

    /** Whether there is an address beyond ASCII in it, so that it needs SMTPUTF8 (RFC 6533). */
    public boolean isInternational() {
        return isBeyondAscii(sender.toString())
                || recipients.stream()
                        .anyMatch(one -> isBeyondAscii(one.recipient().toString())
                                || one.recipient()
                                        .originalRecipient()
                                        .filter(StatusReport::isBeyondAscii)
                                        .isPresent());
    }

    static boolean isBeyondAscii(String text) {
        return text.chars().anyMatch(c -> c > '~');
    }

    /** What goes with this text in the envelope. */
    public SenderOptions options(byte[] text) {
        boolean eightBit = false;
        for (byte octet : text) {
            eightBit |= octet < 0;
        }
        return new SenderOptions(
                eightBit ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT,
                isInternational(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The message to send, its lines ended by CRLF. */
    public byte[] text(ReturnedText returned) {
        return new ReportWriter(this, returned).write();
    }
}
