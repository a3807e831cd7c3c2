package labwire.dash.isobmff;

/**
 * {@code trun}: samples that lie one after another (8.8.8). Each row has those of (duration, size, flags, composition
 * offset) that the flags name, in this order.
 *
 * @param version 1 if composition offsets are signed; as in {@link CompositionOffsetBox} they are taken so anyway
 * @param dataOffset from the fragment's base to the first sample, if {@link #DATA_OFFSET} is set
 * @param firstSampleFlags of the first sample, if {@link #FIRST_SAMPLE_FLAGS} is set
 */
public record TrackRunBox(int version, int flags, int sampleCount, int dataOffset, int firstSampleFlags, Table rows)
        implements Box {
    public static final int DATA_OFFSET = 0x1;
    public static final int FIRST_SAMPLE_FLAGS = 0x4;
    public static final int DURATION = 0x100;
    public static final int SIZE = 0x200;
    public static final int FLAGS = 0x400;
    public static final int COMPOSITION_OFFSET = 0x800;

    /** Samples in one run. */
    public static final int MAX_SAMPLES = 1 << 20;

    private static final int COLUMNS = DURATION | SIZE | FLAGS | COMPOSITION_OFFSET;

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** @param other what it is if the rows do not say */
    public long duration(int sample, long other) {
        return has(DURATION) ? rows.u32(sample, 0) : other;
    }

    /** @param other what it is if the rows do not say */
    public long size(int sample, long other) {
        return has(SIZE) ? rows.u32(sample, columnsBefore(SIZE)) : other;
    }

    /** @param other what they are if neither the rows nor the run say */
    public int sampleFlags(int sample, int other) {
        if (sample == 0 && has(FIRST_SAMPLE_FLAGS)) {
            return firstSampleFlags;
        }
        return has(FLAGS) ? rows.i32(sample, columnsBefore(FLAGS)) : other;
    }

    public int compositionOffset(int sample) {
        return has(COMPOSITION_OFFSET) ? rows.i32(sample, columnsBefore(COMPOSITION_OFFSET)) : 0;
    }

    private int columnsBefore(int flag) {
        return Integer.bitCount(flags & COLUMNS & (flag - 1));
    }

    public static int columns(int flags) {
        return Integer.bitCount(flags & COLUMNS);
    }

    /** The same samples, elsewhere. */
    public TrackRunBox withDataOffset(int offset) {
        return new TrackRunBox(version, flags | DATA_OFFSET, sampleCount, offset, firstSampleFlags, rows);
    }

    static TrackRunBox read(BoxInput in) throws Mp4Exception {
        int start = in.versionAndFlags(1);
        int flags = BoxInput.flags(start);
        long count = in.u32();
        if (count > MAX_SAMPLES) {
            throw in.refuse(count + " samples", "at most " + MAX_SAMPLES);
        }
        int dataOffset = (flags & DATA_OFFSET) != 0 ? in.i32() : 0;
        int firstSampleFlags = (flags & FIRST_SAMPLE_FLAGS) != 0 ? in.i32() : 0;
        Table rows = in.table(count, columns(flags));
        return new TrackRunBox(BoxInput.version(start), flags, (int) count, dataOffset, firstSampleFlags, rows);
    }

    @Override
    public String type() {
        return "trun";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(version, flags).u32(sampleCount);
        if (has(DATA_OFFSET)) {
            out.i32(dataOffset);
        }
        if (has(FIRST_SAMPLE_FLAGS)) {
            out.i32(firstSampleFlags);
        }
        out.table(rows);
    }
}
