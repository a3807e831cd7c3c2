package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A segment: where it is and when it plays.
 *
 * @param number within this manifest; for {@code $Time$} and timelines, a later manifest may number otherwise
 * @param startTicks in media time, as its boxes have it
 * @param durationTicks by the manifest, which may be a little wrong
 * @param timescale in ticks a second
 * @param offsetTicks the media time at which the period begins
 */
public record SegmentAddress(
        long number, Resource resource, long startTicks, long durationTicks, long timescale, long offsetTicks) {
    public URI uri() {
        return resource.uri();
    }

    /** Empty: all of it. */
    public Optional<ByteRange> range() {
        return resource.range();
    }

    /** From the period's start; negative if the segment begins before. */
    public Duration presentationTime() {
        return Ticks.toDuration(startTicks - offsetTicks, timescale);
    }

    public Duration duration() {
        return Ticks.toDuration(durationTicks, timescale);
    }
}
