package labwire.dash.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.TrackExtendsBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;

/** Finds the fragments of a file's tracks. */
final class FragmentScan {
    /** Bytes of the samples of one fragment: offsets in it are 31 bits. */
    static final long MAX_FRAGMENT_BYTES = 1L << 30;

    /** One track's part of a {@code moof}. */
    record Part(ContainerBox box, FragmentRuns runs) {}

    /** A track's fragments, as far as they are known. */
    static final class Found {
        final List<Fragment> fragments = new ArrayList<>();
        long earliest;
        long sampleDuration;

        private long endTime() {
            return fragments.isEmpty() ? 0 : fragments.get(fragments.size() - 1).endTime();
        }
    }

    private final ByteSource file;
    private final MediaData data;
    private final Map<Long, TrackExtendsBox> defaults;
    private final Map<Long, Found> tracks = new LinkedHashMap<>();
    private int moofs;

    /** @param defaults by track */
    FragmentScan(ByteSource file, MediaData data, Map<Long, TrackExtendsBox> defaults) {
        this.file = file;
        this.data = data;
        this.defaults = defaults;
    }

    /** The fragments of each track that has some. */
    Map<Long, Found> scan(List<BoxHeader> boxes) throws Mp4Exception, IOException {
        long start = -1;
        for (int i = 0; i < boxes.size(); i++) {
            BoxHeader box = boxes.get(i);
            switch (box.type()) {
                case "styp", "emsg", "prft" -> start = start < 0 ? box.offset() : start;
                case "moof" -> {
                    read(box, start < 0 ? box.offset() : start, dataEnd(boxes, i));
                    start = -1;
                }
                default -> {}
            }
        }
        return tracks;
    }

    /** The end of the {@code mdat} boxes that follow a {@code moof}. */
    private static long dataEnd(List<BoxHeader> boxes, int moof) {
        long end = boxes.get(moof).end();
        for (int i = moof + 1; i < boxes.size() && boxes.get(i).type().equals("mdat"); i++) {
            end = boxes.get(i).end();
        }
        return end;
    }

    private void read(BoxHeader header, long start, long end) throws Mp4Exception, IOException {
        BoxPath path = BoxPath.FILE.child("moof", ++moofs);
        ContainerBox moof = BoxReader.readContainer(FileBoxes.body(file, header), path);
        List<ContainerBox> parts = moof.containers("traf");
        long previousEnd = header.offset();
        Set<Long> seen = new HashSet<>();
        for (ContainerBox part : parts) {
            long trackId = part.only(TrackFragmentHeaderBox.class, "tfhd").trackId();
            TrackExtendsBox track = defaults.get(trackId);
            if (track == null) {
                throw new Mp4Exception(
                        part.path().child("tfhd"),
                        "track " + trackId + " (expected: one that moov has and extends, of " + defaults.keySet()
                                + ")");
            }
            if (!seen.add(trackId)) {
                throw new Mp4Exception(
                        part.path().child("tfhd"), "track " + trackId + " again (expected: once in a moof)");
            }
            FragmentRuns runs = FragmentRuns.read(part, track, header.offset(), previousEnd, file.size());
            if (runs.dataBytes() > MAX_FRAGMENT_BYTES) {
                throw new Mp4Exception(
                        part.path(),
                        runs.dataBytes() + " bytes of samples (expected: at most " + MAX_FRAGMENT_BYTES + ")");
            }
            previousEnd = runs.dataEnd(previousEnd);
            add(part, runs, header, start, end, parts.size() == 1);
        }
    }

    private void add(ContainerBox part, FragmentRuns runs, BoxHeader moof, long start, long end, boolean alone)
            throws Mp4Exception {
        if (runs.samples() == 0) {
            return;
        }
        for (int run = 0; run < runs.data().size(); run++) {
            FragmentRuns.Run place = runs.data().get(run);
            data.check(place.position(), place.length(), part.path().child("trun", run + 1), "samples");
        }
        Found track = tracks.computeIfAbsent(runs.header().trackId(), id -> new Found());
        long decodeTime = runs.decodeTime().orElse(track.endTime());
        if (track.fragments.isEmpty()) {
            track.earliest = runs.earliest();
            track.sampleDuration = runs.firstDuration();
        } else if (decodeTime < track.fragments.get(track.fragments.size() - 1).decodeTime()) {
            throw new Mp4Exception(
                    part.path().child("tfdt"),
                    "decode time " + decodeTime + " (expected: not before that of the fragment before, "
                            + track.fragments.get(track.fragments.size() - 1).decodeTime() + ")");
        }
        boolean selfContained = alone
                && runs.decodeTime().isPresent()
                && runs.header().has(TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF)
                && !runs.header().has(TrackFragmentHeaderBox.BASE_DATA_OFFSET)
                && runs.data().stream().allMatch(run -> run.position() >= moof.end() && run.end() <= end);
        long bytes = selfContained ? 0 : size(part, runs);
        track.fragments.add(new Fragment(
                moof.offset(),
                (int) moof.size(),
                start,
                end,
                decodeTime,
                runs.duration(),
                runs.startsWithSync(),
                selfContained,
                bytes));
    }

    private static long size(ContainerBox part, FragmentRuns runs) {
        long dataBytes = runs.dataBytes();
        int moof = new BoxWriter().box(FragmentRewrite.moof(part, runs, 0, 0)).size();
        return moof + SegmentHead.dataHeaderSize(dataBytes) + dataBytes;
    }

    /** A track's part of a {@code moof} that was scanned before. */
    static Part part(ContainerBox moof, long moofOffset, long fileSize, TrackExtendsBox track) throws Mp4Exception {
        long previousEnd = moofOffset;
        Optional<Part> found = Optional.empty();
        for (ContainerBox part : moof.containers("traf")) {
            FragmentRuns runs = FragmentRuns.read(part, track, moofOffset, previousEnd, fileSize);
            previousEnd = runs.dataEnd(previousEnd);
            if (found.isEmpty() && runs.header().trackId() == track.trackId()) {
                found = Optional.of(new Part(part, runs));
            }
        }
        return found.orElseThrow(
                () -> new Mp4Exception(moof.path(), "no traf of track " + track.trackId() + " (expected: one)"));
    }
}
