package labwire.dash.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;
import labwire.dash.media.SegmentEdit;
import labwire.dash.media.SegmentIndex;
import labwire.dash.media.Track;
import labwire.dash.title.CutTrack;

/**
 * A track, looped. A segment is one of the loop's with its times moved, or, where segments are to be longer than the
 * loop, several rounds of it one after another. May be used from any thread.
 */
final class LoopedTrack {
    private final CutTrack cut;
    private final LiveTimeline timeline;
    private final LoopClock rounds;
    private final int roundsPerSegment;

    /** The cut for rounds of each length; there are two, a frame apart. */
    private final Map<Long, SegmentIndex> byLength = new ConcurrentHashMap<>();

    /**
     * @param streamStart when the first round begins
     * @param loopTicks the loop's duration, in ticks of {@code loopTimescale}
     * @param roundsPerSegment more than 1 only if the track is cut into a single segment
     */
    LoopedTrack(CutTrack cut, Instant streamStart, long loopTicks, long loopTimescale, int roundsPerSegment) {
        this.cut = cut;
        this.roundsPerSegment = roundsPerSegment;
        long timescale = cut.index().timescale();
        long frame = Math.max(1, cut.track().track().sampleTicks());
        this.rounds = new LoopClock(loopTicks, loopTimescale, timescale, frame);
        this.timeline = new LiveTimeline(
                streamStart,
                new LoopClock(Math.multiplyExact(loopTicks, roundsPerSegment), loopTimescale, timescale, frame),
                timescale,
                starts(cut.index(), rounds.start(1) - frame));
    }

    /** Of the segments, from the beginning of the first; without those that a shorter video leaves no room for. */
    private static long[] starts(SegmentIndex index, long length) {
        long first = index.startTicks(0);
        int count = 1;
        while (count < index.count() && index.startTicks(count) - first < length) {
            count++;
        }
        long[] starts = new long[count];
        for (int i = 0; i < count; i++) {
            starts[i] = index.startTicks(i) - first;
        }
        return starts;
    }

    CutTrack cut() {
        return cut;
    }

    LiveTimeline timeline() {
        return timeline;
    }

    /**
     * A segment.
     *
     * @param events to go with it
     */
    Payload segment(long number, List<EventMessageBox> events) throws IOException {
        long round = timeline.round(number) * roundsPerSegment;
        if (roundsPerSegment == 1) {
            return segment(round, timeline.index(number), number, events);
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < roundsPerSegment; i++) {
            pieces.addAll(segment(round + i, 0, round + i, i == 0 ? events : List.of())
                    .pieces());
        }
        return new Payload(pieces);
    }

    private Payload segment(long round, int segment, long number, List<EventMessageBox> events) throws IOException {
        Track track = cut.track().track();
        long start = rounds.start(round);
        SegmentIndex index =
                byLength.computeIfAbsent(rounds.start(round + 1) - start, length -> track.trimmed(cut.index(), length));
        long shift = start - index.startTicks(0);
        // Numbers of fragments are 32 bits, and 0 is none.
        long sequence = (number & 0x7FFF_FFFFL) + 1;
        return track.segment(index, segment, new SegmentEdit(shift, sequence, events));
    }
}
