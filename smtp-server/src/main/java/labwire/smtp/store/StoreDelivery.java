package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;

/** A message on its way into the store: held in memory until its commit. */
final class StoreDelivery implements Delivery {

    private final MailStore store;
    private final Provenance provenance;
    private final Optional<MailAddress> sender;
    private final SenderOptions options;
    private final LinkedHashMap<MailAddress, Recipient> recipients = new LinkedHashMap<>();
    private final HeldText text;

    StoreDelivery(
            MailStore store,
            Provenance provenance,
            Optional<MailAddress> sender,
            SenderOptions options,
            HeldText text) {
        this.options = options;
        this.store = store;
        this.provenance = provenance;
        this.sender = sender;
        this.text = text;
    }

    @Override
    public Optional<SmtpReply> addRecipient(Recipient recipient) {
        if (!store.hasRoomFor(recipient.address())) {
            return Optional.of(Refusals.NO_ROOM);
        }
        recipients.putIfAbsent(recipient.address(), recipient);
        return Optional.empty();
    }

    @Override
    public void body(ByteBuf octets) {
        text.add(octets);
    }

    @Override
    public boolean isReady() {
        return true; // Memory takes octets at once, or refuses them.
    }

    @Override
    public void commit(Promise<String> receipt) {
        Envelope envelope = new Envelope(sender, options, List.copyOf(recipients.values()));
        Submission submission = new Submission(provenance, envelope, text, receipt);
        if (text.isOverflowed()) {
            submission.refuse(Refusals.NO_ROOM, "no memory for one more message now");
        } else {
            store.submit(submission);
        }
    }

    @Override
    public void abort() {
        text.release();
    }
}
