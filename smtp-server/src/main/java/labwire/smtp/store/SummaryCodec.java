package labwire.smtp.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.EnvelopeCodec;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.route.Destination;

/**
 * A {@link MailSummary} as octets, in the journal and in the index: a version octet, then the record's components in
 * order, in the manner of {@link EnvelopeCodec}. What the first version wrote is read too, and written anew whenever the
 * index is.
 */
final class SummaryCodec {

    private static final int VERSION = 2;
    /** The octet that a whole record of the first version begins with, where those of now begin otherwise. */
    static final int FIRST_VERSION = 1;

    private static final int MAILBOX = 'M';
    private static final int ELSEWHERE = 'E';

    private SummaryCodec() {}

    static void write(DataOutput out, MailSummary summary) throws IOException {
        out.writeByte(VERSION);
        EnvelopeCodec.text(out, summary.id());
        out.writeLong(summary.acceptedAt().toEpochMilli());
        EnvelopeCodec.write(out, summary.envelope());
        for (List<Destination> places : summary.destinations()) {
            out.writeInt(places.size());
            for (Destination place : places) {
                write(out, place);
            }
        }
        EnvelopeCodec.text(out, summary.subject());
        out.writeLong(summary.sizeBytes());
        EnvelopeCodec.text(out, summary.sessionId());
        EnvelopeCodec.text(out, summary.clientAddress());
        EnvelopeCodec.optionalText(out, summary.tls());
        EnvelopeCodec.optionalText(out, summary.user());
    }

    static MailSummary read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version == FIRST_VERSION) {
            return readFirst(in);
        }
        if (version != VERSION) {
            throw new IOException("message summary: version " + version + " (expected: " + FIRST_VERSION + " or "
                    + VERSION + "; was this folder written by a newer program?)");
        }
        String id = EnvelopeCodec.text(in);
        Instant acceptedAt = Instant.ofEpochMilli(in.readLong());
        Envelope envelope = EnvelopeCodec.read(in);
        List<List<Destination>> destinations = new ArrayList<>();
        for (int i = 0; i < envelope.recipients().size(); i++) {
            int count = in.readInt();
            List<Destination> places = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                places.add(readDestination(in));
            }
            destinations.add(places);
        }
        String subject = EnvelopeCodec.text(in);
        long size = in.readLong();
        String sessionId = EnvelopeCodec.text(in);
        String client = EnvelopeCodec.text(in);
        Optional<String> tls = EnvelopeCodec.optionalText(in);
        Optional<String> user = EnvelopeCodec.optionalText(in);
        return new MailSummary(id, acceptedAt, envelope, destinations, subject, size, sessionId, client, tls, user);
    }

    /** Without the version octet: no parameters, no sessions, and a mailbox for every recipient. */
    static MailSummary readFirst(DataInput in) throws IOException {
        String id = EnvelopeCodec.text(in);
        Instant acceptedAt = Instant.ofEpochMilli(in.readLong());
        Optional<MailAddress> sender = in.readBoolean() ? Optional.of(EnvelopeCodec.address(in)) : Optional.empty();
        List<Recipient> recipients = new ArrayList<>();
        List<List<Destination>> destinations = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            MailAddress recipient = EnvelopeCodec.address(in);
            recipients.add(Recipient.of(recipient));
            destinations.add(List.of(new Destination.Mailbox(recipient.toString())));
        }
        String subject = EnvelopeCodec.text(in);
        long size = in.readLong();
        String client = EnvelopeCodec.text(in);
        Optional<String> tls = Optional.of(EnvelopeCodec.text(in)).filter(description -> !description.isEmpty());
        Envelope envelope = new Envelope(sender, SenderOptions.NONE, recipients);
        return new MailSummary(
                id, acceptedAt, envelope, destinations, subject, size, "", client, tls, Optional.empty());
    }

    private static void write(DataOutput out, Destination place) throws IOException {
        if (place instanceof Destination.Mailbox mailbox) {
            out.writeByte(MAILBOX);
            EnvelopeCodec.text(out, mailbox.name());
        } else if (place instanceof Destination.Elsewhere elsewhere) {
            out.writeByte(ELSEWHERE);
            EnvelopeCodec.address(out, elsewhere.address());
        }
    }

    private static Destination readDestination(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case MAILBOX -> new Destination.Mailbox(EnvelopeCodec.text(in));
            case ELSEWHERE -> new Destination.Elsewhere(EnvelopeCodec.address(in));
            default -> throw new IOException("destination: kind " + kind + " (expected: M or E)");
        };
    }
}
