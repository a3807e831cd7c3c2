package labwire.smtp.store;

import io.netty.util.concurrent.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    /** The text of a large message, and the subject that was read while it came in. */
    record Spooled(SpooledText text, String subject) {}

    private final Provenance provenance;
    private final Envelope envelope;
    private final List<List<Destination>> destinations;
    private final HeldText held;
    private final Optional<Spooled> spooled;
    private final MailboxLedger ledger;
    private final Set<String> places;
    private final Promise<String> receipt;
    private String id = "";
    private String reportId = "";
    private Instant acceptedAt = Instant.EPOCH;
    private long claimedBytes;
    private List<byte[]> content = List.of();

    /**
     * @param held the text, if it is not spooled
     * @param places the mailboxes in which the ledger keeps a place for it
     */
    Submission(
            Provenance provenance,
            Envelope envelope,
            List<List<Destination>> destinations,
            HeldText held,
            Optional<Spooled> spooled,
            MailboxLedger ledger,
            Set<String> places,
            Promise<String> receipt) {
        this.provenance = provenance;
        this.envelope = envelope;
        this.destinations = destinations;
        this.held = held;
        this.spooled = spooled;
        this.ledger = ledger;
        this.places = places;
        this.receipt = receipt;
    }

    /** Claims room for the message, whose size is known now; false if there is none. */
    boolean claimRoom() {
        long bytes = spooled.map(large -> large.text().size()).orElseGet(held::size);
        boolean elsewhere =
                destinations.stream().flatMap(List::stream).anyMatch(Destination.Elsewhere.class::isInstance);
        boolean room = ledger.claim(places, bytes, elsewhere);
        claimedBytes = room ? bytes : 0;
        return room;
    }

    /** Whether its sender wants to hear of a delivery. */
    boolean wantsReport() {
        return envelope.sender().isPresent()
                && envelope.recipients().stream()
                        .anyMatch(recipient -> recipient.notification().success());
    }

    /** The id that a report about it will have: the next one, so that both are in the order of the queue. */
    void stampReport(String newId) {
        reportId = newId;
    }

    String reportId() {
        return reportId;
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    /** The message as it was appended. */
    InputStream read(Spool spool) throws IOException {
        if (spooled.isPresent()) {
            return spool.read(spooled.get().text().name());
        }
        return new SequenceInputStream(Collections.enumeration(
                content.stream().map(ByteArrayInputStream::new).toList()));
    }

    void stamp(String newId, Instant time) {
        id = newId;
        acceptedAt = time.truncatedTo(ChronoUnit.MILLIS); // as fine as it is kept
    }

    /** Octets of memory that it takes, about those it will have in the journal. */
    long heldBytes() {
        return held.held();
    }

    /** Appends the message to the journal; one that is spooled is made whole first. */
    Entry append(Journal journal) throws IOException {
        byte[] header = TraceHeader.of(provenance, envelope, id, acceptedAt);
        if (spooled.isPresent()) {
            SpooledText text = spooled.get().text();
            text.seal(header);
            MailSummary summary = summary(spooled.get().subject(), text.size());
            return Entry.accepted(summary, journal.append(summary, List.of(), text.name()));
        }
        List<byte[]> whole = new ArrayList<>();
        whole.add(header);
        whole.addAll(held.chunks());
        content = whole;
        MailSummary summary = summary(SubjectLine.of(whole), header.length + held.size());
        return Entry.accepted(summary, journal.append(summary, whole, ""));
    }

    private MailSummary summary(String subject, long sizeBytes) {
        return new MailSummary(
                id,
                acceptedAt,
                envelope,
                destinations,
                subject,
                sizeBytes,
                provenance.sessionId(),
                provenance.clientAddress(),
                provenance.tls(),
                provenance.user());
    }

    /** The message is safe: its memory and its places can be counted so. */
    void keep(MailSummary summary) {
        held.release();
        ledger.accept(places, claimedBytes, summary.sizeBytes());
    }

    void giveReceipt() {
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
        held.release();
        spooled.ifPresent(text -> text.text().deleteFile());
        ledger.giveBack(places, claimedBytes);
    }
}
