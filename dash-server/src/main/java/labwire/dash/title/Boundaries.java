package labwire.dash.title;

import java.util.Arrays;
import java.util.List;

/** Chooses where segments begin, from where they may. Times are nanoseconds since the title's beginning, ascending. */
final class Boundaries {
    /** Timescales as coarse as milliseconds round the same instant differently. */
    static final long TOLERANCE_NANOS = 2_000_000;

    private Boundaries() {}

    /** The indices of those times of the first that all the others have too, within the tolerance. */
    static int[] common(long[] first, List<long[]> others) {
        int[] common = new int[first.length];
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            long time = first[i];
            if (others.stream().allMatch(other -> has(other, time))) {
                common[count++] = i;
            }
        }
        return Arrays.copyOf(common, count);
    }

    private static boolean has(long[] times, long time) {
        int found = Arrays.binarySearch(times, time);
        if (found >= 0) {
            return true;
        }
        int after = -found - 1;
        return (after < times.length && times[after] - time <= TOLERANCE_NANOS)
                || (after > 0 && time - times[after - 1] <= TOLERANCE_NANOS);
    }

    /**
     * Chooses, from the first candidate on, each time the one nearest to a target later, until the end is nearer. What
     * is left at the end is not shorter than a quarter of the target, unless there is no other way.
     *
     * @return indices into the candidates, the first of them 0
     */
    static int[] choose(long[] candidates, long end, long target) {
        int[] chosen = new int[candidates.length];
        int count = 1;
        int last = 0;
        while (true) {
            long wanted = candidates[last] + target;
            int next = nearest(candidates, last, wanted);
            if (next < 0
                    || Math.abs(end - wanted) < Math.abs(candidates[next] - wanted)
                    || end - candidates[next] < target / 4) {
                return Arrays.copyOf(chosen, count);
            }
            chosen[count++] = next;
            last = next;
        }
    }

    private static int nearest(long[] candidates, int last, long wanted) {
        int found = Arrays.binarySearch(candidates, last + 1, candidates.length, wanted);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == candidates.length) {
            return after - 1 > last ? after - 1 : -1;
        }
        boolean earlier = after - 1 > last && wanted - candidates[after - 1] <= candidates[after] - wanted;
        return earlier ? after - 1 : after;
    }
}
