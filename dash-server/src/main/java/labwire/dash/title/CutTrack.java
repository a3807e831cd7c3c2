package labwire.dash.title;

import labwire.dash.media.SegmentIndex;

/** A track and the segments that it is cut into. */
public record CutTrack(TitleTrack track, SegmentIndex index) {
    public String id() {
        return track.id();
    }

    /** What a manifest says: enough for each segment to come in the time that it plays. */
    public long bandwidth() {
        return Math.max(1, index.peakBitsPerSecond());
    }

    /** For people: {@code 640x360 400 kbit/s avc1.4d401e}. */
    public String describe() {
        return track.describe(index.averageBitsPerSecond());
    }
}
