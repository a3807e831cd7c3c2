package labwire.dash.isobmff;

/**
 * {@code ctts}: rows of (sample count, composition minus decoding time in ticks) (8.6.1.3). Offsets are signed in version
 * 1; in version 0 they are said to be unsigned, but QuickTime always meant them signed, and 2^31 ticks are nobody's delay.
 */
public record CompositionOffsetBox(int version, Table rows) implements Box {
    static CompositionOffsetBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        return new CompositionOffsetBox(version, in.countedTable(2));
    }

    @Override
    public String type() {
        return "ctts";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(version, 0).countedTable(rows);
    }
}
