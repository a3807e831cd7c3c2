package labwire.smtp.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;

/** The recipients of a message on its way in: where each leads, and the places that the ledger keeps for it. */
final class RoutedRecipients {

    private record Routed(Recipient recipient, List<Destination> destinations) {}

    private final StoreSetup setup;
    private final MailboxLedger ledger;
    private final Provenance provenance;
    private final LinkedHashMap<MailAddress, Routed> recipients = new LinkedHashMap<>();
    /** Mailboxes in which the ledger keeps a place for this message. */
    private final LinkedHashSet<String> places = new LinkedHashSet<>();

    RoutedRecipients(StoreSetup setup, MailboxLedger ledger, Provenance provenance) {
        this.setup = setup;
        this.ledger = ledger;
        this.provenance = provenance;
    }

    /** Adds a recipient; empty if taken. One that is there already is taken, and changes nothing. */
    Optional<SmtpReply> add(Recipient recipient) {
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
        Optional<SmtpReply> refusal = ledger.take(mailboxes);
        if (refusal.isEmpty()) {
            places.addAll(mailboxes);
            recipients.put(recipient.address(), new Routed(recipient, destinations));
        }
        return refusal;
    }

    Envelope envelope(Optional<MailAddress> sender, SenderOptions options) {
        return new Envelope(
                sender,
                options,
                recipients.values().stream().map(Routed::recipient).toList());
    }

    /** For each recipient, in order. */
    List<List<Destination>> destinations() {
        return recipients.values().stream().map(Routed::destinations).toList();
    }

    Set<String> places() {
        return places;
    }

    /** The message came to nothing. */
    void giveBack() {
        ledger.giveBack(places, 0);
    }
}
