package labwire.dash.media;

/** Where a track may be cut, in order of time: at which samples of a plain file, at which fragments. */
interface CutPoints {
    int count();

    /** Decoding time in ticks, ascending. */
    long decodeTime(int point);

    /** The number of the sample or fragment there. */
    int unit(int point);

    /** Whether decoding may begin anywhere, as with audio. */
    boolean everywhere();

    /** The decoding time at the end. */
    long endTime();

    /** The number after the last sample or fragment. */
    int endUnit();

    long timescale();

    /** See {@link SegmentIndex#SegmentIndex}. */
    long lead();
}
