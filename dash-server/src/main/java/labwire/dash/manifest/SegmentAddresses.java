package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a representation's segments in one period, made one by one as they are asked for: a timeline of
 * millions costs nothing. Immutable.
 *
 * <p>Segments have numbers, from {@link #first} to {@link #last}. With a {@link SegmentBase} there are none until
 * {@link #withIndex} has told what the index in the file says.
 */
public final class SegmentAddresses {
    private final SegmentTimes times;
    private final SegmentLocator locator;
    private final long startNumber;
    private final long timescale;
    private final long offset;
    private final @Nullable LiveClock live;
    private final Optional<Resource> initialization;
    private final Optional<Resource> index;

    SegmentAddresses(
            SegmentTimes times,
            SegmentLocator locator,
            long startNumber,
            long timescale,
            long offset,
            @Nullable LiveClock live,
            Optional<Resource> initialization,
            Optional<Resource> index) {
        this.times = times;
        this.locator = locator;
        this.startNumber = startNumber;
        this.timescale = timescale;
        this.offset = offset;
        this.live = live;
        this.initialization = initialization;
        this.index = index;
    }

    /**
     * By the first base URL; see {@link #alternatives}.
     *
     * @param manifest the manifest's own address, after redirections: what relative URLs are relative to
     * @throws MpdException if there is no way to find segments: nothing says where, or what says it makes no sense
     */
    public static SegmentAddresses of(
            Mpd mpd, URI manifest, PeriodSpan span, AdaptationSet set, Representation representation)
            throws MpdException {
        return alternatives(mpd, manifest, span, set, representation).get(0);
    }

    /** By each base URL, best first, at least one, at most {@value BaseAddress#MAX_ALTERNATIVES}. */
    public static List<SegmentAddresses> alternatives(
            Mpd mpd, URI manifest, PeriodSpan span, AdaptationSet set, Representation representation)
            throws MpdException {
        return new SegmentResolver(mpd, span, set, representation).resolve(manifest);
    }

    /** Empty if segments need none. */
    public Optional<Resource> initialization() {
        return initialization;
    }

    /** Where to read the index that {@link #withIndex} wants; empty if no index is needed. */
    public Optional<Resource> index() {
        return index;
    }

    /** In ticks a second. */
    public long timescale() {
        return timescale;
    }

    /** The media time, in ticks, at which the period begins. */
    public long offsetTicks() {
        return offset;
    }

    /** The number of the first segment that can be had at that time; on demand, the first of all. */
    public long first(Instant now) {
        return startNumber + (live == null ? 0 : live.first(times, timescale, offset, now));
    }

    /** The number of the last one; less than {@link #first} if there is none. */
    public long last(Instant now) {
        return startNumber + (live == null ? times.count() - 1 : live.last(times, timescale, offset, now));
    }

    /** The number of the period's first segment, come, here or gone. */
    public long firstNumber() {
        return startNumber;
    }

    /** How many there are in the whole period, come or not; open periods count as 50,000 days. */
    public long count() {
        return times.count();
    }

    Duration longest() {
        return Ticks.toDuration(times.longest(), timescale);
    }

    /** When that segment can be had: {@link Instant#MIN} on demand. */
    public Instant availableFrom(long number) {
        long end = times.end(indexOf(number));
        return live == null ? Instant.MIN : live.availableFrom(end, timescale, offset);
    }

    /** @throws IllegalArgumentException if the number is none of this period's */
    public SegmentAddress at(long number) {
        long segment = indexOf(number);
        long start = times.start(segment);
        return new SegmentAddress(
                number, locator.locate(segment, number, start), start, times.end(segment) - start, timescale, offset);
    }

    /** The number of the segment that plays at that time from the period's start; the nearest one, if none does. */
    public long numberAt(Duration presentationTime) {
        long ticks = offset + Ticks.of(presentationTime, timescale);
        return startNumber + Math.max(0, Math.min(times.count() - 1, times.indexAt(ticks)));
    }

    /**
     * What a {@code sidx} says.
     *
     * @param indexTimescale of the index, in ticks a second
     * @param earliestTicks its earliest presentation time
     * @param firstByte of the first segment, from the beginning of the file
     * @param durations in its ticks
     * @param sizes in bytes, as many
     * @throws MpdException if the sums leave all bounds
     */
    public SegmentAddresses withIndex(
            long indexTimescale, long earliestTicks, long firstByte, long[] durations, long[] sizes)
            throws MpdException {
        if (index.isEmpty() || durations.length != sizes.length) {
            throw new IllegalStateException(durations.length + " durations, " + sizes.length + " sizes, index: " + index
                    + " (expected: as many, and an index)");
        }
        if (indexTimescale < 1 || indexTimescale > 1_000_000_000L) {
            throw new MpdException("sidx", "timescale " + indexTimescale + " (expected: 1 to 1000000000)");
        }
        long[] bounds = sums(earliestTicks, durations);
        long[] positions = sums(firstByte, sizes);
        URI uri = index.get().uri();
        return new SegmentAddresses(
                new SegmentTimes.Listed(bounds),
                (segment, number, start) -> new Resource(
                        uri, Optional.of(ByteRange.of(positions[(int) segment], positions[(int) segment + 1] - 1))),
                startNumber,
                indexTimescale,
                Ticks.of(Ticks.toDuration(offset, timescale), indexTimescale),
                live,
                initialization,
                index);
    }

    private static long[] sums(long first, long[] parts) throws MpdException {
        long[] sums = new long[parts.length + 1];
        sums[0] = first;
        for (int i = 0; i < parts.length; i++) {
            sums[i + 1] = sums[i] + parts[i];
            if (first < 0 || parts[i] < 1 || sums[i + 1] < sums[i]) {
                throw new MpdException(
                        "sidx",
                        "reference " + (i + 1) + " of " + parts[i] + " after " + sums[i] + " (expected: 1 or more)");
            }
        }
        return sums;
    }

    private long indexOf(long number) {
        long segment = number - startNumber;
        if (segment < 0 || segment >= times.count()) {
            throw new IllegalArgumentException("segment " + number + " (expected: " + startNumber + " to "
                    + (startNumber + times.count() - 1) + ")");
        }
        return segment;
    }

    @Override
    public String toString() {
        return "segments " + startNumber + " to " + (startNumber + times.count() - 1) + ", "
                + Arrays.toString(new long[] {timescale, offset});
    }
}
