package labwire.dash.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the segments of a live period come and go.
 *
 * @param periodStart on the clock
 * @param early how much earlier than whole they are there
 * @param depth of the time-shift buffer; empty: nothing goes
 */
record LiveClock(Instant periodStart, Duration early, Optional<Duration> depth) {
    /** The last one that is there at that time, or −1. */
    long last(SegmentTimes times, long timescale, long offset, Instant now) {
        Duration elapsed = Duration.between(periodStart, now);
        return times.lastEndingBy(offset + Ticks.of(elapsed.plus(early), timescale));
    }

    /** The first one of which a part is still in the time-shift buffer. */
    long first(SegmentTimes times, long timescale, long offset, Instant now) {
        if (depth.isEmpty()) {
            return 0;
        }
        Duration elapsed = Duration.between(periodStart, now);
        return times.firstEndingAfter(offset + Ticks.of(elapsed.minus(depth.get()), timescale));
    }

    /** When one that ends at that tick is there. */
    Instant availableFrom(long endTicks, long timescale, long offset) {
        return periodStart.plus(Ticks.toDuration(endTicks - offset, timescale)).minus(early);
    }
}
