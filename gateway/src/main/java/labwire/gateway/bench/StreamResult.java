package labwire.gateway.bench;

import java.util.Locale;

/**
 * What one stream carried.
 *
 * @param hops cables between the two hosts; a router stands between each two of them
 * @param maximumSegmentSize payload bytes of a full segment
 * @param bytes payload that the receiver's pipeline read in the time measured
 * @param seconds of real time
 */
public record StreamResult(int hops, int maximumSegmentSize, long bytes, double seconds) {
    public double gbitPerSecond() {
        return bytes * 8 / seconds / 1e9;
    }

    /** Full segments at each hop. */
    public double segmentsPerSecond() {
        return bytes / (double) maximumSegmentSize / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f Gbit/s (%.2f million segments/s) over %d hops, MSS %d, %.1f s",
                gbitPerSecond(),
                segmentsPerSecond() / 1e6,
                hops,
                maximumSegmentSize,
                seconds);
    }
}
