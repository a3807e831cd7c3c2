package labwire.dash.media;

import java.util.Objects;

/** A part of a {@link Payload}. */
public sealed interface Piece {
    /** In bytes. */
    long length();

    /** Bytes in memory, which nobody changes. */
    final class Bytes implements Piece {
        private final byte[] array;
        private final int offset;
        private final int count;

        private Bytes(byte[] array, int offset, int count) {
            this.array = array;
            this.offset = offset;
            this.count = count;
        }

        /** The array is not copied. */
        public static Bytes of(byte[] array) {
            return new Bytes(array, 0, array.length);
        }

        /** The array is not copied. */
        public static Bytes of(byte[] array, int offset, int count) {
            Objects.checkFromIndexSize(offset, count, array.length);
            return new Bytes(array, offset, count);
        }

        public byte[] array() {
            return array;
        }

        public int offset() {
            return offset;
        }

        public int count() {
            return count;
        }

        @Override
        public long length() {
            return count;
        }
    }

    /** A slice of a file that stays where it is: sent from there, by the kernel where that is possible. */
    record FileSlice(FileSource file, long position, long length) implements Piece {}
}
