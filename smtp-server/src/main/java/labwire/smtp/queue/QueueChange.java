package labwire.smtp.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import labwire.smtp.envelope.EnvelopeCodec;
import labwire.smtp.reply.EnhancedCode;

/**
 * A record of the state log. Each says how things are, not how they changed, so that reading one twice does no harm: a
 * version octet, an octet for the kind, then the components in order; texts as length and UTF-8, times as milliseconds.
 */
sealed interface QueueChange {

    String id();

    record Added(QueuedMessage message, ContentTraits traits) implements QueueChange {
        @Override
        public String id() {
            return message.id();
        }
    }

    record Tried(String id, SortedMap<Integer, RecipientState> recipients) implements QueueChange {}

    record Held(String id, boolean held) implements QueueChange {}

    record Done(String id) implements QueueChange {}

    int VERSION = 1;

    static byte[] encode(QueueChange change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            if (change instanceof Added added) {
                out.writeByte('A');
                added(out, added);
            } else if (change instanceof Tried tried) {
                out.writeByte('T');
                tried(out, tried);
            } else if (change instanceof Held held) {
                out.writeByte('H');
                EnvelopeCodec.text(out, held.id());
                out.writeBoolean(held.held());
            } else {
                out.writeByte('D');
                EnvelopeCodec.text(out, change.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static QueueChange decode(byte[] octets) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("queue record: version " + version + " (expected: " + VERSION + ")");
        }
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'A' -> added(in);
            case 'T' -> tried(in);
            case 'H' -> new Held(EnvelopeCodec.text(in), in.readBoolean());
            case 'D' -> new Done(EnvelopeCodec.text(in));
            default -> throw new IOException("queue record: kind " + kind + " (expected: A, T, H or D)");
        };
    }

    private static void added(DataOutputStream out, Added added) throws IOException {
        QueuedMessage message = added.message();
        EnvelopeCodec.text(out, message.id());
        EnvelopeCodec.text(out, message.sessionId());
        out.writeLong(message.acceptedAt().toEpochMilli());
        EnvelopeCodec.write(out, message.envelope());
        out.writeLong(message.sizeBytes());
        out.writeBoolean(added.traits().eightBit());
        out.writeBoolean(added.traits().eightBitHeader());
        out.writeInt(added.traits().hops());
    }

    private static Added added(DataInputStream in) throws IOException {
        QueuedMessage message = new QueuedMessage(
                EnvelopeCodec.text(in),
                EnvelopeCodec.text(in),
                Instant.ofEpochMilli(in.readLong()),
                EnvelopeCodec.read(in),
                in.readLong());
        return new Added(message, new ContentTraits(in.readBoolean(), in.readBoolean(), in.readInt()));
    }

    private static void tried(DataOutputStream out, Tried tried) throws IOException {
        EnvelopeCodec.text(out, tried.id());
        out.writeInt(tried.recipients().size());
        for (var entry : tried.recipients().entrySet()) {
            RecipientState state = entry.getValue();
            out.writeInt(entry.getKey());
            EnvelopeCodec.text(out, state.progress().name());
            out.writeInt(state.attempts());
            out.writeLong(state.next().toEpochMilli());
            out.writeBoolean(state.delayReported());
            out.writeBoolean(state.last().isPresent());
            if (state.last().isPresent()) {
                attempt(out, state.last().get());
            }
        }
    }

    private static Tried tried(DataInputStream in) throws IOException {
        String id = EnvelopeCodec.text(in);
        int count = in.readInt();
        TreeMap<Integer, RecipientState> recipients = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int index = in.readInt();
            Progress progress = progress(EnvelopeCodec.text(in));
            int attempts = in.readInt();
            Instant next = Instant.ofEpochMilli(in.readLong());
            boolean delayReported = in.readBoolean();
            Optional<Attempt> last = in.readBoolean() ? Optional.of(attempt(in)) : Optional.empty();
            recipients.put(index, new RecipientState(progress, attempts, next, last, delayReported));
        }
        return new Tried(id, recipients);
    }

    private static Progress progress(String name) throws IOException {
        try {
            return Progress.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("progress: " + name + " (expected: one such as WAITING)", e);
        }
    }

    private static void attempt(DataOutputStream out, Attempt attempt) throws IOException {
        out.writeLong(attempt.time().toEpochMilli());
        EnvelopeCodec.text(out, attempt.host());
        EnvelopeCodec.text(out, attempt.status().toString());
        EnvelopeCodec.text(out, attempt.diagnostic());
        out.writeBoolean(attempt.replied());
    }

    private static Attempt attempt(DataInputStream in) throws IOException {
        return new Attempt(
                Instant.ofEpochMilli(in.readLong()),
                EnvelopeCodec.text(in),
                EnhancedCode.of(EnvelopeCodec.text(in)),
                EnvelopeCodec.text(in),
                in.readBoolean());
    }
}
