package labwire.dash.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.MovieFragmentHeaderBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.TrackExtendsBox;

/** A track of a fragmented file: its segments are runs of fragments, sent as they are or with their heads made anew. */
final class FragmentedTrack implements Track, CutPoints {
    private final FileSource file;
    private final List<Fragment> fragments;
    private final int[] syncFragments;
    private final TrackInfo info;
    private final TrackExtendsBox defaults;
    private final byte[] initSegment;
    private final long lead;

    /**
     * @param fragments at least one, the first beginning with a sync sample
     * @param earliest presentation in the first, from its decoding time on
     */
    FragmentedTrack(
            FileSource file,
            TrackDescription track,
            long movieTimescale,
            TrackExtendsBox defaults,
            List<Fragment> fragments,
            long earliest,
            long sampleDuration)
            throws Mp4Exception {
        this.file = file;
        this.fragments = List.copyOf(fragments);
        this.defaults = defaults;
        syncFragments = IntStream.range(0, fragments.size())
                .filter(i -> fragments.get(i).sync())
                .toArray();
        initSegment = InitSegment.write(track, movieTimescale, defaults, edits(track));
        lead = earliest - track.edit().mediaTime() + track.edit().delay();
        long begin = Math.max(0, fragments.get(0).decodeTime() + lead);
        long end = Math.max(0, fragments.get(fragments.size() - 1).endTime() + lead);
        info = track.info().withTiming(Ratio.of(track.timescale(), sampleDuration), end - begin);
    }

    /** As one edit, if one can say it: Chromium reads no more than the first. */
    private static List<EditListBox.Edit> edits(TrackDescription track) {
        long skipped = track.edit().mediaTime() - track.edit().delay();
        if (skipped < 0) {
            return track.editList().map(EditListBox::edits).orElse(List.of());
        }
        return skipped == 0 ? List.of() : List.of(new EditListBox.Edit(0, skipped, EditListBox.Edit.NORMAL_RATE));
    }

    @Override
    public TrackInfo info() {
        return info;
    }

    @Override
    public byte[] initSegment() {
        return initSegment;
    }

    /** Whether every fragment can be sent as it is. */
    boolean selfContained() {
        return fragments.stream().allMatch(Fragment::selfContained);
    }

    Fragment firstFragment() {
        return fragments.get(0);
    }

    Fragment lastFragment() {
        return fragments.get(fragments.size() - 1);
    }

    /** Where fragments begin that decoding may begin with; the caller's own. */
    Set<Long> syncStarts() {
        return Arrays.stream(syncFragments)
                .mapToObj(fragment -> fragments.get(fragment).start())
                .collect(Collectors.toCollection(HashSet::new));
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
        return 0;
    }

    @Override
    public SegmentIndex trimmed(SegmentIndex index, long ticks) {
        return index;
    }

    private long segmentBytes(int first, int end) {
        long bytes = 0;
        for (Fragment fragment : fragments.subList(first, end)) {
            bytes += fragment.size();
        }
        return bytes;
    }

    @Override
    public Payload segment(SegmentIndex index, int segment, SegmentEdit edit) throws IOException {
        List<Fragment> chosen = fragments.subList(index.firstUnit(segment), index.firstUnit(segment + 1));
        Slices slices = new Slices(file);
        long number = edit.sequenceNumber();
        if (!edit.equals(SegmentEdit.NONE)) {
            BoxWriter head = new BoxWriter(256);
            SegmentHead.write(edit, head);
            slices.add(head);
        }
        for (Fragment fragment : chosen) {
            if (fragment.selfContained() && edit.decodeTimeShiftTicks() == 0 && number == 0) {
                slices.add(fragment.start(), fragment.end() - fragment.start());
            } else {
                rewrite(fragment, edit, number, slices);
            }
            number += number == 0 ? 0 : 1;
        }
        return slices.payload();
    }

    private void rewrite(Fragment fragment, SegmentEdit edit, long number, Slices slices) throws IOException {
        ContainerBox moof;
        ContainerBox ours;
        FragmentRuns runs;
        try {
            moof = moof(fragment);
            FragmentScan.Part part = FragmentScan.part(moof, fragment.moofOffset(), file.size(), defaults);
            ours = part.box();
            runs = part.runs();
        } catch (Mp4Exception e) {
            throw new IOException(file.path() + ": no longer what it was: " + e.getMessage(), e);
        }
        long ownNumber = moof.all(MovieFragmentHeaderBox.class).stream()
                .mapToLong(MovieFragmentHeaderBox::sequenceNumber)
                .findFirst()
                .orElse(0);
        BoxWriter head = new BoxWriter(fragment.moofSize() + 64);
        head.box(FragmentRewrite.moof(
                ours, runs, number == 0 ? ownNumber : number, DecodeTimes.shifted(fragment.decodeTime(), edit)));
        SegmentHead.writeDataHeader(runs.dataBytes(), head);
        slices.add(head);
        for (FragmentRuns.Run run : runs.data()) {
            slices.add(run.position(), run.length());
        }
    }

    private ContainerBox moof(Fragment fragment) throws Mp4Exception, IOException {
        ByteBuffer bytes = ByteBuffer.allocate(fragment.moofSize());
        file.read(fragment.moofOffset(), bytes);
        Bytes whole = Bytes.of(bytes.array());
        BoxHeader header = BoxHeader.read(whole, fragment.moofOffset(), fragment.moofSize(), BoxPath.FILE);
        if (!header.type().equals("moof")) {
            throw new EOFException(file.path() + ": no longer what it was: a " + header.type() + " at offset "
                    + fragment.moofOffset() + " (expected: moof)");
        }
        Bytes body = whole.slice(header.headerSize(), (int) header.bodySize());
        return BoxReader.readContainer(body, BoxPath.of("moof"));
    }

    @Override
    public int count() {
        return syncFragments.length;
    }

    @Override
    public int unit(int point) {
        return syncFragments[point];
    }

    @Override
    public long decodeTime(int point) {
        return fragments.get(unit(point)).decodeTime();
    }

    @Override
    public boolean everywhere() {
        return info.kind() != TrackKind.VIDEO;
    }

    @Override
    public long endTime() {
        return lastFragment().endTime();
    }

    @Override
    public int endUnit() {
        return fragments.size();
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
