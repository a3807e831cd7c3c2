package labwire.dash.isobmff;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes boxes, whose sizes it fills in, into an array that grows. */
public final class BoxWriter {
    private byte[] buffer;
    private int size;

    public BoxWriter() {
        this(512);
    }

    public BoxWriter(int room) {
        buffer = new byte[room];
    }

    /** The bytes of these boxes, one after another. */
    public static byte[] bytesOf(Box... boxes) {
        return new BoxWriter().boxes(List.of(boxes)).toArray();
    }

    public int size() {
        return size;
    }

    public byte[] toArray() {
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    private int grow(int count) {
        int at = size;
        size = Math.addExact(size, count);
        if (size > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size, buffer.length + (buffer.length >> 1)));
        }
        return at;
    }

    public BoxWriter box(Box box) {
        int start = size;
        u32(0).fourCharacters(box.type());
        box.writeBody(this);
        put32(start, size - start);
        return this;
    }

    public BoxWriter boxes(List<? extends Box> boxes) {
        for (Box box : boxes) {
            box(box);
        }
        return this;
    }

    public BoxWriter u8(int value) {
        int at = grow(1);
        buffer[at] = (byte) value;
        return this;
    }

    public BoxWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public BoxWriter i32(int value) {
        put32(grow(4), value);
        return this;
    }

    private void put32(int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    /** The lower 32 bits. */
    public BoxWriter u32(long value) {
        return i32((int) value);
    }

    public BoxWriter i64(long value) {
        return u32(value >>> 32).u32(value);
    }

    /** 32 bits by version 0, 64 by version 1. */
    BoxWriter u32or64(int version, long value) {
        return version == 0 ? u32(value) : i64(value);
    }

    public BoxWriter versionAndFlags(int version, int flags) {
        return i32(version << 24 | flags);
    }

    public BoxWriter fourCharacters(String type) {
        if (type.length() != 4) {
            throw new IllegalArgumentException("type: \"" + type + "\" (expected: four characters)");
        }
        return bytes(Bytes.of(type.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** UTF-8, and a zero byte. */
    public BoxWriter text(String text) {
        return bytes(Bytes.of(text.getBytes(StandardCharsets.UTF_8))).u8(0);
    }

    public BoxWriter bytes(Bytes bytes) {
        int at = grow(bytes.length());
        bytes.copyTo(buffer, at);
        return this;
    }

    public BoxWriter zeros(int count) {
        grow(count);
        return this;
    }

    public BoxWriter table(Table table) {
        return bytes(table.bytes());
    }

    /** The number of its rows, and they. */
    public BoxWriter countedTable(Table table) {
        return u32(table.rows()).table(table);
    }
}
