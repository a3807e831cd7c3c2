package labwire.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.dsn.ReportAction;
import labwire.smtp.dsn.ReportedRecipient;
import labwire.smtp.dsn.ReturnedText;
import labwire.smtp.dsn.StatusReport;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.route.Destination;
import labwire.smtp.store.DeliveryReporter;
import labwire.smtp.store.MailSummary;

/**
 * Tells senders who asked for it (NOTIFY=SUCCESS, <a href="https://www.rfc-editor.org/rfc/rfc3461#section-4.1">RFC 3461
 * section 4.1</a>) that their message is with its recipients here.
 *
 * @param hostName that reports
 */
record DeliveredReports(String hostName, InstantSource clock) implements DeliveryReporter {

    /** "Destination address valid", as RFC 3463 section 3.2 has it for a delivery. */
    private static final EnhancedCode DELIVERED = EnhancedCode.of("2.1.5");

    @Override
    public Optional<Report> about(MailSummary message, InputStream text) throws IOException {
        List<ReportedRecipient> told = toBeTold(message);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        QueuedMessage about = new QueuedMessage(
                message.id(), message.sessionId(), message.acceptedAt(), message.envelope(), message.sizeBytes());
        StatusReport report = new StatusReport(
                hostName,
                about,
                message.envelope().sender().orElseThrow(),
                told,
                clock.instant(),
                message.id().toLowerCase(Locale.ROOT) + ".delivered");
        byte[] octets = report.text(ReturnedText.header(text));
        return Optional.of(new Report(
                Provenance.local(message.sessionId(), hostName),
                report.options(octets),
                report.sender(),
                ByteBuffer.wrap(octets)));
    }

    private static List<ReportedRecipient> toBeTold(MailSummary message) {
        List<ReportedRecipient> told = new ArrayList<>();
        List<Recipient> recipients = message.envelope().recipients();
        for (int i = 0; i < recipients.size(); i++) {
            boolean here = message.destinations().get(i).stream().anyMatch(Destination.Mailbox.class::isInstance);
            if (here && recipients.get(i).notification().success()) {
                told.add(new ReportedRecipient(
                        recipients.get(i), ReportAction.DELIVERED, DELIVERED, Optional.empty(), Optional.empty()));
            }
        }
        return told;
    }
}
