package labwire.dash.isobmff;

/** {@code stss}: the numbers, from 1, of the samples where decoding may begin; without this box, all (8.6.2). */
public record SyncSampleBox(Table rows) implements Box {
    static SyncSampleBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new SyncSampleBox(in.countedTable(1));
    }

    @Override
    public String type() {
        return "stss";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).countedTable(rows);
    }
}
