package labwire.dash.title;

import labwire.dash.media.SegmentIndex;

/**
 * A track and the segments that it is cut into.
 *
 * @param bandwidth what a manifest says, in bits per second: enough for each segment to come in the time that it plays, or
 *     even for each of some shorter ones
 */
public record CutTrack(TitleTrack track, SegmentIndex index, long bandwidth) {
    /** 32 bits are what a manifest has for it. */
    private static final long MAX_BANDWIDTH = 0xFFFF_FFFFL;

    CutTrack(TitleTrack track, SegmentIndex index) {
        this(track, index, peak(index));
    }

    CutTrack withBandwidth(long bitsPerSecond) {
        return new CutTrack(track, index, bitsPerSecond);
    }

    public String id() {
        return track.id();
    }

    /** Of the segments' rates. A short one at the end does not count; it has little time, but is little too. */
    private static long peak(SegmentIndex index) {
        long longest = 1;
        for (int segment = 0; segment < index.count(); segment++) {
            longest = Math.max(longest, index.durationTicks(segment));
        }
        double peak = 1;
        for (int segment = 0; segment < index.count(); segment++) {
            long ticks = index.durationTicks(segment);
            if (2 * ticks >= longest) {
                peak = Math.max(peak, index.bytes(segment) * 8.0 * index.timescale() / ticks);
            }
        }
        return Math.min(MAX_BANDWIDTH, (long) Math.ceil(peak));
    }

    /** For people: {@code 640x360 400 kbit/s avc1.4d401e}. */
    public String describe() {
        return track.describe(index.averageBitsPerSecond());
    }
}
