package labwire.dash.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import labwire.dash.isobmff.Bytes;

/** A good file's bytes, to be spoilt: finds a box by its path, and changes what is in it. */
final class Mp4Bytes {
    private byte[] bytes;
    private int start;
    private int headerSize;

    Mp4Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Goes to a box, such as {@code moov/trak[2]/mdia}. */
    Mp4Bytes box(String path) {
        int from = 0;
        int to = bytes.length;
        for (String step : path.split("/")) {
            int ordinal = step.length() > 4 ? Integer.parseInt(step.substring(5, step.length() - 1)) : 1;
            start = find(step.substring(0, 4), ordinal, from, to);
            headerSize = 8;
            from = start + headerSize + (step.startsWith("stsd") ? 8 : 0);
            from += step.matches("avc1.*|hvc1.*") ? 78 : step.startsWith("mp4a") ? 28 : 0;
            to = start + size();
        }
        return this;
    }

    private int find(String type, int ordinal, int from, int to) {
        int left = ordinal;
        int at = from;
        while (at + 8 <= to) {
            int size = Bytes.of(bytes).i32(at);
            if (new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1).equals(type) && --left == 0) {
                return at;
            }
            at += size;
        }
        throw new AssertionError("no " + type + "[" + ordinal + "] from " + from + " to " + to);
    }

    int start() {
        return start;
    }

    int size() {
        return Bytes.of(bytes).i32(start);
    }

    /** Of the box's body. */
    int get32(int at) {
        return Bytes.of(bytes).i32(start + headerSize + at);
    }

    /** In the box's body. */
    Mp4Bytes put32(int at, int value) {
        return putRaw(start + headerSize + at, value);
    }

    Mp4Bytes put8(int at, int value) {
        bytes[start + headerSize + at] = (byte) value;
        return this;
    }

    /** The box's own size. */
    Mp4Bytes resize(int size) {
        return putRaw(start, size);
    }

    Mp4Bytes rename(String type) {
        System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, start + 4, 4);
        return this;
    }

    Mp4Bytes putRaw(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
        return this;
    }

    Mp4Bytes cutAt(int length) {
        bytes = Arrays.copyOf(bytes, length);
        return this;
    }
}
