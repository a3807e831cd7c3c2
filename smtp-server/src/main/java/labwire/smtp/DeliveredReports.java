package labwire.smtp;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.dsn.ReportAction;
import labwire.smtp.dsn.ReportedRecipient;
import labwire.smtp.dsn.ReturnedText;
import labwire.smtp.dsn.StatusReport;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.route.Destination;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders who asked for it (NOTIFY=SUCCESS, <a href="https://www.rfc-editor.org/rfc/rfc3461#section-4.1">RFC 3461
 * section 4.1</a>) that their message is with its recipients here. A report is sent once its message is safe; a crash
 * between the two loses the report, and nothing else.
 */
final class DeliveredReports {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveredReports.class);

    /** "Destination address valid", as RFC 3463 section 3.2 has it for a delivery. */
    private static final EnhancedCode DELIVERED = EnhancedCode.of("2.1.5");

    private final MailStore store;
    private final String hostName;
    private final InstantSource clock;
    private final Executor diskWork;

    DeliveredReports(MailStore store, String hostName, InstantSource clock, Executor diskWork) {
        this.store = store;
        this.hostName = hostName;
        this.clock = clock;
        this.diskWork = diskWork;
    }

    /** Hears of a message that was taken. */
    void accepted(MailSummary message) {
        List<ReportedRecipient> told = toBeTold(message);
        if (told.isEmpty() || message.envelope().sender().isEmpty()) {
            return;
        }
        try {
            diskWork.execute(() -> tell(message, told));
        } catch (RejectedExecutionException e) {
            LOG.warn("no delivery report for message {}: the server is stopping", message.id());
        }
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

    private void tell(MailSummary message, List<ReportedRecipient> told) {
        try (InputStream text = store.read(message.id()).orElseThrow(() -> new IOException("it is gone"))) {
            QueuedMessage about = new QueuedMessage(
                    message.id(), message.sessionId(), message.acceptedAt(), message.envelope(), message.sizeBytes());
            StatusReport report = new StatusReport(
                    hostName,
                    about,
                    message.envelope().sender().orElseThrow(),
                    told,
                    clock.instant(),
                    message.id().toLowerCase(Locale.ROOT) + ".delivered");
            submit(report, report.text(ReturnedText.header(text)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("no delivery report for message {}", message.id(), e);
        }
    }

    private void submit(StatusReport report, byte[] text) {
        Delivery delivery = store.start(
                Provenance.local(report.message().sessionId(), hostName),
                Optional.empty(),
                report.options(text),
                () -> {});
        if (delivery.addRecipient(new Recipient(report.sender(), DsnNotify.NEVER, Optional.empty()))
                .isPresent()) {
            delivery.abort(); // Nobody is there to be told.
            return;
        }
        delivery.body(Unpooled.wrappedBuffer(text));
        delivery.commit(ImmediateEventExecutor.INSTANCE.newPromise());
    }
}
