package labwire.smtp.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One checksummed record of an append-only file:
 *
 * <pre>
 *   0        4        8        12                 12 + n              12 + n + m
 *   ┌────────┬────────┬────────┬──────────────────┬───────────────────┐
 *   │ n      │ m      │ CRC32C │ head: n octets   │ body: m octets    │
 *   └────────┴────────┴────────┴──────────────────┴───────────────────┘
 *                       of n, m, head and body; big-endian
 * </pre>
 *
 * <p>A record whose checksum is wrong, or that its file is too short for, was torn by a crash: it and whatever follows
 * it was never synced, so never acknowledged, and is cut off.
 */
public final class LogRecord {

    static final int PREFIX_BYTES = 12;

    /** No record is larger: a length beyond it is rubbish, not a reason to ask for memory. */
    static final int MAX_PART_BYTES = 512 << 20;

    private final byte[] head;
    private final byte[] body;

    private LogRecord(byte[] head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    public byte[] head() {
        return head;
    }

    public byte[] body() {
        return body;
    }

    /** The buffers to append for a record. */
    public static ByteBuffer[] encode(byte[] head, List<byte[]> body) {
        int bodyBytes = body.stream().mapToInt(part -> part.length).sum();
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
        prefix.putInt(head.length).putInt(bodyBytes);
        CRC32C crc = new CRC32C();
        crc.update(prefix.array(), 0, 8);
        crc.update(head);
        body.forEach(crc::update);
        prefix.putInt((int) crc.getValue()).flip();

        ByteBuffer[] buffers = new ByteBuffer[body.size() + 2];
        buffers[0] = prefix;
        buffers[1] = ByteBuffer.wrap(head);
        for (int i = 0; i < body.size(); i++) {
            buffers[i + 2] = ByteBuffer.wrap(body.get(i));
        }
        return buffers;
    }

    public long bytes() {
        return PREFIX_BYTES + (long) head.length + body.length;
    }

    /** Reads the next record; empty at the end of the stream, and at a torn record. */
    public static Optional<LogRecord> read(InputStream in) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX_BYTES);
        if (prefix.length < PREFIX_BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(prefix);
        int headBytes = fields.getInt();
        int bodyBytes = fields.getInt();
        int expectedCrc = fields.getInt();
        if (headBytes < 0 || headBytes > MAX_PART_BYTES || bodyBytes < 0 || bodyBytes > MAX_PART_BYTES) {
            return Optional.empty();
        }
        // readNBytes asks for memory as octets come, not for what the prefix claims.
        byte[] head = in.readNBytes(headBytes);
        byte[] body = in.readNBytes(bodyBytes);
        if (head.length < headBytes || body.length < bodyBytes) {
            return Optional.empty();
        }
        CRC32C crc = new CRC32C();
        crc.update(prefix, 0, 8);
        crc.update(head);
        crc.update(body);
        return (int) crc.getValue() == expectedCrc ? Optional.of(new LogRecord(head, body)) : Optional.empty();
    }

    /** Reads a record that is known to be there. */
    public static LogRecord require(InputStream in) throws IOException {
        return read(in).orElseThrow(() -> new IOException("record: damaged (expected: one that was synced whole)"));
    }
}
