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
import labwire.smtp.route.Destination;

/**
 * A {@link MailSummary} as octets, in the journal and in the index: a version octet, then the record's components in
 * order, in the manner of {@link EnvelopeCodec}.
 */
final class SummaryCodec {

    private static final int VERSION = 2;
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
        if (version != VERSION) {
            throw new IOException("message summary: version " + version + " (expected: " + VERSION + ")");
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
