package labwire.dash.isobmff;

/**
 * {@code tkhd}: a track as part of the presentation (8.3.2).
 *
 * @param flags 1 enabled, 2 in the movie, 4 in the preview
 * @param duration in the movie's ticks, 0 if unknown
 * @param placement layer, alternate group, volume and matrix, as they were
 * @param width shown, 16.16 fixed point
 */
public record TrackHeaderBox(int flags, long trackId, long duration, Bytes placement, long width, long height)
        implements Box {
    /** Enabled, and in the movie. */
    public static final int PLAYED = 3;

    static final Bytes UNITY_MATRIX =
            Bytes.ofHex("00010000 00000000 00000000 00000000 00010000 00000000 00000000 00000000 40000000");

    private static final int PLACEMENT_SIZE = 52;

    /** A track without any placement. */
    public static TrackHeaderBox of(long trackId, boolean sound, int width, int height) {
        BoxWriter placement = new BoxWriter(PLACEMENT_SIZE);
        placement.zeros(12).u16(sound ? 0x100 : 0).zeros(2).bytes(UNITY_MATRIX);
        return new TrackHeaderBox(
                PLAYED, trackId, 0, Bytes.of(placement.toArray()), (long) width << 16, (long) height << 16);
    }

    public TrackHeaderBox withDuration(long ticks) {
        return new TrackHeaderBox(flags, trackId, ticks, placement, width, height);
    }

    static TrackHeaderBox read(BoxInput in) throws Mp4Exception {
        int start = in.versionAndFlags(1);
        int version = BoxInput.version(start);
        in.bytes(version == 0 ? 8 : 16);
        long trackId = in.u32();
        if (trackId == 0) {
            throw in.refuse("track 0", "numbers from 1");
        }
        in.bytes(4);
        long duration = version == 0 ? in.u32() : in.i64();
        return new TrackHeaderBox(
                BoxInput.flags(start), trackId, duration, in.bytes(PLACEMENT_SIZE), in.u32(), in.u32());
    }

    @Override
    public String type() {
        return "tkhd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        int version = duration >>> 32 == 0 ? 0 : 1;
        out.versionAndFlags(version, flags)
                .zeros(version == 0 ? 8 : 16)
                .u32(trackId)
                .zeros(4);
        out.u32or64(version, duration).bytes(placement).u32(width).u32(height);
    }
}
