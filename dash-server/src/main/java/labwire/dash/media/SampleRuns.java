package labwire.dash.media;

import java.util.Arrays;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.Table;

/** A value for each sample, run-length coded: durations, composition offsets. */
final class SampleRuns {
    private final int[] firstSamples;
    private final int[] values;
    private final long[] sumsBefore;

    private SampleRuns(int[] firstSamples, int[] values, long[] sumsBefore) {
        this.firstSamples = firstSamples;
        this.values = values;
        this.sumsBefore = sumsBefore;
    }

    /** The value 0 for every sample. */
    static SampleRuns zero() {
        return new SampleRuns(new int[] {0}, new int[] {0}, new long[0]);
    }

    /** Durations, of which sums are asked for: none may be negative. */
    static SampleRuns durations(Table rows, int samples, BoxPath path) throws Mp4Exception {
        SampleRuns runs = read(rows, samples, path);
        int count = runs.values.length;
        long[] sums = new long[count + 1];
        for (int run = 0; run < count; run++) {
            if (runs.values[run] < 0) {
                throw new Mp4Exception(
                        path, "a sample of " + (runs.values[run] & 0xFFFF_FFFFL) + " ticks (expected: less than 2^31)");
            }
            int end = run + 1 < count ? runs.firstSamples[run + 1] : samples;
            sums[run + 1] = sums[run] + (long) runs.values[run] * (end - runs.firstSamples[run]);
        }
        return new SampleRuns(runs.firstSamples, runs.values, sums);
    }

    /** Rows of (count, value), for so many samples. Rows of no samples, which some muxers write, are left out. */
    static SampleRuns read(Table rows, int samples, BoxPath path) throws Mp4Exception {
        int[] first = new int[rows.rows()];
        int[] values = new int[rows.rows()];
        int runs = 0;
        long sample = 0;
        for (int row = 0; row < rows.rows() && sample <= samples; row++) {
            long count = rows.u32(row, 0);
            if (count > 0) {
                first[runs] = (int) sample;
                values[runs] = rows.i32(row, 1);
                runs++;
            }
            sample += count;
        }
        if (sample != samples) {
            throw new Mp4Exception(path, sample + " samples (expected: " + samples + ", as there are sizes)");
        }
        return new SampleRuns(Arrays.copyOf(first, runs), Arrays.copyOf(values, runs), new long[0]);
    }

    private int run(int sample) {
        int found = Arrays.binarySearch(firstSamples, sample);
        return found >= 0 ? found : -found - 2;
    }

    int value(int sample) {
        return values[run(sample)];
    }

    /** Of all samples before this one, which may be the one after the last. */
    long sumBefore(int sample) {
        int run = run(sample);
        return sumsBefore[run] + (long) (sample - firstSamples[run]) * values[run];
    }

    /** The last sample before which the values sum to this at most. */
    int lastAt(long sum) {
        int found = Arrays.binarySearch(sumsBefore, 0, values.length, sum);
        int run = found >= 0 ? found : -found - 2;
        while (run + 1 < values.length && sumsBefore[run + 1] == sumsBefore[run]) {
            run++;
        }
        long past = sum - sumsBefore[run];
        return firstSamples[run] + (values[run] == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE / 2, past / values[run]));
    }

    /** The value of the longest run. */
    int commonest(int samples) {
        int longest = 0;
        int common = 0;
        for (int run = 0; run < values.length; run++) {
            int length = (run + 1 < values.length ? firstSamples[run + 1] : samples) - firstSamples[run];
            if (length > longest) {
                longest = length;
                common = values[run];
            }
        }
        return common;
    }
}
