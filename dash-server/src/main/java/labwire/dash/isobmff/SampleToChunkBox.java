package labwire.dash.isobmff;

/**
 * {@code stsc}: rows of (first chunk, samples in each chunk from there on, sample description), chunks and descriptions
 * numbered from 1 (8.7.4).
 */
public record SampleToChunkBox(Table rows) implements Box {
    public static final SampleToChunkBox EMPTY = new SampleToChunkBox(Table.of(3));

    static SampleToChunkBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new SampleToChunkBox(in.countedTable(3));
    }

    @Override
    public String type() {
        return "stsc";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).countedTable(rows);
    }
}
