package labwire.smtp.relay;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.dsn.ReportAction;
import labwire.smtp.dsn.ReportedRecipient;
import labwire.smtp.dsn.ReturnedText;
import labwire.smtp.dsn.StatusReport;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.DsnReturn;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.queue.Progress;
import labwire.smtp.queue.QueueItem;
import labwire.smtp.queue.RecipientState;
import labwire.smtp.reply.SmtpReply;

/**
 * Tells senders what became of their messages. One report a message is under way at a time; it says all that there is to
 * say then, once that is safe in the queue. That it was told is noted when the report itself is safe. For the relay's
 * event loop.
 */
final class Reporter {

    private static final int RETRY_SECONDS = 60;

    private final RelayParts parts;
    private final Outcomes outcomes;
    /** Messages whose report is under way. */
    private final TreeSet<String> busy = new TreeSet<>();

    private boolean stopped;

    Reporter(RelayParts parts, Outcomes outcomes) {
        this.parts = parts;
        this.outcomes = outcomes;
    }

    boolean isIdle() {
        return busy.isEmpty();
    }

    void stop() {
        stopped = true;
    }

    /** Tells the sender what there is to tell, if there is anything. */
    void consider(String id) {
        if (stopped || busy.contains(id)) {
            return; // When a report is done, its message is considered again.
        }
        Optional<QueueItem> item = parts.ground().queue().find(id);
        if (item.isEmpty()) {
            return;
        }
        SortedMap<Integer, ReportedRecipient> told = toBeTold(item.get());
        Optional<MailAddress> sender = item.get().message().envelope().sender();
        if (told.isEmpty() || sender.isEmpty()) {
            return;
        }
        busy.add(id);
        parts.ground().queue().settled(parts.loop()).addListener((Future<Void> safe) -> {
            String reportId = id.toLowerCase(Locale.ROOT) + "."
                    + Long.toUnsignedString(parts.ground().dice().nextLong(), 36);
            StatusReport report = new StatusReport(
                    parts.settings().hostName(),
                    item.get().message(),
                    sender.get(),
                    List.copyOf(told.values()),
                    parts.ground().clock().instant(),
                    reportId);
            write(item.get(), report, told);
        });
    }

    private SortedMap<Integer, ReportedRecipient> toBeTold(QueueItem item) {
        TreeMap<Integer, ReportedRecipient> told = new TreeMap<>();
        List<Recipient> recipients = item.message().envelope().recipients();
        for (int i = 0; i < recipients.size(); i++) {
            RecipientState state = item.recipients().get(i);
            if (state.last().isPresent()) {
                var status = state.last().get().status();
                if (state.progress() == Progress.FAILED || state.progress() == Progress.RELAYED) {
                    ReportAction action =
                            state.progress() == Progress.FAILED ? ReportAction.FAILED : ReportAction.RELAYED;
                    told.put(
                            i,
                            new ReportedRecipient(recipients.get(i), action, status, state.last(), Optional.empty()));
                } else if (outcomes.isDelayToBeTold(item, i)) {
                    told.put(
                            i,
                            new ReportedRecipient(
                                    recipients.get(i),
                                    ReportAction.DELAYED,
                                    status,
                                    state.last(),
                                    Optional.of(outcomes.end(item.message()))));
                }
            }
        }
        return told;
    }

    private void write(QueueItem item, StatusReport report, SortedMap<Integer, ReportedRecipient> told) {
        parts.ground().blocking().execute(() -> {
            try (InputStream message = parts.ground().queue().content(item.id()).open()) {
                ReturnedText returned =
                        givesAllBack(item, report) ? ReturnedText.whole(message) : ReturnedText.header(message);
                byte[] text = report.text(returned);
                parts.loop().execute(() -> submit(item, report, told, text));
            } catch (IOException | RuntimeException e) {
                parts.loop().execute(() -> later(item.id()));
            }
        });
    }

    /** RET counts for failures alone: of what is not lost, the header is enough (RFC 3461 section 4.3). */
    private boolean givesAllBack(QueueItem item, StatusReport report) {
        SenderOptions options = item.message().envelope().options();
        return report.tellsOfFailure()
                && options.ret().orElse(DsnReturn.FULL) == DsnReturn.FULL
                && options.body() != BodyType.BINARY_MIME
                && item.message().sizeBytes() <= parts.settings().limits().maxReturnedBytes();
    }

    private void submit(QueueItem item, StatusReport report, SortedMap<Integer, ReportedRecipient> told, byte[] text) {
        Provenance provenance =
                Provenance.local(item.message().sessionId(), parts.settings().hostName());
        Delivery delivery =
                parts.ground().reports().start(provenance, Optional.empty(), report.options(text), () -> {});
        Optional<SmtpReply> refusal =
                delivery.addRecipient(new Recipient(report.sender(), DsnNotify.NEVER, Optional.empty()));
        if (refusal.isPresent()) {
            delivery.abort();
            if (refusal.get().isPermanentFailure()) {
                told(item, told, Optional.empty()); // Nobody is there to be told.
            } else {
                later(item.id());
            }
            return;
        }
        delivery.body(Unpooled.wrappedBuffer(text));
        Promise<String> receipt = parts.loop().newPromise();
        receipt.addListener((Future<String> done) -> {
            if (done.isSuccess()) {
                told(item, told, Optional.of(done.getNow()));
            } else if (done.cause() instanceof DeliveryRefusedException refused
                    && refused.reply().isPermanentFailure()) {
                told(item, told, Optional.empty());
            } else {
                later(item.id());
            }
        });
        delivery.commit(receipt);
    }

    private void told(QueueItem item, SortedMap<Integer, ReportedRecipient> told, Optional<String> reportId) {
        parts.ground().queue().update(item.id(), current -> {
            TreeMap<Integer, RecipientState> changed = new TreeMap<>();
            told.forEach((index, one) -> {
                RecipientState state = current.recipients().get(index);
                changed.put(index, one.action() == ReportAction.DELAYED ? state.withDelayReported() : state.reported());
            });
            return changed;
        });
        parts.ground().observer().event(new MailEvent.Bounced(item.message().sessionId(), item.id(), reportId));
        busy.remove(item.id());
        consider(item.id());
    }

    private void later(String id) {
        busy.remove(id);
        if (!stopped) {
            parts.loop().schedule(() -> consider(id), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
