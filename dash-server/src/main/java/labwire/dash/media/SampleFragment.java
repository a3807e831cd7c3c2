package labwire.dash.media;

import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.MovieFragmentHeaderBox;
import labwire.dash.isobmff.SampleFlags;
import labwire.dash.isobmff.Table;
import labwire.dash.isobmff.TrackFragmentDecodeTimeBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;
import labwire.dash.isobmff.TrackRunBox;

/**
 * Some samples of a sample table as a movie fragment: one run, which says of each sample only what differs among them.
 */
final class SampleFragment {
    private static final int DEFAULTS = TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF
            | TrackFragmentHeaderBox.DEFAULT_DURATION
            | TrackFragmentHeaderBox.DEFAULT_SIZE
            | TrackFragmentHeaderBox.DEFAULT_FLAGS;

    /** moof 8, mfhd 16, traf 8, tfhd 28, tfdt 20, trun 24. */
    private static final int FIXED_BYTES = 104;

    private final SampleTable table;
    private final int first;
    private final int end;
    private final int runFlags;
    private final boolean signedOffsets;
    private final int lastDuration;

    /**
     * @param first sample
     * @param end the sample after the last; greater
     */
    SampleFragment(SampleTable table, int first, int end) {
        this(table, first, end, table.decodeTime(end) - table.decodeTime(first));
    }

    /** @param ticks of all samples: the last one lasts for what the others leave of it */
    SampleFragment(SampleTable table, int first, int end, long ticks) {
        this.table = table;
        this.first = first;
        this.end = end;
        long before = table.decodeTime(end - 1) - table.decodeTime(first);
        lastDuration = (int) Math.max(0, Math.min(Integer.MAX_VALUE, ticks - before));
        int flags = TrackRunBox.DATA_OFFSET | TrackRunBox.FIRST_SAMPLE_FLAGS;
        boolean signed = false;
        for (int sample = first; sample < end; sample++) {
            int offset = table.compositionOffset(sample);
            flags |= offset != 0 ? TrackRunBox.COMPOSITION_OFFSET : 0;
            signed |= offset < 0;
            flags |= duration(sample) != duration(first) ? TrackRunBox.DURATION : 0;
            flags |= table.sizes().size(sample) != table.sizes().size(first) ? TrackRunBox.SIZE : 0;
            flags |= sample > first && table.isSync(sample) != table.isSync(defaultSample()) ? TrackRunBox.FLAGS : 0;
        }
        // Flags of the first sample alone are for when the others agree among themselves.
        runFlags = (flags & TrackRunBox.FLAGS) != 0 ? flags & ~TrackRunBox.FIRST_SAMPLE_FLAGS : flags;
        signedOffsets = signed;
    }

    /** The sample whose flags are the default: the second, as the first is often a key frame. */
    private int defaultSample() {
        return Math.min(first + 1, end - 1);
    }

    private int duration(int sample) {
        return sample == end - 1 ? lastDuration : table.duration(sample);
    }

    private int flags(int sample) {
        return table.isSync(sample) ? SampleFlags.SYNC : SampleFlags.NON_SYNC;
    }

    long dataBytes() {
        return table.sizes().sumBefore(end) - table.sizes().sumBefore(first);
    }

    /** Of the {@code moof}. */
    int size() {
        boolean firstSampleFlags = (runFlags & TrackRunBox.FIRST_SAMPLE_FLAGS) != 0;
        int row = TrackRunBox.columns(runFlags) * Table.WORD;
        return FIXED_BYTES - (firstSampleFlags ? 0 : Table.WORD) + (end - first) * row;
    }

    ContainerBox box(long trackId, long sequenceNumber, long decodeTime) {
        int dataOffset = size() + SegmentHead.dataHeaderSize(dataBytes());
        return ContainerBox.of(
                "moof",
                new MovieFragmentHeaderBox(sequenceNumber),
                ContainerBox.of(
                        "traf",
                        new TrackFragmentHeaderBox(
                                DEFAULTS,
                                trackId,
                                0,
                                0,
                                duration(first),
                                table.sizes().size(first),
                                flags(defaultSample())),
                        new TrackFragmentDecodeTimeBox(decodeTime),
                        new TrackRunBox(
                                signedOffsets ? 1 : 0, runFlags, end - first, dataOffset, flags(first), rows())));
    }

    private Table rows() {
        int columns = TrackRunBox.columns(runFlags);
        BoxWriter rows = new BoxWriter((end - first) * columns * Table.WORD);
        for (int sample = first; sample < end && columns > 0; sample++) {
            if ((runFlags & TrackRunBox.DURATION) != 0) {
                rows.i32(duration(sample));
            }
            if ((runFlags & TrackRunBox.SIZE) != 0) {
                rows.i32(table.sizes().size(sample));
            }
            if ((runFlags & TrackRunBox.FLAGS) != 0) {
                rows.i32(flags(sample));
            }
            if ((runFlags & TrackRunBox.COMPOSITION_OFFSET) != 0) {
                rows.i32(table.compositionOffset(sample));
            }
        }
        return new Table(columns, Bytes.of(rows.toArray()));
    }
}
