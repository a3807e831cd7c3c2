package labwire.dash.isobmff;

/**
 * Rows of 32-bit words, as the sample tables have them: a view of the box's bytes, so that a table costs nothing and is
 * never longer than what is there.
 */
public record Table(int columns, Bytes bytes) {
    public static final int WORD = 4;

    public Table {
        if (columns < 0 || (columns == 0 ? bytes.length() != 0 : bytes.length() % (columns * WORD) != 0)) {
            throw new IllegalArgumentException(
                    "table: " + bytes.length() + " bytes (expected: whole rows of " + columns + " words)");
        }
    }

    /** A table of these words, row after row. */
    public static Table of(int columns, int... words) {
        BoxWriter out = new BoxWriter(words.length * WORD);
        for (int word : words) {
            out.i32(word);
        }
        return new Table(columns, Bytes.of(out.toArray()));
    }

    /** 0 if there are no columns: how many rows that would be, only the box knows. */
    public int rows() {
        return columns == 0 ? 0 : bytes.length() / (columns * WORD);
    }

    public int i32(int row, int column) {
        return bytes.i32((row * columns + column) * WORD);
    }

    public long u32(int row, int column) {
        return i32(row, column) & 0xFFFF_FFFFL;
    }

    /** Of this column and the next. */
    public long i64(int row, int column) {
        return bytes.i64((row * columns + column) * WORD);
    }
}
