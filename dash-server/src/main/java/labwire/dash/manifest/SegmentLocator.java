package labwire.dash.manifest;

/** Where a segment is. */
interface SegmentLocator {
    /**
     * @param index from 0
     * @param startTicks in media time
     */
    Resource locate(long index, long number, long startTicks);
}
