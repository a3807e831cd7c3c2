package labwire.smtp.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;

/**
 * A {@link MailSummary} as octets, in the journal and in the index: a version octet, then the record's components in
 * order; texts and addresses as length and UTF-8, times as milliseconds.
 */
final class SummaryCodec {

    private static final int VERSION = 1;

    private SummaryCodec() {}

    static byte[] encode(MailSummary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            text(out, summary.id());
            out.writeLong(summary.acceptedAt().toEpochMilli());
            out.writeBoolean(summary.envelope().sender().isPresent());
            if (summary.envelope().sender().isPresent()) {
                address(out, summary.envelope().sender().get());
            }
            out.writeInt(summary.envelope().addresses().size());
            for (MailAddress recipient : summary.envelope().addresses()) {
                address(out, recipient);
            }
            text(out, summary.subject());
            out.writeLong(summary.sizeBytes());
            text(out, summary.clientAddress());
            text(out, summary.tls().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static MailSummary decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("message summary: version " + version + " (expected: " + VERSION + ")");
        }
        String id = text(in);
        Instant acceptedAt = Instant.ofEpochMilli(in.readLong());
        Optional<MailAddress> sender = in.readBoolean() ? Optional.of(address(in)) : Optional.empty();
        int count = in.readInt();
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(Recipient.of(address(in)));
        }
        String subject = text(in);
        long size = in.readLong();
        String client = text(in);
        Optional<String> tls = Optional.of(text(in)).filter(description -> !description.isEmpty());
        return new MailSummary(
                id, acceptedAt, new Envelope(sender, SenderOptions.NONE, recipients), subject, size, client, tls);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void address(DataOutputStream out, MailAddress address) throws IOException {
        text(out, address.localPart());
        text(out, address.domain());
    }

    private static MailAddress address(DataInputStream in) throws IOException {
        return new MailAddress(text(in), text(in));
    }
}
