package labwire.dash.manifest;

import java.util.Arrays;

/** When the segments of a period are, in ticks of media time, by index from 0: without listing them. */
sealed interface SegmentTimes {
    long count();

    /** @param index from 0, less than the count; as everywhere here */
    long start(long index);

    /** Where it ends: excluded. */
    long end(long index);

    /** The longest duration. */
    long longest();

    /** The last one that starts then or before, or −1. */
    long indexAt(long ticks);

    /** The first one that ends after that; the count if none does. */
    default long firstEndingAfter(long ticks) {
        long index = Math.max(0, indexAt(ticks));
        return index < count() && end(index) <= ticks ? index + 1 : index;
    }

    /** The last one that ends then or before, or −1. */
    default long lastEndingBy(long ticks) {
        long index = indexAt(ticks);
        return index >= 0 && end(index) > ticks ? index - 1 : index;
    }

    /** All of one duration, but for the last, which ends where the period does. */
    record Uniform(long first, long duration, long count, long end) implements SegmentTimes {
        @Override
        public long longest() {
            return Math.min(duration, end - first);
        }

        @Override
        public long start(long index) {
            return first + index * duration;
        }

        @Override
        public long end(long index) {
            return Math.min(end, first + (index + 1) * duration);
        }

        @Override
        public long indexAt(long ticks) {
            return Math.min(count - 1, Math.max(-1, Math.floorDiv(ticks - first, duration)));
        }
    }

    /** Up to so many of others: what {@code @endNumber} leaves. */
    record Limited(SegmentTimes all, long limit) implements SegmentTimes {
        @Override
        public long count() {
            return Math.min(all.count(), limit);
        }

        @Override
        public long longest() {
            return all.longest();
        }

        @Override
        public long start(long index) {
            return all.start(index);
        }

        @Override
        public long end(long index) {
            return all.end(index);
        }

        @Override
        public long indexAt(long ticks) {
            return Math.min(count() - 1, all.indexAt(ticks));
        }
    }

    /** Back to back, between given instants: by a segment index, or one alone. */
    final class Listed implements SegmentTimes {
        private final long[] bounds;

        /** @param bounds ascending; one more than there are segments */
        Listed(long... bounds) {
            this.bounds = bounds.clone();
        }

        @Override
        public long count() {
            return bounds.length - 1L;
        }

        @Override
        public long longest() {
            long longest = 0;
            for (int i = 1; i < bounds.length; i++) {
                longest = Math.max(longest, bounds[i] - bounds[i - 1]);
            }
            return longest;
        }

        @Override
        public long start(long index) {
            return bounds[Math.toIntExact(index)];
        }

        @Override
        public long end(long index) {
            return bounds[Math.toIntExact(index + 1)];
        }

        @Override
        public long indexAt(long ticks) {
            return Math.min(count() - 1, lastAtMost(bounds, ticks));
        }
    }

    /** By a timeline: runs of equal ones. */
    final class Runs implements SegmentTimes {
        private final long[] firstIndexes;
        private final long[] starts;
        private final long[] durations;
        private final long count;

        Runs(long[] firstIndexes, long[] starts, long[] durations, long count) {
            this.firstIndexes = firstIndexes.clone();
            this.starts = starts.clone();
            this.durations = durations.clone();
            this.count = count;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public long longest() {
            return Arrays.stream(durations).max().orElse(0);
        }

        @Override
        public long start(long index) {
            int run = lastAtMost(firstIndexes, index);
            return starts[run] + (index - firstIndexes[run]) * durations[run];
        }

        @Override
        public long end(long index) {
            return start(index) + durations[lastAtMost(firstIndexes, index)];
        }

        @Override
        public long indexAt(long ticks) {
            int run = lastAtMost(starts, ticks);
            if (run < 0) {
                return -1;
            }
            long next = run + 1 < starts.length ? firstIndexes[run + 1] : count;
            return Math.min(next - 1, firstIndexes[run] + (ticks - starts[run]) / durations[run]);
        }
    }

    private static int lastAtMost(long[] ascending, long value) {
        int found = Arrays.binarySearch(ascending, value);
        if (found < 0) {
            return -found - 2;
        }
        while (found + 1 < ascending.length && ascending[found + 1] == value) {
            found++;
        }
        return found;
    }
}
