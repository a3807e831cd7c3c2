package labwire.dash.isobmff;

/**
 * {@code tfhd}: a track's part in a fragment, and what its runs say if they say nothing (8.8.7).
 *
 * @param flags which of the fields are there; those that are not are 0
 */
public record TrackFragmentHeaderBox(
        int flags,
        long trackId,
        long baseDataOffset,
        long descriptionIndex,
        long defaultDuration,
        long defaultSize,
        int defaultFlags)
        implements Box {
    public static final int BASE_DATA_OFFSET = 0x1;
    public static final int DESCRIPTION_INDEX = 0x2;
    public static final int DEFAULT_DURATION = 0x8;
    public static final int DEFAULT_SIZE = 0x10;
    public static final int DEFAULT_FLAGS = 0x20;
    public static final int DEFAULT_BASE_IS_MOOF = 0x2_0000;

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    static TrackFragmentHeaderBox read(BoxInput in) throws Mp4Exception {
        int flags = BoxInput.flags(in.versionAndFlags(0));
        return new TrackFragmentHeaderBox(
                flags,
                in.u32(),
                (flags & BASE_DATA_OFFSET) != 0 ? in.u63("base data offset") : 0,
                (flags & DESCRIPTION_INDEX) != 0 ? in.u32() : 0,
                (flags & DEFAULT_DURATION) != 0 ? in.u32() : 0,
                (flags & DEFAULT_SIZE) != 0 ? in.u32() : 0,
                (flags & DEFAULT_FLAGS) != 0 ? in.i32() : 0);
    }

    @Override
    public String type() {
        return "tfhd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, flags).u32(trackId);
        if (has(BASE_DATA_OFFSET)) {
            out.i64(baseDataOffset);
        }
        if (has(DESCRIPTION_INDEX)) {
            out.u32(descriptionIndex);
        }
        if (has(DEFAULT_DURATION)) {
            out.u32(defaultDuration);
        }
        if (has(DEFAULT_SIZE)) {
            out.u32(defaultSize);
        }
        if (has(DEFAULT_FLAGS)) {
            out.i32(defaultFlags);
        }
    }
}
