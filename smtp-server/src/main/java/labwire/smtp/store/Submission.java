package labwire.smtp.store;

import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.delivery.TraceHeader;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.message.SubjectLine;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.route.Destination;

/** A whole message that waits for its sync. */
final class Submission {

    private final Provenance provenance;
    private final Envelope envelope;
    private final List<List<Destination>> destinations;
    private final HeldText text;
    private final MailboxLedger ledger;
    private final Set<String> places;
    private final Promise<String> receipt;
    private String id = "";
    private Instant acceptedAt = Instant.EPOCH;

    /** @param places the mailboxes in which the ledger keeps a place for it */
    Submission(
            Provenance provenance,
            Envelope envelope,
            List<List<Destination>> destinations,
            HeldText text,
            MailboxLedger ledger,
            Set<String> places,
            Promise<String> receipt) {
        this.provenance = provenance;
        this.envelope = envelope;
        this.destinations = destinations;
        this.text = text;
        this.ledger = ledger;
        this.places = places;
        this.receipt = receipt;
    }

    void stamp(String newId, Instant time) {
        id = newId;
        acceptedAt = time.truncatedTo(ChronoUnit.MILLIS); // as fine as it is kept
    }

    /** Octets of memory that it takes, about those it will have on disk. */
    long sizeBytes() {
        return text.held();
    }

    /** The message as it is to be kept: trace header first. */
    List<byte[]> content() {
        List<byte[]> content = new ArrayList<>();
        content.add(TraceHeader.of(provenance, envelope, id, acceptedAt));
        content.addAll(text.chunks());
        return content;
    }

    MailSummary summary(List<byte[]> content) {
        long size = content.stream().mapToLong(part -> part.length).sum();
        return new MailSummary(
                id,
                acceptedAt,
                envelope,
                destinations,
                SubjectLine.of(content),
                size,
                provenance.sessionId(),
                provenance.clientAddress(),
                provenance.tls(),
                provenance.user());
    }

    /** The message is safe. */
    void keep(MailSummary summary) {
        text.release();
        ledger.keep(places, summary.sizeBytes());
    }

    void accept() {
        receipt.trySuccess(id);
    }

    void refuse(SmtpReply refusal, String message) {
        drop();
        receipt.tryFailure(new DeliveryRefusedException(refusal, message));
    }

    void refuse(SmtpReply refusal, Exception cause) {
        drop();
        receipt.tryFailure(new DeliveryRefusedException(refusal, String.valueOf(cause.getMessage()), cause));
    }

    private void drop() {
        text.release();
        ledger.giveBack(places);
    }
}
