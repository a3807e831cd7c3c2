package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.delivery.Refusal;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;

/** A message on its way into the store: held in memory until its commit. */
final class StoreDelivery implements Delivery {

    private final MailStore store;
    private final Provenance provenance;
    private final Optional<MailAddress> sender;
    private final LinkedHashSet<MailAddress> recipients = new LinkedHashSet<>();
    private final HeldText text;

    StoreDelivery(MailStore store, Provenance provenance, Optional<MailAddress> sender, HeldText text) {
        this.store = store;
        this.provenance = provenance;
        this.sender = sender;
        this.text = text;
    }

    @Override
    public Optional<Refusal> addRecipient(MailAddress recipient) {
        if (!store.hasRoomFor(recipient)) {
            return Optional.of(Refusal.NO_ROOM);
        }
        recipients.add(recipient);
        return Optional.empty();
    }

    @Override
    public void body(ByteBuf octets) {
        text.add(octets);
    }

    @Override
    public void commit(Promise<String> receipt) {
        Envelope envelope = new Envelope(sender, List.copyOf(recipients));
        Submission submission = new Submission(provenance, envelope, text, receipt);
        if (text.isOverflowed()) {
            submission.refuse(Refusal.NO_ROOM, "no memory for one more message now");
        } else {
            store.submit(submission);
        }
    }

    @Override
    public void abort() {
        text.release();
    }
}
