package labwire.dash.isobmff;

/**
 * {@code stsz}, {@code stz2}: the sizes of samples in bytes (8.7.3).
 *
 * @param constantSize of every sample, or 0: then they are in the table
 * @param count of samples; with a constant size nothing in the box bears it out
 * @param fieldBits of a size in the table: 32, or in {@code stz2} 16, 8 or 4
 */
public record SampleSizeBox(String type, long constantSize, long count, int fieldBits, Bytes sizes) implements Box {
    public static final SampleSizeBox EMPTY = new SampleSizeBox("stsz", 0, 0, 32, Bytes.EMPTY);

    static SampleSizeBox read(String type, BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        boolean compact = type.equals("stz2");
        long constantSize = compact ? 0 : in.u32();
        int fieldBits = compact ? in.i32() & 0xFF : 32;
        if (compact && fieldBits != 4 && fieldBits != 8 && fieldBits != 16) {
            throw in.refuse("sizes of " + fieldBits + " bits", "4, 8 or 16");
        }
        long count = in.u32();
        long bytes = constantSize > 0 ? 0 : (count * fieldBits + 7) / 8;
        if (bytes > in.remaining()) {
            throw in.refuse(
                    count + " samples",
                    "at most " + in.remaining() * 8L / fieldBits + ", which is what it has room for");
        }
        return new SampleSizeBox(type, constantSize, count, fieldBits, in.bytes((int) bytes));
    }

    /** In bytes; of a sample from 0. */
    public long size(int sample) {
        if (constantSize > 0) {
            return constantSize;
        }
        return switch (fieldBits) {
            case 4 -> sizes.u8(sample / 2) >>> (sample % 2 == 0 ? 4 : 0) & 0xF;
            case 8 -> sizes.u8(sample);
            case 16 -> sizes.u16(sample * 2);
            default -> sizes.u32(sample * 4);
        };
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0);
        out.u32(type.equals("stz2") ? fieldBits : constantSize).u32(count).bytes(sizes);
    }
}
