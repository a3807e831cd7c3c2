package labwire.dash.media;

import java.util.List;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.FileTypeBox;

/** What a segment begins with: {@code styp}, and events. And the header of the data, which it ends with. */
final class SegmentHead {
    private static final FileTypeBox BRANDS = new FileTypeBox("styp", "msdh", 0, List.of("msdh", "cmfs"));

    /** Bytes of {@code styp}. */
    static final int SIZE = BoxWriter.bytesOf(BRANDS).length;

    private static final long MAX_SHORT_BOX = 0xFFFF_FFFFL;

    private SegmentHead() {}

    static void write(SegmentEdit edit, BoxWriter out) {
        out.box(BRANDS).boxes(edit.events());
    }

    /** Bytes of the header of an {@code mdat} that holds so much. */
    static int dataHeaderSize(long dataBytes) {
        return dataBytes + 8 > MAX_SHORT_BOX ? 16 : 8;
    }

    static void writeDataHeader(long dataBytes, BoxWriter out) {
        if (dataHeaderSize(dataBytes) == 8) {
            out.u32(dataBytes + 8).fourCharacters("mdat");
        } else {
            out.u32(1).fourCharacters("mdat").i64(dataBytes + 16);
        }
    }
}
