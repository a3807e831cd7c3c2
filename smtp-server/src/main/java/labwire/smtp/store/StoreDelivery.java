package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.queue.RelayQueue;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;
import labwire.smtp.route.Router;

/** A message on its way into the store: held in memory until its commit. */
final class StoreDelivery implements Delivery {

    private record Routed(Recipient recipient, List<Destination> destinations) {}

    private final MailStore store;
    private final Router router;
    private final RelayQueue queue;
    private final MailboxLedger ledger;
    private final Provenance provenance;
    private final Optional<MailAddress> sender;
    private final SenderOptions options;
    private final HeldText text;
    private final LinkedHashMap<MailAddress, Routed> recipients = new LinkedHashMap<>();
    /** Mailboxes in which the ledger keeps a place for this message. */
    private final LinkedHashSet<String> places = new LinkedHashSet<>();

    StoreDelivery(
            MailStore store,
            Router router,
            RelayQueue queue,
            MailboxLedger ledger,
            Provenance provenance,
            Optional<MailAddress> sender,
            SenderOptions options,
            HeldText text) {
        this.store = store;
        this.router = router;
        this.queue = queue;
        this.ledger = ledger;
        this.provenance = provenance;
        this.sender = sender;
        this.options = options;
        this.text = text;
    }

    @Override
    public Optional<SmtpReply> addRecipient(Recipient recipient) {
        if (recipients.containsKey(recipient.address())) {
            return Optional.empty();
        }
        Route route = router.route(provenance, recipient.address());
        if (route instanceof Route.Refused refused) {
            return Optional.of(refused.reply());
        }
        List<Destination> destinations = ((Route.To) route).destinations();
        List<String> mailboxes = new ArrayList<>();
        for (Destination destination : destinations) {
            if (destination instanceof Destination.Elsewhere && queue.isFull()) {
                return Optional.of(Refusals.NO_ROOM);
            }
            if (destination instanceof Destination.Mailbox mailbox && !places.contains(mailbox.name())) {
                mailboxes.add(mailbox.name());
            }
        }
        Optional<SmtpReply> refusal = ledger.take(mailboxes);
        if (refusal.isEmpty()) {
            places.addAll(mailboxes);
            recipients.put(recipient.address(), new Routed(recipient, destinations));
        }
        return refusal;
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
        List<Routed> routed = List.copyOf(recipients.values());
        Envelope envelope = new Envelope(
                sender, options, routed.stream().map(Routed::recipient).toList());
        Submission submission = new Submission(
                provenance,
                envelope,
                routed.stream().map(Routed::destinations).toList(),
                text,
                ledger,
                places,
                receipt);
        if (text.isOverflowed()) {
            submission.refuse(Refusals.NO_ROOM, "no memory for one more message now");
        } else {
            store.submit(submission);
        }
    }

    @Override
    public void abort() {
        ledger.giveBack(places);
        text.release();
    }
}
