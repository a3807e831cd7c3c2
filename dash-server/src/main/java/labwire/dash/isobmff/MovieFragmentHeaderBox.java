package labwire.dash.isobmff;

/** {@code mfhd}: the number of a fragment, ascending (8.8.5). */
public record MovieFragmentHeaderBox(long sequenceNumber) implements Box {
    static MovieFragmentHeaderBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new MovieFragmentHeaderBox(in.u32());
    }

    @Override
    public String type() {
        return "mfhd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).u32(sequenceNumber);
    }
}
