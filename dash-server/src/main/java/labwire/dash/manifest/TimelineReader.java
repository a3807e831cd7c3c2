package labwire.dash.manifest;

import java.util.List;

/** Reads a {@link SegmentTimeline} as runs: a repeat count of four thousand million costs no more than one of two. */
final class TimelineReader {
    private TimelineReader() {}

    /**
     * @param periodEnd in ticks of media time: where a last run that repeats to the end has it
     * @throws MpdException if a run has no duration, begins before the one before it has ended, or leaves all bounds
     */
    static SegmentTimes read(SegmentTimeline timeline, long periodEnd) throws MpdException {
        List<SegmentTimeline.Run> runs = timeline.runs();
        long[] firstIndexes = new long[runs.size()];
        long[] starts = new long[runs.size()];
        long[] durations = new long[runs.size()];
        long index = 0;
        long end = 0;
        for (int i = 0; i < runs.size(); i++) {
            SegmentTimeline.Run run = runs.get(i);
            String path = "SegmentTimeline/S[" + (i + 1) + "]";
            long start = run.get(SegmentTimeline.Run.START).orElse(end);
            long duration = run.get(SegmentTimeline.Run.DURATION).orElse(0L);
            if (duration == 0) {
                throw new MpdException(path + "/@d", "0 (expected: 1 or more)");
            }
            if (start < end) {
                throw new MpdException(
                        path + "/@t", start + " (expected: at least " + end + ", where S[" + i + "] ends)");
            }
            if (run.get(SegmentTimeline.Run.PARTS).orElse(1L) != 1) {
                throw new MpdException(path + "/@k", "segment sequences are not supported (expected: 1)");
            }
            long repeat = run.get(SegmentTimeline.Run.REPEAT).orElse(0L);
            try {
                if (repeat < 0) {
                    long until = i + 1 < runs.size()
                            ? runs.get(i + 1).get(SegmentTimeline.Run.START).orElse(periodEnd)
                            : periodEnd;
                    repeat = Math.max(0, -Math.floorDiv(start - until, duration) - 1);
                }
                firstIndexes[i] = index;
                starts[i] = start;
                durations[i] = duration;
                index = Math.addExact(index, repeat + 1);
                end = Math.addExact(start, Math.multiplyExact(duration, repeat + 1));
            } catch (ArithmeticException e) {
                throw new MpdException(path, "beyond all bounds (expected: segments that end before tick 2^63)");
            }
        }
        return new SegmentTimes.Runs(firstIndexes, starts, durations, index);
    }
}
