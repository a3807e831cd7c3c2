package labwire.dash.media;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleFlags;
import labwire.dash.isobmff.TrackExtendsBox;
import labwire.dash.isobmff.TrackFragmentDecodeTimeBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;
import labwire.dash.isobmff.TrackRunBox;

/**
 * What a {@code traf} says of its samples, taken together.
 *
 * @param decodeTime of the first, if it is said
 * @param duration of all, in ticks
 * @param earliest presentation of any, from the decoding time of the first on
 * @param firstDuration of the first sample
 * @param data where the samples of each run are
 */
record FragmentRuns(
        TrackFragmentHeaderBox header,
        OptionalLong decodeTime,
        long duration,
        long earliest,
        long firstDuration,
        long samples,
        boolean startsWithSync,
        List<Run> data) {
    /** A run's bytes. */
    record Run(TrackRunBox box, long position, long length) {
        long end() {
            return position + length;
        }
    }

    /**
     * Adds the runs up.
     *
     * @param moofOffset where the {@code moof} begins
     * @param previousEnd where the data of the {@code traf} before ended; for the first, {@code moofOffset}
     * @param limit no sample lies beyond
     */
    static FragmentRuns read(
            ContainerBox fragment, TrackExtendsBox defaults, long moofOffset, long previousEnd, long limit)
            throws Mp4Exception {
        TrackFragmentHeaderBox header = fragment.only(TrackFragmentHeaderBox.class, "tfhd");
        var time = fragment.optional(TrackFragmentDecodeTimeBox.class);
        if (time.isPresent() && time.get().decodeTime() > Edit.MAX_TICKS) {
            throw new Mp4Exception(
                    fragment.path().child("tfdt"),
                    "decode time " + time.get().decodeTime() + " (expected: at most 2^60)");
        }
        Sum sum = new Sum(fragment.path(), header, defaults, base(header, moofOffset, previousEnd), limit);
        for (TrackRunBox run : fragment.all(TrackRunBox.class)) {
            sum.add(run);
        }
        return new FragmentRuns(
                header,
                time.isPresent() ? OptionalLong.of(time.get().decodeTime()) : OptionalLong.empty(),
                sum.duration,
                sum.samples == 0 ? 0 : sum.earliest,
                sum.firstDuration,
                sum.samples,
                sum.startsWithSync,
                List.copyOf(sum.runs));
    }

    /** 8.8.7.1: an absolute offset, or the moof, or the end of the data of the traf before. */
    private static long base(TrackFragmentHeaderBox header, long moofOffset, long previousEnd) {
        if (header.has(TrackFragmentHeaderBox.BASE_DATA_OFFSET)) {
            return header.baseDataOffset();
        }
        return header.has(TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF) ? moofOffset : previousEnd;
    }

    /** Where the data of the last run ends, or else {@code otherwise}. */
    long dataEnd(long otherwise) {
        return data.isEmpty() ? otherwise : data.get(data.size() - 1).end();
    }

    long dataBytes() {
        return data.stream().mapToLong(Run::length).sum();
    }

    private static final class Sum {
        private final BoxPath path;
        private final long base;
        private final long limit;
        private final long defaultDuration;
        private final long defaultSize;
        private final int defaultFlags;
        private final List<Run> runs = new ArrayList<>();
        private long duration;
        private long earliest = Long.MAX_VALUE;
        private long firstDuration;
        private long samples;
        private boolean startsWithSync;

        Sum(BoxPath path, TrackFragmentHeaderBox header, TrackExtendsBox defaults, long base, long limit) {
            this.path = path;
            this.base = base;
            this.limit = limit;
            defaultDuration = header.has(TrackFragmentHeaderBox.DEFAULT_DURATION)
                    ? header.defaultDuration()
                    : defaults.defaultDuration();
            defaultSize =
                    header.has(TrackFragmentHeaderBox.DEFAULT_SIZE) ? header.defaultSize() : defaults.defaultSize();
            defaultFlags =
                    header.has(TrackFragmentHeaderBox.DEFAULT_FLAGS) ? header.defaultFlags() : defaults.defaultFlags();
        }

        void add(TrackRunBox run) throws Mp4Exception {
            BoxPath here = path.child("trun", runs.size() + 1);
            if (run.sampleCount() > 0 && samples == 0) {
                startsWithSync = SampleFlags.isSync(run.sampleFlags(0, defaultFlags));
                firstDuration = run.duration(0, defaultDuration);
            }
            long position = run.has(TrackRunBox.DATA_OFFSET)
                    ? base + run.dataOffset()
                    : runs.isEmpty() ? base : runs.get(runs.size() - 1).end();
            long length = length(run);
            if (position < 0 || position > limit || length > limit - position) {
                throw new Mp4Exception(
                        here, length + " bytes at offset " + position + " (expected: from 0 to " + limit + ")");
            }
            runs.add(new Run(run, position, length));
            addTimes(run);
            samples += run.sampleCount();
            if (duration > Edit.MAX_TICKS || samples > SampleSizes.MAX_SAMPLES) {
                throw new Mp4Exception(
                        here,
                        samples + " samples of " + duration + " ticks (expected: at most " + SampleSizes.MAX_SAMPLES
                                + ", of 2^60 ticks)");
            }
        }

        private long length(TrackRunBox run) {
            if (!run.has(TrackRunBox.SIZE)) {
                return run.sampleCount() * defaultSize;
            }
            long length = 0;
            for (int sample = 0; sample < run.sampleCount(); sample++) {
                length += run.size(sample, 0);
            }
            return length;
        }

        private void addTimes(TrackRunBox run) {
            if (!run.has(TrackRunBox.DURATION) && !run.has(TrackRunBox.COMPOSITION_OFFSET)) {
                earliest = run.sampleCount() == 0 ? earliest : Math.min(earliest, duration);
                duration += run.sampleCount() * defaultDuration;
                return;
            }
            for (int sample = 0; sample < run.sampleCount(); sample++) {
                earliest = Math.min(earliest, duration + run.compositionOffset(sample));
                duration += run.duration(sample, defaultDuration);
            }
        }
    }
}
