package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.delivery.TraceHeader;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.message.SubjectLine;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/**
 * A message on its way into the store: held in memory until its commit, or, beyond {@link StoreLimits#spoolBytes()}, on
 * its way into a spool file.
 */
final class StoreDelivery implements Delivery {

    private final StoreSetup setup;
    private final StoreParts parts;
    private final Intake intake;
    private final HeldMemory memory;
    private final Provenance provenance;
    private final Optional<MailAddress> sender;
    private final SenderOptions options;
    private final Runnable ready;
    private final HeldText text;
    private final RoutedRecipients recipients;

    private Optional<Submission.Spooled> spooled = Optional.empty();

    StoreDelivery(
            StoreSetup setup,
            StoreParts parts,
            Intake intake,
            HeldMemory memory,
            Provenance provenance,
            Optional<MailAddress> sender,
            SenderOptions options,
            Runnable ready) {
        this.setup = setup;
        this.parts = parts;
        this.intake = intake;
        this.memory = memory;
        this.provenance = provenance;
        this.sender = sender;
        this.options = options;
        this.ready = ready;
        this.text = new HeldText(memory);
        this.recipients = new RoutedRecipients(setup, parts.ledger(), provenance);
    }

    @Override
    public Optional<SmtpReply> addRecipient(Recipient recipient) {
        return recipients.add(recipient);
    }

    @Override
    public void body(ByteBuf octets) {
        if (spooled.isPresent()) {
            spooled.get().text().add(octets);
            return;
        }
        text.add(octets);
        if (text.size() > setup.limits().spoolBytes()) {
            spool();
        }
    }

    /** Moves what came so far to a spool file; what is yet to come follows. */
    private void spool() {
        List<byte[]> begun = text.chunks();
        String subject = SubjectLine.of(begun);
        int headerBytes = TraceHeader.of(provenance, envelope(), MessageIds.NONE, Instant.EPOCH).length;
        SpooledText large = new SpooledText(parts.spool(), setup.diskWork(), memory, headerBytes, ready);
        begun.forEach(chunk -> large.add(Unpooled.wrappedBuffer(chunk)));
        text.release();
        spooled = Optional.of(new Submission.Spooled(large, subject));
    }

    private Envelope envelope() {
        return recipients.envelope(sender, options);
    }

    @Override
    public boolean isReady() {
        // Memory takes octets at once, or refuses them.
        return spooled.map(large -> large.text().isReady()).orElse(true);
    }

    @Override
    public void commit(Promise<String> receipt) {
        Submission submission = new Submission(
                provenance,
                envelope(),
                recipients.destinations(),
                text,
                spooled,
                parts.ledger(),
                recipients.places(),
                receipt);
        if (spooled.isPresent()) {
            spooled.get()
                    .text()
                    .end(refusal -> refusal.ifPresentOrElse(
                            why -> submission.refuse(why.reply(), why.cause()), () -> submit(submission)));
        } else if (text.isOverflowed()) {
            submission.refuse(Refusals.NO_ROOM, "no memory for one more message now");
        } else {
            submit(submission);
        }
    }

    private void submit(Submission submission) {
        if (submission.claimRoom()) {
            intake.submit(submission);
        } else {
            submission.refuse(MailboxQuota.NO_ROOM_FOR_IT, "the message is larger than the room left for it");
        }
    }

    @Override
    public void abort() {
        recipients.giveBack();
        text.release();
        spooled.ifPresent(large -> large.text().abort());
    }
}
