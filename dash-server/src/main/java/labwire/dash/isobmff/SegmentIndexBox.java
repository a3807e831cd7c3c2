package labwire.dash.isobmff;

/**
 * {@code sidx}: the segments, or further indexes, that follow it (8.16.3).
 *
 * <pre>
 *   row: ┌ 1: of an index │ 31: size in bytes ┐ ┌ 32: duration ┐ ┌ 1: starts with SAP │ 3: SAP type │ 28: SAP delta ┐
 * </pre>
 *
 * @param earliestPresentationTime of the first, in ticks
 * @param firstOffset bytes from this box's end to the first
 */
public record SegmentIndexBox(
        long referenceId, long timescale, long earliestPresentationTime, long firstOffset, Table rows) implements Box {
    static SegmentIndexBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        long referenceId = in.u32();
        long timescale = in.u32();
        if (timescale == 0) {
            throw in.refuse("timescale 0", "ticks a second");
        }
        long earliest = in.u32or63(version, "earliest presentation time");
        long firstOffset = in.u32or63(version, "first offset");
        in.bytes(2);
        return new SegmentIndexBox(referenceId, timescale, earliest, firstOffset, in.table(in.u16(), 3));
    }

    /** The same with other references. */
    public SegmentIndexBox with(Table references) {
        return new SegmentIndexBox(referenceId, timescale, earliestPresentationTime, firstOffset, references);
    }

    public int count() {
        return rows.rows();
    }

    /** Whether this reference is to another {@code sidx}. */
    public boolean isIndex(int reference) {
        return rows.i32(reference, 0) < 0;
    }

    /** In bytes. */
    public int size(int reference) {
        return rows.i32(reference, 0) & 0x7FFF_FFFF;
    }

    /** In ticks. */
    public long duration(int reference) {
        return rows.u32(reference, 1);
    }

    public boolean startsWithSap(int reference) {
        return rows.i32(reference, 2) < 0;
    }

    @Override
    public String type() {
        return "sidx";
    }

    @Override
    public void writeBody(BoxWriter out) {
        int version = (earliestPresentationTime | firstOffset) >>> 32 == 0 ? 0 : 1;
        out.versionAndFlags(version, 0).u32(referenceId).u32(timescale);
        out.u32or64(version, earliestPresentationTime).u32or64(version, firstOffset);
        out.zeros(2).u16(rows.rows()).table(rows);
    }
}
