package labwire.dash.media;

import java.util.List;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.TrackExtendsBox;

/**
 * A track of a plain MP4: its segments are made from the sample tables, a {@code moof} in memory before the file's own
 * bytes.
 *
 * <p>What an edit list skips at the beginning is left out as far as decoding allows, in whole samples: an encoder's
 * priming, key frames before the first one needed. What remains, such as the delay of B-frames, stays an edit list of the
 * initialization segment, because that is what players understand best; see {@code
 * docs/adr/0002-edit-lists-stay-edit-lists.md}.
 */
final class PlainTrack implements Track, CutPoints {
    private final FileSource file;
    private final SampleTable table;
    private final TrackInfo info;
    private final byte[] initSegment;

    /** The samples that are presented: from this one to before that one. */
    private final int first;

    private final int end;

    /** Added to the file's decoding times. */
    private final long shift;

    private final long lead;

    private PlainTrack(
            FileSource file,
            SampleTable table,
            TrackInfo info,
            byte[] initSegment,
            int first,
            int end,
            long shift,
            long lead) {
        this.file = file;
        this.table = table;
        this.info = info;
        this.initSegment = initSegment;
        this.first = first;
        this.end = end;
        this.shift = shift;
        this.lead = lead;
    }

    static PlainTrack read(FileSource file, TrackDescription track, long movieTimescale, MediaData data)
            throws Mp4Exception {
        SampleTable table = SampleTable.read(track.sampleTable(), data);
        int entries = track.descriptions().entries().size();
        int entry = table.chunks().description();
        if (entry < 1 || entry > entries) {
            throw new Mp4Exception(
                    track.path().child("stsc"), "sample entry " + entry + " (expected: 1 to " + entries + ")");
        }
        TrackDescription used = track.withEntry(entry - 1);
        Edit edit = track.edit();
        int first = first(table, edit.mediaTime(), track.path());
        int end = end(table, first, edit);

        // What of the edit is left once the first samples are gone; below 0 it is a delay.
        long skipped = edit.mediaTime() - table.decodeTime(first);
        long start = edit.delay() + Math.max(0, -skipped);
        long remaining = Math.max(0, skipped);
        long lead = table.compositionOffset(first) - remaining;
        long shift = start - table.decodeTime(first);
        List<EditListBox.Edit> edits =
                remaining == 0 ? List.of() : List.of(new EditListBox.Edit(0, remaining, EditListBox.Edit.NORMAL_RATE));
        TrackExtendsBox defaults = new TrackExtendsBox(track.trackId(), 1, 0, 0, 0);
        byte[] initSegment = InitSegment.write(used, movieTimescale, defaults, edits);
        Ratio frameRate = Ratio.of(track.timescale(), table.commonestDuration());
        long begin = Math.max(0, start + lead);
        long duration = Math.max(0, table.decodeTime(end) + shift + lead) - begin;
        return new PlainTrack(
                file, table, used.info().withTiming(frameRate, duration), initSegment, first, end, shift, lead);
    }

    /** The last sample from which decoding gives all that is presented. */
    private static int first(SampleTable table, long mediaTime, BoxPath path) throws Mp4Exception {
        if (mediaTime > 0 && mediaTime >= table.decodeTime(table.count())) {
            throw new Mp4Exception(
                    path.child("stts"),
                    table.decodeTime(table.count()) + " ticks (expected: more than " + mediaTime
                            + ", where the edit list begins)");
        }
        int number = table.syncCountBefore(table.sampleAt(mediaTime) + 1);
        while (number > 0 && table.compositionTime(table.syncSample(number - 1)) > mediaTime) {
            number--;
        }
        int first = number == 0 ? 0 : table.syncSample(number - 1);
        if (!table.isSync(first)) {
            throw new Mp4Exception(path.child("stss"), "no sync sample at the beginning (expected: sample 1)");
        }
        return first;
    }

    /** After the last sample that is presented, if none that follows it in the file is. */
    private static int end(SampleTable table, int first, Edit edit) {
        int end = table.count();
        if (edit.duration() != Edit.TO_THE_END) {
            long endTime = edit.mediaTime() + edit.duration();
            while (end > first + 1 && table.compositionTime(end - 1) >= endTime) {
                end--;
            }
        }
        return end;
    }

    @Override
    public TrackInfo info() {
        return info;
    }

    @Override
    public byte[] initSegment() {
        return initSegment;
    }

    @Override
    public SegmentIndex cut(double targetSeconds) {
        return Cutter.cut(this, targetSeconds, this::segmentBytes);
    }

    @Override
    public SegmentIndex cutLike(SegmentIndex other) {
        return Cutter.cutLike(this, other, this::segmentBytes);
    }

    @Override
    public long sampleTicks() {
        int last = end - 1;
        long ticks = table.duration(first);
        // The last one may say that it is shorter: that is where the content ends, not the frame.
        return everywhere() && table.decodeTime(last) - table.decodeTime(first) == ticks * (last - first) ? ticks : 0;
    }

    @Override
    public SegmentIndex trimmed(SegmentIndex index, long ticks) {
        long sample = sampleTicks();
        if (sample == 0) {
            return index;
        }
        int samples = (int) Math.min(ticks / sample, end - first);
        return index.endingAt(first + samples, index.decodeTimeTicks(0) + ticks, this::segmentBytes);
    }

    private long segmentBytes(int firstSample, int endSample) {
        SampleFragment fragment = new SampleFragment(table, firstSample, endSample);
        long data = fragment.dataBytes();
        return SegmentHead.SIZE + fragment.size() + SegmentHead.dataHeaderSize(data) + data;
    }

    @Override
    public Payload segment(SegmentIndex index, int segment, SegmentEdit edit) {
        int from = index.firstUnit(segment);
        int to = index.firstUnit(segment + 1);
        long ticks = index.decodeTimeTicks(segment + 1) - index.decodeTimeTicks(segment);
        SampleFragment fragment = new SampleFragment(table, from, to, ticks);
        long decodeTime = DecodeTimes.shifted(index.decodeTimeTicks(segment), edit);
        long number = edit.sequenceNumber() == 0 ? segment + 1 : edit.sequenceNumber();
        BoxWriter head = new BoxWriter(SegmentHead.SIZE + fragment.size() + 16);
        SegmentHead.write(edit, head);
        head.box(fragment.box(info.trackId(), number, decodeTime));
        SegmentHead.writeDataHeader(fragment.dataBytes(), head);
        Slices slices = new Slices(file).add(head);
        Chunks chunks = table.chunks();
        SampleSizes sizes = table.sizes();
        int sample = from;
        while (sample < to) {
            int chunkEnd = Math.min(to, chunks.firstSample(chunks.of(sample) + 1));
            slices.add(table.offset(sample), sizes.sumBefore(chunkEnd) - sizes.sumBefore(sample));
            sample = chunkEnd;
        }
        return slices.payload();
    }

    @Override
    public int count() {
        return table.syncCountBefore(end) - table.syncCountBefore(first);
    }

    @Override
    public int unit(int point) {
        return table.syncSample(table.syncCountBefore(first) + point);
    }

    @Override
    public long decodeTime(int point) {
        return table.decodeTime(unit(point)) + shift;
    }

    @Override
    public boolean everywhere() {
        return info.kind() != TrackKind.VIDEO;
    }

    @Override
    public long endTime() {
        return table.decodeTime(end) + shift;
    }

    @Override
    public int endUnit() {
        return end;
    }

    @Override
    public long timescale() {
        return info.timescale();
    }

    @Override
    public long lead() {
        return lead;
    }
}
