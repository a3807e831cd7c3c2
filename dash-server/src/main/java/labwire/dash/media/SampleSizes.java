package labwire.dash.media;

import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleSizeBox;

/** The sizes of samples, and their sums: four bytes a sample, and a sum for every 128. */
final class SampleSizes {
    /** Samples in a track: a day of 60 frames a second has 5 million. */
    static final int MAX_SAMPLES = 1 << 24;

    /** Bytes of one sample. */
    static final int MAX_SAMPLE_BYTES = 1 << 28;

    private static final int BLOCK_BITS = 7;

    private final int count;
    private final int constant;
    private final int[] sizes;
    private final long[] blockSums;

    private SampleSizes(int count, int constant, int[] sizes, long[] blockSums) {
        this.count = count;
        this.constant = constant;
        this.sizes = sizes;
        this.blockSums = blockSums;
    }

    static SampleSizes read(SampleSizeBox box, BoxPath path) throws Mp4Exception {
        if (box.count() > MAX_SAMPLES) {
            throw new Mp4Exception(path, box.count() + " samples (expected: at most " + MAX_SAMPLES + ")");
        }
        int count = (int) box.count();
        if (box.constantSize() > 0) {
            return new SampleSizes(count, checked(box.constantSize(), path), new int[0], new long[0]);
        }
        int[] sizes = new int[count];
        long[] sums = new long[(count >> BLOCK_BITS) + 1];
        long sum = 0;
        for (int sample = 0; sample < count; sample++) {
            if ((sample & (1 << BLOCK_BITS) - 1) == 0) {
                sums[sample >> BLOCK_BITS] = sum;
            }
            sizes[sample] = checked(box.size(sample), path);
            sum += sizes[sample];
        }
        if ((count & (1 << BLOCK_BITS) - 1) == 0) {
            sums[count >> BLOCK_BITS] = sum;
        }
        return new SampleSizes(count, 0, sizes, sums);
    }

    private static int checked(long size, BoxPath path) throws Mp4Exception {
        if (size > MAX_SAMPLE_BYTES) {
            throw new Mp4Exception(path, "a sample of " + size + " bytes (expected: at most " + MAX_SAMPLE_BYTES + ")");
        }
        return (int) size;
    }

    int count() {
        return count;
    }

    int size(int sample) {
        return constant > 0 ? constant : sizes[sample];
    }

    /** Of all samples before this one, which may be the one after the last. */
    long sumBefore(int sample) {
        if (constant > 0) {
            return (long) sample * constant;
        }
        int block = sample >> BLOCK_BITS;
        long sum = blockSums[block];
        for (int i = block << BLOCK_BITS; i < sample; i++) {
            sum += sizes[i];
        }
        return sum;
    }
}
