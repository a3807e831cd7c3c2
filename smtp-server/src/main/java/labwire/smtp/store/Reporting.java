package labwire.smtp.store;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.Recipient;

/** Makes submissions of the reports that a {@link DeliveryReporter} writes. */
final class Reporting {

    /** Of no limit: there is a report for each message of a batch at most, and it holds a header. */
    private final HeldMemory memory = new HeldMemory(Long.MAX_VALUE);

    private final StoreSetup setup;
    private final StoreParts parts;

    Reporting(StoreSetup setup, StoreParts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    /** The report to append behind a message; empty if nobody asked, or nobody is there to be told. */
    Optional<Submission> about(Submission message, MailSummary summary) throws IOException {
        if (!message.wantsReport()) {
            return Optional.empty();
        }
        Optional<DeliveryReporter.Report> written;
        try (InputStream text = message.read(parts.spool())) {
            written = setup.reporter().about(summary, text);
        }
        return written.flatMap(report -> submission(report, message));
    }

    private Optional<Submission> submission(DeliveryReporter.Report report, Submission message) {
        RoutedRecipients recipients = new RoutedRecipients(setup, parts.ledger(), report.provenance());
        Recipient sender = new Recipient(report.recipient(), DsnNotify.NEVER, Optional.empty());
        if (recipients.add(sender).isPresent()) {
            return Optional.empty();
        }
        HeldText text = new HeldText(memory);
        text.add(Unpooled.wrappedBuffer(report.text()));
        Submission submission = new Submission(
                report.provenance(),
                recipients.envelope(Optional.empty(), report.options()),
                recipients.destinations(),
                text,
                Optional.empty(),
                parts.ledger(),
                recipients.places(),
                ImmediateEventExecutor.INSTANCE.newPromise());
        submission.stamp(message.reportId(), message.acceptedAt());
        return Optional.of(submission);
    }
}
