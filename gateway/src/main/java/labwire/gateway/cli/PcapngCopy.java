package labwire.gateway.cli;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a pcapng stream on, a whole block at a time, so that it is a whole file wherever it ends; and reads from it what
 * became of the packets.
 */
final class PcapngCopy {
    private static final int HEADER_BYTES = 8;
    private static final int MAX_BLOCK_BYTES = 1 << 20;
    private static final int ENHANCED_PACKET = 6;
    private static final int INTERFACE_STATISTICS = 5;
    /** In a block of statistics: the interface, the time; then options, of which the last but one is the number of drops. */
    private static final int DROPPED_FROM_END = 4 + 4 + 8;

    private final OutputStream out;
    private final Map<Integer, Long> lost = new LinkedHashMap<>();
    private long packets;

    PcapngCopy(OutputStream out) {
        this.out = out;
    }

    /**
     * Copies until the stream ends.
     *
     * @throws IOException if it cannot be read
     * @throws UncheckedIOException if it cannot be written
     */
    void copy(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] header = new byte[HEADER_BYTES];
        while (true) {
            int first = in.read();
            if (first < 0) {
                flush();
                return;
            }
            header[0] = (byte) first;
            in.readFully(header, 1, HEADER_BYTES - 1);
            int length = ByteBuffer.wrap(header).getInt(4);
            if (length < HEADER_BYTES || length > MAX_BLOCK_BYTES) {
                throw new EOFException("block of " + length + " bytes (expected: at most " + MAX_BLOCK_BYTES + ")");
            }
            byte[] block = new byte[length];
            System.arraycopy(header, 0, block, 0, HEADER_BYTES);
            in.readFully(block, HEADER_BYTES, length - HEADER_BYTES);
            write(block);
            if (in.available() == 0) {
                flush();
            }
        }
    }

    private synchronized void write(byte[] block) {
        try {
            out.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer fields = ByteBuffer.wrap(block);
        switch (fields.getInt(0)) {
            case ENHANCED_PACKET -> packets++;
            case INTERFACE_STATISTICS ->
                lost.put(fields.getInt(HEADER_BYTES), fields.getLong(block.length - DROPPED_FROM_END));
            default -> {}
        }
    }

    private synchronized void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was copied, for people. */
    synchronized String summary() {
        long missing = lost.values().stream().mapToLong(count -> count).sum();
        return packets + " packets captured" + (missing == 0 ? "" : ", " + missing + " lost: read too slowly");
    }
}
