package labwire.dash.media;

import java.util.Arrays;
import java.util.Objects;

/** The segments of a track: when each begins, and how long it is. Times in the track's ticks. Immutable. */
public final class SegmentIndex {
    private final long timescale;
    private final long lead;
    private final long[] decodeTimes;
    private final int[] units;
    private final long[] bytes;

    /**
     * @param lead from the decoding time of a segment to its presentation
     * @param decodeTimes of each segment, and the end of the last
     * @param units number of each segment's first sample or fragment, and of the one after the last
     * @param bytes of each segment
     */
    SegmentIndex(long timescale, long lead, long[] decodeTimes, int[] units, long[] bytes) {
        this.timescale = timescale;
        this.lead = lead;
        this.decodeTimes = decodeTimes;
        this.units = units;
        this.bytes = bytes;
    }

    public int count() {
        return bytes.length;
    }

    /** Ticks a second. */
    public long timescale() {
        return timescale;
    }

    /**
     * When a segment's presentation begins, on the timeline on which the file's begins at 0; what a manifest says. A
     * first segment that begins with what is not presented, such as an encoder's priming, begins at 0.
     *
     * @param segment from 0 to {@link #count}, which gives the end of the last
     */
    public long startTicks(int segment) {
        return Math.max(0, decodeTimes[segment] + lead);
    }

    public long durationTicks(int segment) {
        return startTicks(segment + 1) - startTicks(segment);
    }

    /** What its {@code tfdt} says, unedited. */
    public long decodeTimeTicks(int segment) {
        return decodeTimes[segment];
    }

    /** Of all. */
    public long totalTicks() {
        return startTicks(count()) - startTicks(0);
    }

    /** In bytes, unedited; an edit changes it by its events and, in a fragmented file, by the boxes made anew. */
    public long bytes(int segment) {
        return bytes[segment];
    }

    /** The highest rate of any one segment, in bits a second, rounded up. */
    public long peakBitsPerSecond() {
        double peak = 0;
        for (int segment = 0; segment < count(); segment++) {
            if (durationTicks(segment) > 0) {
                peak = Math.max(peak, bytes[segment] * 8.0 * timescale / durationTicks(segment));
            }
        }
        return (long) Math.ceil(peak);
    }

    /** In bits a second, rounded up. */
    public long averageBitsPerSecond() {
        return totalTicks() == 0 ? 0 : (long) Math.ceil(Arrays.stream(bytes).sum() * 8.0 * timescale / totalTicks());
    }

    /** The segment that presents this time: the first if it is before it, the last if it is after. */
    public int find(long ticks) {
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (startTicks(middle) <= ticks) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Whether both have as many segments, and each begins within this of the other's.
     *
     * @param toleranceSeconds such as half the duration of an audio frame
     */
    public boolean isAlignedWith(SegmentIndex other, double toleranceSeconds) {
        if (count() != other.count()) {
            return false;
        }
        for (int segment = 0; segment < count(); segment++) {
            double here = (double) startTicks(segment) / timescale;
            double there = (double) other.startTicks(segment) / other.timescale;
            if (Math.abs(here - there) > toleranceSeconds) {
                return false;
            }
        }
        return true;
    }

    /** Whether all segments but the last have one duration: then {@code @duration} can say it. */
    public boolean isUniform() {
        for (int segment = 1; segment < count() - 1; segment++) {
            if (durationTicks(segment) != durationTicks(0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same with neighbours made one; its sizes are those of its parts together, which in a plain file is a little
     * more than it will be.
     *
     * @param firsts the segments that stay a segment's beginning: ascending, the first of them 0
     */
    public SegmentIndex merged(int[] firsts) {
        long[] times = new long[firsts.length + 1];
        int[] first = new int[firsts.length + 1];
        long[] sizes = new long[firsts.length];
        for (int i = 0; i <= firsts.length; i++) {
            int segment = i < firsts.length ? firsts[i] : count();
            times[i] = decodeTimes[segment];
            first[i] = units[segment];
        }
        for (int i = 0; i < firsts.length; i++) {
            int end = i + 1 < firsts.length ? firsts[i + 1] : count();
            sizes[i] = Arrays.stream(bytes, firsts[i], end).sum();
        }
        return new SegmentIndex(timescale, lead, times, first, sizes);
    }

    /** The same up to a sample or fragment, which is the first after the last segment. */
    SegmentIndex endingAt(int endUnit, long endTime, Cutter.Sizes sizes) {
        int count = count();
        while (count > 1 && units[count - 1] >= endUnit) {
            count--;
        }
        long[] times = Arrays.copyOf(decodeTimes, count + 1);
        int[] firsts = Arrays.copyOf(units, count + 1);
        long[] lengths = Arrays.copyOf(bytes, count);
        times[count] = endTime;
        firsts[count] = endUnit;
        lengths[count - 1] = sizes.bytes(firsts[count - 1], endUnit);
        return new SegmentIndex(timescale, lead, times, firsts, lengths);
    }

    int firstUnit(int segment) {
        return units[Objects.checkIndex(segment, units.length)];
    }
}
