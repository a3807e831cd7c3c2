package labwire.dash.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What a response carries: bytes in memory and slices of files, in order. Immutable. */
public record Payload(List<Piece> pieces) {
    public Payload {
        pieces = List.copyOf(pieces);
    }

    public static Payload of(byte[] bytes) {
        return new Payload(List.of(Piece.Bytes.of(bytes)));
    }

    /** In bytes. */
    public long length() {
        long length = 0;
        for (Piece piece : pieces) {
            length += piece.length();
        }
        return length;
    }

    /**
     * Everything, in memory. Blocks.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalStateException if it is longer than an array can be
     */
    public byte[] toBytes() throws IOException {
        if (length() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("payload: " + length() + " bytes (expected: what fits an array)");
        }
        ByteBuffer all = ByteBuffer.allocate((int) length());
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Bytes bytes) {
                all.put(bytes.array(), bytes.offset(), bytes.count());
            } else if (piece instanceof Piece.FileSlice slice) {
                ByteBuffer part = all.slice(all.position(), (int) slice.length());
                slice.file().read(slice.position(), part);
                all.position(all.position() + (int) slice.length());
            }
        }
        return all.array();
    }
}
