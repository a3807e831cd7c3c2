package labwire.dash.media;

import java.util.List;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.Mp4Exception;

/** Where a file's media data is: the insides of its {@code mdat} boxes. */
final class MediaData {
    private final long[] starts;
    private final long[] ends;

    MediaData(List<BoxHeader> boxes) {
        List<BoxHeader> data =
                boxes.stream().filter(box -> box.type().equals("mdat")).toList();
        starts = data.stream().mapToLong(BoxHeader::bodyOffset).toArray();
        ends = data.stream().mapToLong(BoxHeader::end).toArray();
    }

    /**
     * Refuses samples that are not, all of them, in one {@code mdat}.
     *
     * @param path of the table that says where they are
     * @param what they are
     */
    void check(long position, long length, BoxPath path, String what) throws Mp4Exception {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        boolean inside = low < starts.length
                && position >= starts[low]
                && position <= ends[low]
                && length <= ends[low] - position;
        if (!inside) {
            throw new Mp4Exception(
                    path,
                    what + ": " + length + " bytes at offset " + Long.toUnsignedString(position)
                            + " (expected: inside an mdat)");
        }
    }
}
