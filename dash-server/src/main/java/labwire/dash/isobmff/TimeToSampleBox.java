package labwire.dash.isobmff;

/** {@code stts}: rows of (sample count, sample duration in ticks), in decoding order (8.6.1.2). */
public record TimeToSampleBox(Table rows) implements Box {
    public static final TimeToSampleBox EMPTY = new TimeToSampleBox(Table.of(2));

    static TimeToSampleBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new TimeToSampleBox(in.countedTable(2));
    }

    @Override
    public String type() {
        return "stts";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).countedTable(rows);
    }
}
