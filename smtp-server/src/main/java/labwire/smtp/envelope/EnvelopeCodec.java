package labwire.smtp.envelope;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An {@link Envelope} as octets, for the files that keep one: its components in order, each optional one behind a
 * boolean; texts as length and UTF-8, enums by name, times as milliseconds.
 */
public final class EnvelopeCodec {

    /** No text of an envelope is longer: a length beyond it is rubbish, not a reason to ask for memory. */
    private static final int MAX_TEXT_BYTES = 64 << 10;

    private EnvelopeCodec() {}

    public static void write(DataOutput out, Envelope envelope) throws IOException {
        out.writeBoolean(envelope.sender().isPresent());
        if (envelope.sender().isPresent()) {
            address(out, envelope.sender().get());
        }
        options(out, envelope.options());
        out.writeInt(envelope.recipients().size());
        for (Recipient recipient : envelope.recipients()) {
            address(out, recipient.address());
            out.writeBoolean(recipient.notification().success());
            out.writeBoolean(recipient.notification().failure());
            out.writeBoolean(recipient.notification().delay());
            optionalText(out, recipient.originalRecipient());
        }
    }

    /** Reads what {@link #write} wrote; throws if it is something else. */
    public static Envelope read(DataInput in) throws IOException {
        try {
            Optional<MailAddress> sender = in.readBoolean() ? Optional.of(address(in)) : Optional.empty();
            SenderOptions options = options(in);
            int count = in.readInt();
            List<Recipient> recipients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                MailAddress address = address(in);
                DsnNotify notification = new DsnNotify(in.readBoolean(), in.readBoolean(), in.readBoolean());
                recipients.add(new Recipient(address, notification, optionalText(in)));
            }
            return new Envelope(sender, options, recipients);
        } catch (IllegalArgumentException e) {
            throw new IOException("envelope: damaged (" + e.getMessage() + ")", e);
        }
    }

    private static void options(DataOutput out, SenderOptions options) throws IOException {
        text(out, options.body().name());
        out.writeBoolean(options.smtpUtf8());
        optionalText(out, options.ret().map(Enum::name));
        optionalText(out, options.envelopeId());
        out.writeBoolean(options.requireTls());
        out.writeBoolean(options.deliverBy().isPresent());
        if (options.deliverBy().isPresent()) {
            DeliverBy by = options.deliverBy().get();
            out.writeLong(by.deadline().toEpochMilli());
            out.writeBoolean(by.returned());
            out.writeBoolean(by.trace());
        }
        out.writeBoolean(options.holdUntil().isPresent());
        if (options.holdUntil().isPresent()) {
            out.writeLong(options.holdUntil().get().toEpochMilli());
        }
    }

    private static SenderOptions options(DataInput in) throws IOException {
        BodyType body = BodyType.valueOf(text(in));
        boolean smtpUtf8 = in.readBoolean();
        Optional<DsnReturn> ret = optionalText(in).map(DsnReturn::valueOf);
        Optional<String> envelopeId = optionalText(in);
        boolean requireTls = in.readBoolean();
        Optional<DeliverBy> deliverBy = in.readBoolean()
                ? Optional.of(new DeliverBy(Instant.ofEpochMilli(in.readLong()), in.readBoolean(), in.readBoolean()))
                : Optional.empty();
        Optional<Instant> holdUntil =
                in.readBoolean() ? Optional.of(Instant.ofEpochMilli(in.readLong())) : Optional.empty();
        return new SenderOptions(body, smtpUtf8, ret, envelopeId, requireTls, deliverBy, holdUntil);
    }

    /** Writes an address as its local part and its domain. */
    public static void address(DataOutput out, MailAddress address) throws IOException {
        text(out, address.localPart());
        text(out, address.domain());
    }

    public static MailAddress address(DataInput in) throws IOException {
        return new MailAddress(text(in), text(in));
    }

    /** Writes a text of at most {@value #MAX_TEXT_BYTES} octets as its length and its UTF-8 form. */
    public static void text(DataOutput out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    public static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT_BYTES) {
            throw new IOException("text: " + length + " octets (expected: 0 to " + MAX_TEXT_BYTES + ")");
        }
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    public static void optionalText(DataOutput out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    public static Optional<String> optionalText(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }
}
