package labwire.dash.isobmff;

/** {@code trex}: what a track's fragments say if they say nothing (8.8.3). */
public record TrackExtendsBox(
        long trackId, long descriptionIndex, long defaultDuration, long defaultSize, int defaultFlags) implements Box {
    static TrackExtendsBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new TrackExtendsBox(in.u32(), in.u32(), in.u32(), in.u32(), in.i32());
    }

    @Override
    public String type() {
        return "trex";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).u32(trackId).u32(descriptionIndex);
        out.u32(defaultDuration).u32(defaultSize).i32(defaultFlags);
    }
}
