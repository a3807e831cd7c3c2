package labwire.dash.media;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.MovieFragmentHeaderBox;
import labwire.dash.isobmff.OpaqueBox;
import labwire.dash.isobmff.TrackFragmentDecodeTimeBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;

/** Makes the {@code moof} of one track's part of a fragment anew: its own number, time and places. */
final class FragmentRewrite {
    private FragmentRewrite() {}

    /**
     * Makes it, for data that follow it in one {@code mdat}, run after run.
     *
     * @param fragment the {@code traf}
     * @param runs what it says
     */
    static ContainerBox moof(ContainerBox fragment, FragmentRuns runs, long sequenceNumber, long decodeTime) {
        ContainerBox measured = moof(fragment, runs, sequenceNumber, decodeTime, 0);
        int size = new BoxWriter().box(measured).size();
        return moof(fragment, runs, sequenceNumber, decodeTime, size + SegmentHead.dataHeaderSize(runs.dataBytes()));
    }

    private static ContainerBox moof(
            ContainerBox fragment, FragmentRuns runs, long sequenceNumber, long decodeTime, long dataOffset) {
        TrackFragmentHeaderBox header = runs.header();
        int flags =
                header.flags() & ~TrackFragmentHeaderBox.BASE_DATA_OFFSET | TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF;
        List<Box> children = new ArrayList<>();
        children.add(new TrackFragmentHeaderBox(
                flags,
                header.trackId(),
                0,
                header.descriptionIndex(),
                header.defaultDuration(),
                header.defaultSize(),
                header.defaultFlags()));
        children.add(new TrackFragmentDecodeTimeBox(decodeTime));
        long offset = dataOffset;
        for (FragmentRuns.Run run : runs.data()) {
            children.add(run.box().withDataOffset((int) offset));
            offset += run.length();
        }
        children.addAll(fragment.all(OpaqueBox.class));
        return ContainerBox.of("moof", new MovieFragmentHeaderBox(sequenceNumber), ContainerBox.of("traf", children));
    }
}
