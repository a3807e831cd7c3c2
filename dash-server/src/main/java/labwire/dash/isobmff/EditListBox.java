package labwire.dash.isobmff;

import java.util.ArrayList;
import java.util.List;

/** {@code elst}: which parts of the media a track presents, one after another (8.6.6). */
public record EditListBox(List<Edit> edits) implements Box {
    /** How many edits are read. */
    public static final int MAX_EDITS = 1000;

    /**
     * One part.
     *
     * @param duration in the movie's ticks; in a fragmented file 0 says "to the end"
     * @param mediaTime composition time in the media's ticks, or {@link #EMPTY}
     * @param rate 16.16 fixed point, {@link #NORMAL_RATE}
     */
    public record Edit(long duration, long mediaTime, int rate) {
        /** As {@code mediaTime}: nothing is presented. */
        public static final long EMPTY = -1;

        public static final int NORMAL_RATE = 0x1_0000;
    }

    public EditListBox {
        edits = List.copyOf(edits);
    }

    static EditListBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        long count = in.u32();
        int columns = version == 0 ? 3 : 5;
        if (count > MAX_EDITS) {
            throw in.refuse(count + " edits", "at most " + MAX_EDITS);
        }
        Table table = in.table(count, columns);
        List<Edit> edits = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            edits.add(
                    version == 0
                            ? new Edit(table.u32(row, 0), table.i32(row, 1), table.i32(row, 2))
                            : new Edit(table.i64(row, 0), table.i64(row, 2), table.i32(row, 4)));
        }
        return new EditListBox(edits);
    }

    @Override
    public String type() {
        return "elst";
    }

    @Override
    public void writeBody(BoxWriter out) {
        boolean wide = edits.stream()
                .anyMatch(edit -> edit.duration() >>> 32 != 0 || edit.mediaTime() != (int) edit.mediaTime());
        int version = wide ? 1 : 0;
        out.versionAndFlags(version, 0).u32(edits.size());
        for (Edit edit : edits) {
            out.u32or64(version, edit.duration())
                    .u32or64(version, edit.mediaTime())
                    .i32(edit.rate());
        }
    }
}
