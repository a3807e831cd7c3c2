package labwire.dash.title;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.media.SegmentIndex;
import labwire.dash.media.TrackKind;

/**
 * A title cut into segments of about one duration: the video rungs at key frames that they have in common, everything
 * else as near to that as can be. Immutable.
 */
public final class Segmentation {
    /** Shorter than any frame. */
    private static final double FINEST_SECONDS = 0.000_001;

    /** How far an audio segment may begin from where {@code @duration} says, as a part of a segment. */
    private static final int UNEVEN_PART = 20;

    private static final long NANOS = 1_000_000_000;

    private final List<CutTrack> tracks;
    private final CutTrack reference;
    private final boolean even;
    private final Duration buffer;

    private Segmentation(List<CutTrack> tracks, CutTrack reference) {
        this.tracks = List.copyOf(tracks);
        this.reference = reference;
        this.even = isEven();
        this.buffer = longest();
    }

    private Segmentation(Segmentation cut, Segmentation finer) {
        List<CutTrack> tracks = new ArrayList<>();
        for (int i = 0; i < cut.tracks.size(); i++) {
            tracks.add(cut.tracks.get(i).withBandwidth(finer.tracks.get(i).bandwidth()));
        }
        this.tracks = List.copyOf(tracks);
        this.reference = tracks.get(cut.tracks.indexOf(cut.reference));
        this.even = cut.even;
        this.buffer = finer.buffer;
    }

    /** With the bandwidths and the buffer of shorter segments of the same tracks, which do for these as well. */
    Segmentation withRatesOf(Segmentation finer) {
        return new Segmentation(this, finer);
    }

    /** @param tracks one or more, of which the video rungs have key frames in common */
    static Segmentation of(List<TitleTrack> tracks, long targetMillis) {
        double targetSeconds = targetMillis / 1000.0;
        List<TitleTrack> video =
                tracks.stream().filter(track -> track.kind() == TrackKind.VIDEO).toList();
        List<SegmentIndex> rungs = video.isEmpty()
                ? List.of(tracks.get(0).track().cut(targetSeconds))
                : aligned(video, Duration.ofMillis(targetMillis));
        SegmentIndex first = rungs.get(0);
        List<CutTrack> cut = new ArrayList<>();
        int rung = 0;
        for (TitleTrack track : tracks) {
            boolean leads = video.isEmpty() ? cut.isEmpty() : track.kind() == TrackKind.VIDEO;
            cut.add(new CutTrack(
                    track, leads ? rungs.get(rung++) : track.track().cutLike(first)));
        }
        CutTrack reference =
                cut.stream().filter(track -> track.index() == first).findFirst().orElseThrow();
        return new Segmentation(cut, reference);
    }

    private static List<SegmentIndex> aligned(List<TitleTrack> video, Duration target) {
        List<SegmentIndex> finest = video.stream().map(Segmentation::finest).toList();
        SegmentIndex first = finest.get(0);
        List<long[]> others =
                finest.stream().skip(1).map(Segmentation::startNanos).toList();
        long[] starts = startNanos(first);
        int[] common = Boundaries.common(starts, others);
        long[] candidates = new long[common.length];
        for (int i = 0; i < common.length; i++) {
            candidates[i] = starts[common[i]];
        }
        int[] chosen = Boundaries.choose(candidates, nanos(first, first.count()), target.toNanos());
        List<SegmentIndex> rungs = new ArrayList<>();
        for (SegmentIndex index : finest) {
            int[] segments = new int[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                segments[i] = nearest(index, candidates[chosen[i]]);
            }
            rungs.add(index.merged(segments));
        }
        return rungs;
    }

    /** Cut at every key frame. */
    static SegmentIndex finest(TitleTrack track) {
        return track.track().cut(FINEST_SECONDS);
    }

    private static int nearest(SegmentIndex index, long nanos) {
        return index.find(Ticks.scale(nanos + Boundaries.TOLERANCE_NANOS, NANOS, index.timescale()));
    }

    static long[] startNanos(SegmentIndex index) {
        long[] starts = new long[index.count()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = nanos(index, i);
        }
        return starts;
    }

    static long nanos(SegmentIndex index, int segment) {
        return Ticks.nanos(index.startTicks(segment), index.timescale());
    }

    /** In the title's order. */
    public List<CutTrack> tracks() {
        return tracks;
    }

    /** The track whose segments the others follow: the first video, or else the first of all. */
    public CutTrack reference() {
        return reference;
    }

    /** How long the title is: as long as its reference. In ticks of {@link #reference}. */
    public long durationTicks() {
        return reference.index().startTicks(reference.index().count());
    }

    public Duration duration() {
        return Duration.ofNanos(nanos(reference.index(), reference.index().count()));
    }

    /** What a player needs to have before it begins, if more comes at the tracks' bandwidths (minBufferTime). */
    public Duration buffer() {
        return buffer;
    }

    /** How long the longest segment is. */
    public Duration longest() {
        long nanos = 1;
        for (CutTrack track : tracks) {
            SegmentIndex index = track.index();
            for (int segment = 0; segment < index.count(); segment++) {
                nanos = Math.max(nanos, nanos(index, segment + 1) - nanos(index, segment));
            }
        }
        return Duration.ofNanos(nanos);
    }

    /**
     * Whether one duration is that of all segments but the last: exactly so in the reference, nearly in audio, whose
     * frames seldom fit.
     */
    public boolean even() {
        return even;
    }

    /** The duration of an even one's segments, in ticks of {@link #reference}. */
    public long segmentTicks() {
        return reference.index().durationTicks(0);
    }

    /** A track's own timescale, where an even one's segment is a whole number of its ticks; else the reference's. */
    public long evenTimescale(CutTrack track) {
        long own = track.index().timescale();
        long from = reference.index().timescale();
        return segmentTicks() * own % from == 0 ? own : from;
    }

    private boolean isEven() {
        SegmentIndex even = reference.index();
        if (!even.isUniform() || even.durationTicks(even.count() - 1) > even.durationTicks(0)) {
            return false;
        }
        double tolerance = (double) segmentTicks() / even.timescale() / UNEVEN_PART;
        return tracks.stream().allMatch(track -> track.index().isAlignedWith(even, tolerance));
    }
}
