package labwire.dash.isobmff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** An immutable slice of an array, numbers in it big-endian. Two are equal if their bytes are. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The array is not copied: nobody may change it any more. */
    public static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    public static Bytes ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public int length() {
        return length;
    }

    public int u8(int at) {
        return array[index(at, 1)] & 0xFF;
    }

    public int u16(int at) {
        return (short) SHORT.get(array, index(at, 2)) & 0xFFFF;
    }

    public int i32(int at) {
        return (int) INT.get(array, index(at, 4));
    }

    public long u32(int at) {
        return i32(at) & 0xFFFF_FFFFL;
    }

    public long i64(int at) {
        return (long) LONG.get(array, index(at, 8));
    }

    private int index(int at, int count) {
        return offset + Objects.checkFromIndexSize(at, count, length);
    }

    public Bytes slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new Bytes(array, offset + from, count);
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** As ISO 8859-1, so that no byte is lost. */
    public String latin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    public String utf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
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

    /** Hexadecimal, at most 32 bytes of it. */
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(array, offset, offset + Math.min(length, 32));
        return length > 32 ? shown + "… (" + length + " bytes)" : shown;
    }
}
