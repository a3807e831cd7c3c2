package labwire.dash.isobmff;

/** {@code tfdt}: the decoding time of a fragment's first sample, in the media's ticks (8.8.12). */
public record TrackFragmentDecodeTimeBox(long decodeTime) implements Box {
    static TrackFragmentDecodeTimeBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        return new TrackFragmentDecodeTimeBox(in.u32or63(version, "decode time"));
    }

    @Override
    public String type() {
        return "tfdt";
    }

    /** Always in 64 bits, so that a segment's size does not depend on its time. */
    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(1, 0).i64(decodeTime);
    }
}
