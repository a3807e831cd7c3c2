package labwire.dash.media;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.isobmff.Mp4Exception;

/**
 * What a media segment is, and what is wrong with it. Times in the track's ticks.
 *
 * @param decodeTime of the first sample, as {@code tfdt} says
 * @param presentationTime the earliest of any sample, edit list applied
 * @param durationTicks of all samples
 * @param events that came with it
 * @param problems for people; empty if it is sound
 */
public record SegmentFacts(
        long decodeTime,
        long presentationTime,
        long durationTicks,
        long samples,
        int fragments,
        boolean startsWithSync,
        List<EventMessageBox> events,
        List<String> problems) {
    /** Outermost boxes of a segment. */
    public static final int MAX_BOXES = 10_000;

    /** Problems that are told. */
    public static final int MAX_PROBLEMS = 20;

    public SegmentFacts {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    public long endDecodeTime() {
        return decodeTime + durationTicks;
    }

    /**
     * Reads a segment, whole.
     *
     * @throws Mp4Exception if it is not made of boxes, or is no segment at all
     */
    public static SegmentFacts read(byte[] segment, InitSegment init) throws Mp4Exception {
        return new Check(Bytes.of(segment), init).read();
    }

    private static final class Check {
        private final Bytes segment;
        private final InitSegment init;
        private final List<EventMessageBox> events = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private int fragments;
        private long decodeTime;
        private long endTime;
        private long presentationTime = Long.MAX_VALUE;
        private long samples;
        private boolean startsWithSync;

        /** Of the fragment whose data has not come yet. */
        private long dataWanted;

        private long dataStart;
        private long dataEnd;

        Check(Bytes segment, InitSegment init) {
            this.segment = segment;
            this.init = init;
        }

        SegmentFacts read() throws Mp4Exception {
            int offset = 0;
            int boxes = 0;
            while (offset < segment.length()) {
                if (++boxes > MAX_BOXES) {
                    throw new Mp4Exception(BoxPath.FILE, "more than " + MAX_BOXES + " boxes (expected: fewer)");
                }
                int available = segment.length() - offset;
                BoxHeader header = BoxHeader.read(
                        segment.slice(offset, Math.min(BoxHeader.MAX_SIZE, available)),
                        offset,
                        available,
                        BoxPath.FILE);
                Bytes whole = segment.slice(offset, (int) header.size());
                switch (header.type()) {
                    case "moof" -> fragment(header, whole);
                    case "mdat" -> data(header);
                    case "emsg" -> event(whole);
                    case "moov" -> problem("a moov (expected: media, without initialization)");
                    default -> {}
                }
                offset += (int) header.size();
            }
            if (fragments == 0) {
                throw new Mp4Exception(BoxPath.of("moof"), "missing (expected: one or more)");
            }
            checkData();
            long presentation = samples == 0 ? decodeTime : presentationTime;
            return new SegmentFacts(
                    decodeTime,
                    presentation - init.presentationOffsetTicks(),
                    endTime - decodeTime,
                    samples,
                    fragments,
                    startsWithSync,
                    events,
                    problems);
        }

        private void event(Bytes whole) throws Mp4Exception {
            events.add((EventMessageBox) BoxReader.read(whole, BoxPath.FILE).get(0));
        }

        private void fragment(BoxHeader header, Bytes whole) throws Mp4Exception {
            checkData();
            BoxPath path = BoxPath.FILE.child("moof", ++fragments);
            Bytes body = whole.slice(header.headerSize(), (int) header.bodySize());
            ContainerBox moof = BoxReader.readContainer(body, path);
            ContainerBox part = moof.container("traf");
            FragmentRuns runs =
                    FragmentRuns.read(part, init.defaults(), header.offset(), header.offset(), segment.length());
            if (runs.header().trackId() != init.info().trackId()) {
                problem(path + ": track " + runs.header().trackId() + " (expected: "
                        + init.info().trackId() + ", as in the initialization)");
            }
            if (runs.decodeTime().isEmpty()) {
                problem(path + ": no tfdt (expected: one)");
            }
            long time = runs.decodeTime().orElse(endTime);
            if (fragments == 1) {
                decodeTime = time;
                startsWithSync = runs.startsWithSync();
            } else if (time != endTime) {
                problem(path + ": decode time " + time + " (expected: " + endTime
                        + ", where the fragment before ends)");
            }
            endTime = Math.max(endTime, time + runs.duration());
            presentationTime = Math.min(presentationTime, time + runs.earliest());
            samples += runs.samples();
            if (runs.samples() == 0) {
                problem(path + ": no samples (expected: one or more)");
            }
            expect(runs);
        }

        private void expect(FragmentRuns runs) {
            dataWanted = runs.dataBytes();
            dataStart = runs.data().stream()
                    .mapToLong(FragmentRuns.Run::position)
                    .min()
                    .orElse(0);
            dataEnd =
                    runs.data().stream().mapToLong(FragmentRuns.Run::end).max().orElse(0);
        }

        private void data(BoxHeader header) {
            if (dataWanted == 0) {
                problem("an mdat of " + header.bodySize() + " bytes at offset " + header.offset()
                        + " (expected: one after each moof)");
            } else if (dataStart < header.bodyOffset() || dataEnd > header.end()) {
                problem("samples from offset " + dataStart + " to " + dataEnd + " (expected: inside the mdat, "
                        + header.bodyOffset() + " to " + header.end() + ")");
            } else if (dataWanted != header.bodySize()) {
                problem("an mdat of " + header.bodySize() + " bytes (expected: " + dataWanted
                        + ", as the samples have)");
            }
            dataWanted = 0;
        }

        private void checkData() {
            if (dataWanted != 0) {
                problem("no mdat after moof " + fragments + " (expected: " + dataWanted + " bytes of samples)");
                dataWanted = 0;
            }
        }

        private void problem(String problem) {
            if (problems.size() < MAX_PROBLEMS) {
                problems.add(problem);
            }
        }
    }
}
