package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;

/**
 * A message on its way into the store: held in memory until its commit, or, beyond {@link StoreLimits#spoolBytes()}, on
 * its way into a spool file.
 */
final class StoreDelivery implements Delivery {

    private record Routed(Recipient recipient, List<Destination> destinations) {}

    private final StoreSetup setup;
    private final StoreParts parts;
    private final Intake intake;
    private final HeldMemory memory;
    private final Provenance provenance;
    private final Optional<MailAddress> sender;
    private final SenderOptions options;
    private final Runnable ready;
    private final HeldText text;
    private final LinkedHashMap<MailAddress, Routed> recipients = new LinkedHashMap<>();
    /** Mailboxes in which the ledger keeps a place for this message. */
    private final LinkedHashSet<String> places = new LinkedHashSet<>();

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
    }

    @Override
    public Optional<SmtpReply> addRecipient(Recipient recipient) {
        if (recipients.containsKey(recipient.address())) {
            return Optional.empty();
        }
        Route route = setup.router().route(provenance, recipient.address());
        if (route instanceof Route.Refused refused) {
            return Optional.of(refused.reply());
        }
        List<Destination> destinations = ((Route.To) route).destinations();
        List<String> mailboxes = new ArrayList<>();
        for (Destination destination : destinations) {
            if (destination instanceof Destination.Elsewhere && setup.queue().isFull()) {
                return Optional.of(Refusals.NO_ROOM);
            }
            if (destination instanceof Destination.Mailbox mailbox && !places.contains(mailbox.name())) {
                mailboxes.add(mailbox.name());
            }
        }
        Optional<SmtpReply> refusal = parts.ledger().take(mailboxes);
        if (refusal.isEmpty()) {
            places.addAll(mailboxes);
            recipients.put(recipient.address(), new Routed(recipient, destinations));
        }
        return refusal;
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
        return new Envelope(
                sender,
                options,
                recipients.values().stream().map(Routed::recipient).toList());
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
                recipients.values().stream().map(Routed::destinations).toList(),
                text,
                spooled,
                parts.ledger(),
                places,
                receipt);
        if (spooled.isPresent()) {
            spooled.get()
                    .text()
                    .end(refusal -> refusal.ifPresentOrElse(
                            why -> submission.refuse(why.reply(), why.cause()), () -> intake.submit(submission)));
        } else if (text.isOverflowed()) {
            submission.refuse(Refusals.NO_ROOM, "no memory for one more message now");
        } else {
            intake.submit(submission);
        }
    }

    @Override
    public void abort() {
        parts.ledger().giveBack(places);
        text.release();
        spooled.ifPresent(large -> large.text().abort());
    }
}
