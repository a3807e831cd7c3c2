package labwire.dash.isobmff;

/**
 * {@code mvhd}: the presentation as a whole (8.2.2).
 *
 * @param timescale ticks a second, for this box, {@code tkhd} and {@code elst}
 * @param duration in those ticks, 0 if unknown
 * @param nextTrackId greater than any in use
 */
public record MovieHeaderBox(long timescale, long duration, long nextTrackId) implements Box {
    static MovieHeaderBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        in.bytes(version == 0 ? 8 : 16);
        long timescale = in.u32();
        if (timescale == 0) {
            throw in.refuse("timescale 0", "ticks a second");
        }
        long duration = version == 0 ? in.u32() : in.i64();
        in.bytes(76);
        return new MovieHeaderBox(timescale, duration, in.u32());
    }

    @Override
    public String type() {
        return "mvhd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        int version = duration >>> 32 == 0 ? 0 : 1;
        out.versionAndFlags(version, 0)
                .zeros(version == 0 ? 8 : 16)
                .u32(timescale)
                .u32or64(version, duration);
        out.i32(0x1_0000)
                .u16(0x100)
                .zeros(10)
                .bytes(TrackHeaderBox.UNITY_MATRIX)
                .zeros(24);
        out.u32(nextTrackId);
    }
}
