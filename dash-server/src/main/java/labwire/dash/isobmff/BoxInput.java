package labwire.dash.isobmff;

/** Reads the fields of one box, in order, and refuses to read beyond its end. */
final class BoxInput {
    private final BoxPath path;
    private final Bytes bytes;
    private int position;

    BoxInput(BoxPath path, Bytes bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    BoxPath path() {
        return path;
    }

    int remaining() {
        return bytes.length() - position;
    }

    private int take(int count) throws Mp4Exception {
        if (count > remaining()) {
            throw new Mp4Exception(
                    path,
                    "ends after " + bytes.length() + " bytes (expected: " + (count - remaining()) + " more or longer)");
        }
        int at = position;
        position += count;
        return at;
    }

    int u8() throws Mp4Exception {
        return bytes.u8(take(1));
    }

    int u16() throws Mp4Exception {
        return bytes.u16(take(2));
    }

    long u32() throws Mp4Exception {
        return bytes.u32(take(4));
    }

    int i32() throws Mp4Exception {
        return bytes.i32(take(4));
    }

    long i64() throws Mp4Exception {
        return bytes.i64(take(8));
    }

    /** 64 bits without a sign, of which the sign bit must be clear. */
    long u63(String what) throws Mp4Exception {
        long value = i64();
        if (value < 0) {
            throw refuse(what + ": " + Long.toUnsignedString(value), "less than 2^63");
        }
        return value;
    }

    /** 32 bits by version 0, 64 by version 1. */
    long u32or63(int version, String what) throws Mp4Exception {
        return version == 0 ? u32() : u63(what);
    }

    /** What comes next, without taking it: as many bytes, or all there are. */
    Bytes peek(int count) {
        return bytes.slice(position, Math.min(count, remaining()));
    }

    /** Whether all that remains are the four zero bytes with which QuickTime ends a list of boxes. */
    boolean atTerminator() {
        return remaining() == Table.WORD && bytes.i32(position) == 0;
    }

    Bytes bytes(int count) throws Mp4Exception {
        return bytes.slice(take(count), count);
    }

    Bytes rest() {
        Bytes rest = bytes.slice(position, remaining());
        position = bytes.length();
        return rest;
    }

    String fourCharacters() throws Mp4Exception {
        return bytes(4).latin1();
    }

    /** UTF-8, up to a zero byte or the end. */
    String text() {
        int end = position;
        while (end < bytes.length() && bytes.u8(end) != 0) {
            end++;
        }
        String text = bytes.slice(position, end - position).utf8();
        position = Math.min(end + 1, bytes.length());
        return text;
    }

    /** The version and flags of a "full box": flags are left in the lower 24 bits. */
    int versionAndFlags(int highestVersion) throws Mp4Exception {
        int word = i32();
        if (word >>> 24 > highestVersion) {
            throw refuse("version " + (word >>> 24), "at most " + highestVersion);
        }
        return word;
    }

    static int version(int versionAndFlags) {
        return versionAndFlags >>> 24;
    }

    static int flags(int versionAndFlags) {
        return versionAndFlags & 0xFF_FFFF;
    }

    /** A table: the number of its rows, and they. */
    Table countedTable(int columns) throws Mp4Exception {
        return table(u32(), columns);
    }

    /** @param rows as claimed; refused if they are not there */
    Table table(long rows, int columns) throws Mp4Exception {
        long room = columns == 0 ? 0 : remaining() / ((long) columns * Table.WORD);
        if (columns > 0 && rows > room) {
            throw refuse(rows + " entries", "at most " + room + ", which is what it has room for");
        }
        return new Table(columns, bytes(columns == 0 ? 0 : (int) (rows * columns * Table.WORD)));
    }

    Mp4Exception refuse(String found, String expected) {
        return new Mp4Exception(path, found + " (expected: " + expected + ")");
    }
}
