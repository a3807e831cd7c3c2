package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Bytes;

/** Octets of a message (RFC 1035, 4.1). What cannot be read is none; decoding never throws. */
final class DnsCodec {
    /** What a datagram holds (RFC 1035, 2.3.4). */
    static final int MAX_DATAGRAM = 512;

    /** What a length of two octets before a message can say (RFC 1035, 4.2.2). */
    static final int MAX_STREAM = 65_535;

    private static final int HEADER_LENGTH = 12;
    private static final int RESPONSE = 0x8000;
    private static final int AUTHORITATIVE = 0x0400;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RECURSION_AVAILABLE = 0x0080;
    /** Where the question's name stands, as a pointer. */
    private static final int QUESTION_NAME = 0xC000 | HEADER_LENGTH;
    /** Type, class, time to live and length of a record, and the pointer that may be its name. */
    private static final int RECORD_FIELDS = 10;

    private DnsCodec() {}

    /**
     * Writes a message.
     *
     * @param maxLength octets; records that would go beyond are left out, and the message marked as truncated
     */
    static Bytes encode(DnsMessage message, int maxLength) {
        ByteBuffer out = ByteBuffer.allocate(maxLength);
        out.position(HEADER_LENGTH);
        message.question().ifPresent(question -> {
            DnsName.write(out, question.name());
            out.putShort((short) question.type()).putShort((short) question.recordClass());
        });
        int written = 0;
        for (DnsRecord record : message.answers()) {
            if (RECORD_FIELDS + record.name().length() + 2 + record.data().length() > out.remaining()) {
                break;
            }
            write(out, record, message.question());
            written++;
        }
        boolean truncated = message.truncated() || written < message.answers().size();
        out.putShort(0, (short) message.id()).putShort(2, (short) flags(message, truncated));
        out.putShort(4, (short) (message.question().isPresent() ? 1 : 0)).putShort(6, (short) written);
        return Bytes.wrap(out.array(), 0, out.position());
    }

    private static int flags(DnsMessage message, boolean truncated) {
        return (message.response() ? RESPONSE : 0)
                | (message.operation() & 0xF) << 11
                | (message.authoritative() ? AUTHORITATIVE : 0)
                | (truncated ? TRUNCATED : 0)
                | (message.recursionDesired() ? RECURSION_DESIRED : 0)
                | (message.recursionAvailable() ? RECURSION_AVAILABLE : 0)
                | message.code() & 0xF;
    }

    private static void write(ByteBuffer out, DnsRecord record, Optional<DnsQuestion> question) {
        if (question.isPresent() && question.get().name().equals(record.name())) {
            out.putShort((short) QUESTION_NAME);
        } else {
            DnsName.write(out, record.name());
        }
        out.putShort((short) record.type())
                .putShort((short) record.recordClass())
                .putInt(record.ttlSeconds());
        out.putShort((short) record.data().length());
        record.data().copyTo(0, out, record.data().length());
    }

    /** The message; empty if it is none. Of an answer, the records that answer. */
    static Optional<DnsMessage> decode(Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH || bytes.length() > MAX_STREAM) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        int id = in.getShort() & 0xFFFF;
        int flags = in.getShort() & 0xFFFF;
        int questions = in.getShort() & 0xFFFF;
        int answers = in.getShort() & 0xFFFF;
        in.position(HEADER_LENGTH);
        Optional<DnsQuestion> question = questions == 1 ? question(in) : Optional.empty();
        if (questions == 1 && question.isEmpty()) {
            return Optional.empty();
        }
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; questions == 1 && i < answers; i++) {
            Optional<DnsRecord> record = record(in);
            if (record.isEmpty()) {
                return Optional.empty();
            }
            records.add(record.get());
        }
        return Optional.of(new DnsMessage(
                id,
                (flags & RESPONSE) != 0,
                flags >>> 11 & 0xF,
                (flags & AUTHORITATIVE) != 0,
                (flags & TRUNCATED) != 0,
                (flags & RECURSION_DESIRED) != 0,
                (flags & RECURSION_AVAILABLE) != 0,
                flags & 0xF,
                question,
                records));
    }

    private static Optional<DnsQuestion> question(ByteBuffer in) {
        Optional<String> name = DnsName.read(in);
        return name.isEmpty() || in.remaining() < 4
                ? Optional.empty()
                : Optional.of(new DnsQuestion(name.get(), in.getShort() & 0xFFFF, in.getShort() & 0xFFFF));
    }

    private static Optional<DnsRecord> record(ByteBuffer in) {
        Optional<String> name = DnsName.read(in);
        if (name.isEmpty() || in.remaining() < RECORD_FIELDS) {
            return Optional.empty();
        }
        int type = in.getShort() & 0xFFFF;
        int recordClass = in.getShort() & 0xFFFF;
        // One that is negative as 32 bits counts as none (RFC 2181, 8).
        int ttl = Math.max(0, in.getInt());
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            return Optional.empty();
        }
        int end = in.position() + length;
        Optional<Bytes> data = data(in.duplicate().limit(end), type);
        in.position(end);
        return data.map(octets -> new DnsRecord(name.get(), type, recordClass, ttl, octets));
    }

    /** The data from a position to the limit; a name in it, which may be a pointer, is written out (RFC 3597, 4). */
    private static Optional<Bytes> data(ByteBuffer in, int type) {
        boolean exchange = type == DnsRecord.MX;
        boolean named = exchange || type == DnsRecord.NS || type == DnsRecord.CNAME || type == DnsRecord.PTR;
        if (!named) {
            byte[] octets = new byte[in.remaining()];
            in.get(octets);
            return Optional.of(Bytes.wrap(octets));
        }
        ByteBuffer out = ByteBuffer.allocate(DnsRecord.PREFERENCE_LENGTH + DnsName.MAX_LENGTH);
        if (exchange && in.remaining() < DnsRecord.PREFERENCE_LENGTH) {
            return Optional.empty();
        }
        if (exchange) {
            out.putShort(in.getShort());
        }
        return DnsName.read(in).map(name -> {
            DnsName.write(out, name);
            return Bytes.wrap(out.array(), 0, out.position());
        });
    }
}
