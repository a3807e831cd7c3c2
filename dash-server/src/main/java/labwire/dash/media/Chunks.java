package labwire.dash.media;

import java.util.Arrays;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.ChunkOffsetBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleToChunkBox;

/** The chunks of a track: where each begins in the file, and with which sample. */
final class Chunks {
    private final long[] offsets;
    private final int[] firstSamples;
    private final int description;

    private Chunks(long[] offsets, int[] firstSamples, int description) {
        this.offsets = offsets;
        this.firstSamples = firstSamples;
        this.description = description;
    }

    static Chunks read(SampleToChunkBox map, ChunkOffsetBox offsets, int samples, BoxPath path) throws Mp4Exception {
        int chunks = offsets.count();
        long[] starts = new long[chunks];
        int[] first = new int[chunks + 1];
        long sample = 0;
        int row = -1;
        long perChunk = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            if (row + 1 < map.rows().rows() && map.rows().u32(row + 1, 0) == chunk + 1) {
                row++;
                perChunk = map.rows().u32(row, 1);
            }
            if (row < 0 || perChunk == 0) {
                throw new Mp4Exception(path, "no samples in chunk " + (chunk + 1) + " (expected: one or more)");
            }
            starts[chunk] = offsets.offset(chunk);
            first[chunk] = (int) sample;
            sample += perChunk;
            if (sample > samples) {
                throw new Mp4Exception(
                        path, sample + " samples in " + (chunk + 1) + " chunks (expected: " + samples + " in all)");
            }
        }
        if (sample != samples || row + 1 != map.rows().rows()) {
            throw new Mp4Exception(
                    path,
                    sample + " samples in " + chunks + " chunks, by " + (row + 1) + " rows (expected: " + samples
                            + ", by all " + map.rows().rows() + " rows)");
        }
        first[chunks] = samples;
        return new Chunks(starts, first, description(map, path));
    }

    private static int description(SampleToChunkBox map, BoxPath path) throws Mp4Exception {
        long description = map.rows().rows() == 0 ? 1 : map.rows().u32(0, 2);
        for (int row = 1; row < map.rows().rows(); row++) {
            if (map.rows().u32(row, 2) != description) {
                throw new Mp4Exception(
                        path,
                        "sample entries " + description + " and " + map.rows().u32(row, 2)
                                + " in use (expected: one of them)");
            }
        }
        return (int) Math.min(description, Integer.MAX_VALUE);
    }

    /** The number, from 1, of the sample entry in use. */
    int description() {
        return description;
    }

    int count() {
        return offsets.length;
    }

    long offset(int chunk) {
        return offsets[chunk];
    }

    /** Of a chunk, or of the one after the last. */
    int firstSample(int chunk) {
        return firstSamples[chunk];
    }

    /** The chunk that holds a sample. */
    int of(int sample) {
        int found = Arrays.binarySearch(firstSamples, sample);
        return found >= 0 ? found : -found - 2;
    }
}
