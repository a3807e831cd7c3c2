package labwire.dash.media;

import java.util.Arrays;
import java.util.Optional;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.ChunkOffsetBox;
import labwire.dash.isobmff.CompositionOffsetBox;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleSizeBox;
import labwire.dash.isobmff.SampleToChunkBox;
import labwire.dash.isobmff.SyncSampleBox;
import labwire.dash.isobmff.TimeToSampleBox;

/**
 * The samples of a plain file's track, numbered from 0: when, where, how long. Everything that is asked of a sample is
 * found by binary search in arrays, some of them run-length coded.
 */
final class SampleTable {
    private final SampleSizes sizes;
    private final SampleRuns durations;
    private final SampleRuns compositionOffsets;
    private final Chunks chunks;
    private final int[] syncSamples;
    private final boolean allSync;

    private SampleTable(
            SampleSizes sizes,
            SampleRuns durations,
            SampleRuns compositionOffsets,
            Chunks chunks,
            Optional<int[]> syncSamples) {
        this.sizes = sizes;
        this.durations = durations;
        this.compositionOffsets = compositionOffsets;
        this.chunks = chunks;
        this.syncSamples = syncSamples.orElse(new int[0]);
        this.allSync = syncSamples.isEmpty();
    }

    /** Reads the tables, and checks that they fit each other and the file. */
    static SampleTable read(ContainerBox table, MediaData data) throws Mp4Exception {
        BoxPath path = table.path();
        SampleSizes sizes = SampleSizes.read(table.only(SampleSizeBox.class, "stsz"), path.child("stsz"));
        int count = sizes.count();
        if (count == 0) {
            throw new Mp4Exception(path.child("stsz"), "no samples (expected: one or more)");
        }
        SampleRuns durations =
                SampleRuns.durations(table.only(TimeToSampleBox.class, "stts").rows(), count, path.child("stts"));
        Optional<CompositionOffsetBox> offsets = table.optional(CompositionOffsetBox.class);
        SampleRuns compositionOffsets = offsets.isPresent()
                ? SampleRuns.read(offsets.get().rows(), count, path.child("ctts"))
                : SampleRuns.zero();
        Chunks chunks = Chunks.read(
                table.only(SampleToChunkBox.class, "stsc"),
                table.only(ChunkOffsetBox.class, "stco"),
                count,
                path.child("stsc"));
        Optional<SyncSampleBox> sync = table.optional(SyncSampleBox.class);
        Optional<int[]> syncSamples =
                sync.isPresent() ? Optional.of(syncSamples(sync.get(), count, path.child("stss"))) : Optional.empty();
        checkPlaces(chunks, sizes, data, path.child("stco"));
        return new SampleTable(sizes, durations, compositionOffsets, chunks, syncSamples);
    }

    private static int[] syncSamples(SyncSampleBox box, int count, BoxPath path) throws Mp4Exception {
        int[] samples = new int[box.rows().rows()];
        long before = 0;
        for (int i = 0; i < samples.length; i++) {
            long number = box.rows().u32(i, 0);
            if (number <= before || number > count) {
                throw new Mp4Exception(
                        path,
                        "sample " + number + " after " + before + " (expected: ascending, at most " + count + ")");
            }
            samples[i] = (int) number - 1;
            before = number;
        }
        return samples;
    }

    private static void checkPlaces(Chunks chunks, SampleSizes sizes, MediaData data, BoxPath path)
            throws Mp4Exception {
        long end = 0;
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            long length = sizes.sumBefore(chunks.firstSample(chunk + 1)) - sizes.sumBefore(chunks.firstSample(chunk));
            data.check(chunks.offset(chunk), length, path, "chunk " + (chunk + 1));
            if (chunks.offset(chunk) < end) {
                throw new Mp4Exception(
                        path,
                        "chunk " + (chunk + 1) + " at offset " + chunks.offset(chunk) + " (expected: at least " + end
                                + ", where the one before ends)");
            }
            end = chunks.offset(chunk) + length;
        }
    }

    int count() {
        return sizes.count();
    }

    Chunks chunks() {
        return chunks;
    }

    SampleSizes sizes() {
        return sizes;
    }

    /** Of a sample, or the end of the last. */
    long decodeTime(int sample) {
        return durations.sumBefore(sample);
    }

    int duration(int sample) {
        return durations.value(sample);
    }

    int commonestDuration() {
        return durations.commonest(count());
    }

    int compositionOffset(int sample) {
        return compositionOffsets.value(sample);
    }

    long compositionTime(int sample) {
        return decodeTime(sample) + compositionOffset(sample);
    }

    /** The last sample that is decoded at this time or before. */
    int sampleAt(long decodeTime) {
        return Math.min(durations.lastAt(decodeTime), count() - 1);
    }

    /** Where a sample's bytes begin in the file. */
    long offset(int sample) {
        int chunk = chunks.of(sample);
        return chunks.offset(chunk) + sizes.sumBefore(sample) - sizes.sumBefore(chunks.firstSample(chunk));
    }

    boolean isSync(int sample) {
        return allSync || Arrays.binarySearch(syncSamples, sample) >= 0;
    }

    /** How many sync samples come before a sample. */
    int syncCountBefore(int sample) {
        if (allSync) {
            return sample;
        }
        int found = Arrays.binarySearch(syncSamples, sample);
        return found >= 0 ? found : -found - 1;
    }

    /** The sync sample of a number, from 0. */
    int syncSample(int number) {
        return allSync ? number : syncSamples[number];
    }
}
