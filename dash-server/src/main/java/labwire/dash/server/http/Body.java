package labwire.dash.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;

/** What a response carries: parts in memory and slices of files, in order. Immutable; for any thread. */
public final class Body {
    public static final Body EMPTY = new Body(List.of());

    /** A part of a body. */
    public sealed interface Part {
        /** In bytes. */
        long length();

        /** From {@code from}, {@code count} bytes. */
        Part slice(long from, long count);
    }

    /** Bytes in memory, on or off the heap, from position to limit. Nobody changes them, nor position and limit. */
    public record Memory(ByteBuffer bytes) implements Part {
        @Override
        public long length() {
            return bytes.remaining();
        }

        @Override
        public Part slice(long from, long count) {
            return new Memory(bytes.slice(bytes.position() + (int) from, (int) count));
        }
    }

    /** A slice of a file. */
    public record Stretch(Piece.FileSlice slice) implements Part {
        @Override
        public long length() {
            return slice.length();
        }

        @Override
        public Part slice(long from, long count) {
            return new Stretch(new Piece.FileSlice(slice.file(), slice.position() + from, count));
        }
    }

    private final List<Part> parts;
    private final long length;

    private Body(List<Part> parts) {
        this.parts = List.copyOf(parts);
        long sum = 0;
        for (Part part : this.parts) {
            sum += part.length();
        }
        length = sum;
    }

    public static Body of(ByteBuffer bytes) {
        return new Body(List.of(new Memory(bytes)));
    }

    /** A copy off the heap, which channels send as it is; bytes on the heap they copy for each response. */
    public static Body offHeap(byte[] bytes) {
        return of(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    public static Body of(String text) {
        return of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Body of(Payload payload) {
        List<Part> parts = new ArrayList<>(payload.pieces().size());
        for (Piece piece : payload.pieces()) {
            if (piece instanceof Piece.Bytes bytes) {
                parts.add(new Memory(ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.count())));
            } else if (piece instanceof Piece.FileSlice slice) {
                parts.add(new Stretch(slice));
            }
        }
        return new Body(parts);
    }

    /** These, one after the other. */
    static Body join(List<Body> bodies) {
        return new Body(bodies.stream().flatMap(body -> body.parts.stream()).toList());
    }

    public List<Part> parts() {
        return parts;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /** How many bytes of it are in memory. */
    public long bytesInMemory() {
        long sum = 0;
        for (Part part : parts) {
            sum += part instanceof Memory ? part.length() : 0;
        }
        return sum;
    }

    /**
     * A stretch of it.
     *
     * @param from from 0
     * @param count of bytes, all of them in the body
     */
    public Body slice(long from, long count) {
        List<Part> cut = new ArrayList<>();
        long start = from;
        long left = count;
        for (Part part : parts) {
            if (start >= part.length()) {
                start -= part.length();
            } else if (left > 0) {
                long taken = Math.min(left, part.length() - start);
                cut.add(taken == part.length() ? part : part.slice(start, taken));
                left -= taken;
                start = 0;
            }
        }
        return new Body(cut);
    }
}
