package labwire.smtp.store;

import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.delivery.TraceHeader;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.message.SubjectLine;
import labwire.smtp.reply.SmtpReply;

/** A whole message that waits for its sync. */
final class Submission {

    private final Provenance provenance;
    private final Envelope envelope;
    private final HeldText text;
    private final Promise<String> receipt;
    private String id = "";
    private Instant acceptedAt = Instant.EPOCH;

    Submission(Provenance provenance, Envelope envelope, HeldText text, Promise<String> receipt) {
        this.provenance = provenance;
        this.envelope = envelope;
        this.text = text;
        this.receipt = receipt;
    }

    void stamp(String newId, Instant time) {
        id = newId;
        acceptedAt = time.truncatedTo(ChronoUnit.MILLIS); // as fine as it is kept
    }

    Envelope envelope() {
        return envelope;
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
                id, acceptedAt, envelope, SubjectLine.of(content), size, provenance.clientAddress(), provenance.tls());
    }

    void accept() {
        text.release();
        receipt.trySuccess(id);
    }

    void refuse(SmtpReply refusal, String message) {
        text.release();
        receipt.tryFailure(new DeliveryRefusedException(refusal, message));
    }

    void refuse(SmtpReply refusal, Exception cause) {
        text.release();
        receipt.tryFailure(new DeliveryRefusedException(refusal, String.valueOf(cause.getMessage()), cause));
    }
}
