package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable slice of a byte array that nobody changes any more.
 *
 * <p>A flood, a capture and the retransmit queue may all share one array; the garbage collector owns it. Whoever
 * wraps an array promises not to write to the wrapped range again.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** Wraps the whole array, without a copy. */
    public static Bytes wrap(byte[] array) {
        return wrap(array, 0, array.length);
    }

    /** Wraps a range of the array, without a copy. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /** Copies the remaining bytes of the buffer and moves its position to its limit. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return wrap(copy);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** Returns a part of this slice that shares its array. */
    public Bytes slice(int from, int sliceLength) {
        Objects.checkFromIndexSize(from, sliceLength, length);
        if (from == 0 && sliceLength == length) {
            return this;
        }
        return wrap(array, offset + from, sliceLength);
    }

    /** Copies {@code count} bytes, beginning at {@code from} in this slice, into {@code target}. */
    public void copyTo(int from, byte[] target, int targetOffset, int count) {
        Objects.checkFromIndexSize(from, count, length);
        System.arraycopy(array, offset + from, target, targetOffset, count);
    }

    /** Puts {@code count} bytes, beginning at {@code from} in this slice, into {@code target}. */
    public void copyTo(int from, ByteBuffer target, int count) {
        Objects.checkFromIndexSize(from, count, length);
        target.put(array, offset + from, count);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Returns a read-only view. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        int shown = Math.min(length, 32);
        return length + " B " + HexFormat.of().formatHex(array, offset, offset + shown) + (shown < length ? "…" : "");
    }
}
