package labwire.dash.media;

import java.io.IOException;

/** A track of a file, and the segments that it is cut into. Immutable: for any thread. */
public sealed interface Track permits PlainTrack, FragmentedTrack {
    TrackInfo info();

    /** {@code ftyp} and {@code moov}; the same array each time, not to be changed. */
    byte[] initSegment();

    /**
     * Cuts it into segments of about this duration, each beginning where decoding may begin.
     *
     * <p>Where that is at every sample, as in audio, a segment begins at the sample nearest to a multiple of the target,
     * so that segments do not drift. Elsewhere a segment ends at the key frame nearest to the target, counted from its
     * own beginning, so that a target of 2 s gives segments of 1.92 s if that is how key frames lie.
     *
     * @param targetSeconds greater than 0
     */
    SegmentIndex cut(double targetSeconds);

    /**
     * Cuts it where another track was cut, or as near to it as this track may be cut. See {@link
     * SegmentIndex#isAlignedWith} for whether that fitted.
     */
    SegmentIndex cutLike(SegmentIndex other);

    /**
     * A segment: what the file holds, as slices of it, and what is made for it in memory. A segment of a fragmented file
     * with one track is, unedited, one slice.
     *
     * @param index of this track
     * @param segment from 0
     * @throws IOException if the file cannot be read, or is not what it was
     */
    Payload segment(SegmentIndex index, int segment, SegmentEdit edit) throws IOException;

    /**
     * How long every sample is, in ticks, if they are all of one duration and segments may begin and end at each; or 0.
     * So it is of the audio of plain files; the fragments of fragmented ones stay whole.
     */
    long sampleTicks();

    /**
     * The same segments, fitted to a duration where segments may end at each sample: samples that end later are left out,
     * and the last one lasts to the end. Elsewhere, the segments as they are.
     *
     * @param ticks from the beginning of the first segment; at least one sample
     */
    SegmentIndex trimmed(SegmentIndex index, long ticks);
}
