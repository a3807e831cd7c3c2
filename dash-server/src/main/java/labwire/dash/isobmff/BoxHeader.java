package labwire.dash.isobmff;

/**
 * The head of a box (ISO/IEC 14496-12, 4.2.2).
 *
 * <pre>
 *   ┌─────────┬─────────┬──────────────────────────┐
 *   │ size 32 │ type 32 │ (size 64, if size 32 = 1)│   size 0: to the end of the file
 *   └─────────┴─────────┴──────────────────────────┘
 * </pre>
 *
 * @param type four characters, each byte as ISO 8859-1 has it
 * @param offset of its first byte
 * @param headerSize 8 or 16
 * @param size of the whole, header included
 */
public record BoxHeader(String type, long offset, int headerSize, long size) {
    /** Bytes that are enough to read any. */
    public static final int MAX_SIZE = 16;

    /** Bytes that the shortest has. */
    public static final int MIN_SIZE = 8;

    public long bodyOffset() {
        return offset + headerSize;
    }

    public long bodySize() {
        return size - headerSize;
    }

    public long end() {
        return offset + size;
    }

    /**
     * Reads one.
     *
     * @param start the bytes there, {@link #MAX_SIZE} of them or all there are
     * @param offset where that is, for the header
     * @param available bytes from there to the end of what encloses it
     * @param parent what encloses it
     * @throws Mp4Exception if it is longer than what encloses it, or shorter than itself
     */
    public static BoxHeader read(Bytes start, long offset, long available, BoxPath parent) throws Mp4Exception {
        if (available < MIN_SIZE || start.length() < MIN_SIZE) {
            throw new Mp4Exception(
                    parent, available + " bytes at the end (expected: a box, of " + MIN_SIZE + " bytes or more)");
        }
        long size = start.u32(0);
        String type = start.slice(4, 4).latin1();
        int headerSize = MIN_SIZE;
        if (size == 1) {
            if (start.length() < MAX_SIZE) {
                throw new Mp4Exception(parent.child(type), "ends within its size (expected: 64 bits of it)");
            }
            size = start.i64(MIN_SIZE);
            headerSize = MAX_SIZE;
        } else if (size == 0 && parent.equals(BoxPath.FILE)) {
            size = available;
        }
        if (size < headerSize || size > available) {
            throw new Mp4Exception(
                    parent.child(type),
                    Long.toUnsignedString(size) + " bytes at offset " + offset + " (expected: " + headerSize + " to "
                            + available + ")");
        }
        return new BoxHeader(type, offset, headerSize, size);
    }
}
