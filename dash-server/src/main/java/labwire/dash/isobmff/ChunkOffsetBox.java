package labwire.dash.isobmff;

/** {@code stco}, {@code co64}: where chunks begin in the file, in one word or two (8.7.5). */
public record ChunkOffsetBox(String type, Table rows) implements Box {
    public static final ChunkOffsetBox EMPTY = new ChunkOffsetBox("stco", Table.of(1));

    static ChunkOffsetBox read(String type, BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        return new ChunkOffsetBox(type, in.countedTable(type.equals("co64") ? 2 : 1));
    }

    public int count() {
        return rows.rows();
    }

    /** Of a chunk from 0; negative if it is 2^63 or more. */
    public long offset(int chunk) {
        return rows.columns() == 2 ? rows.i64(chunk, 0) : rows.u32(chunk, 0);
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).countedTable(rows);
    }
}
