package labwire.dash.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import labwire.dash.media.SegmentIndex;

/** Collects the video rungs of a title: those that can be cut where the ones before them can be. Not for several threads. */
public final class Alignment {
    /** How much longer or shorter than the first rung another may be. */
    static final long MAX_DIFFERENCE_NANOS = 500_000_000;

    private static final int SHOWN_KEY_FRAMES = 4;

    private final long targetNanos;
    private final List<TitleTrack> rungs = new ArrayList<>();
    private final List<SegmentIndex> finest = new ArrayList<>();

    public Alignment(long targetMillis) {
        this.targetNanos = targetMillis * 1_000_000;
    }

    /**
     * Adds a rung, if it fits.
     *
     * @return why not, if not
     */
    public Optional<String> add(TitleTrack rung) {
        SegmentIndex index = Segmentation.finest(rung);
        if (!rungs.isEmpty()) {
            Optional<String> problem = problem(index);
            if (problem.isPresent()) {
                return problem;
            }
        }
        rungs.add(rung);
        finest.add(index);
        return Optional.empty();
    }

    private Optional<String> problem(SegmentIndex index) {
        SegmentIndex first = finest.get(0);
        String name = rungs.get(0).id();
        long end = end(first);
        if (Math.abs(end(index) - end) > MAX_DIFFERENCE_NANOS) {
            return Optional.of("lasts " + seconds(end(index)) + " s, but " + name + " " + seconds(end)
                    + " s (expected: the same content, at most 0.5 s apart)");
        }
        List<long[]> others = new ArrayList<>();
        finest.stream().skip(1).forEach(other -> others.add(Segmentation.startNanos(other)));
        others.add(Segmentation.startNanos(index));
        long[] starts = Segmentation.startNanos(first);
        long limit = Math.max(2 * targetNanos, longestGap(Segmentation.startNanos(index), end));
        for (SegmentIndex other : finest) {
            limit = Math.max(limit, longestGap(Segmentation.startNanos(other), end));
        }
        int[] common = Boundaries.common(starts, others);
        long[] times = new long[common.length];
        for (int i = 0; i < common.length; i++) {
            times[i] = starts[common[i]];
        }
        if (times.length > 0 && longestGap(times, end) <= limit) {
            return Optional.empty();
        }
        return Optional.of("key frames at " + shown(index) + ", those of " + name + " at " + shown(first)
                + " (expected: common ones, at most " + seconds(limit) + " s apart)");
    }

    private static long longestGap(long[] starts, long end) {
        long longest = 0;
        for (int i = 0; i < starts.length; i++) {
            longest = Math.max(longest, (i + 1 < starts.length ? starts[i + 1] : end) - starts[i]);
        }
        return longest;
    }

    private static long end(SegmentIndex index) {
        return Segmentation.nanos(index, index.count());
    }

    private static String shown(SegmentIndex index) {
        long[] starts = Segmentation.startNanos(index);
        String times = java.util.Arrays.stream(starts)
                .limit(SHOWN_KEY_FRAMES)
                .mapToObj(Alignment::seconds)
                .collect(Collectors.joining(", "));
        return times + (starts.length > SHOWN_KEY_FRAMES ? " … s" : " s");
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }
}
