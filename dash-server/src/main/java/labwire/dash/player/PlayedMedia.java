package labwire.dash.player;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.abr.ThroughputEstimate;
import labwire.dash.manifest.MpdException;
import labwire.dash.player.playback.MediumBuffer;
import labwire.dash.player.playback.Playhead;
import labwire.dash.player.playback.Thresholds;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * The media that are played together: a stream for each, which fetches it, and the playhead, which moves over what has
 * come. Playback waits for video and audio; text is fetched beside them.
 */
final class PlayedMedia {
    private final Map<Medium, MediumStream> streams = new EnumMap<>(Medium.class);
    private final Set<Medium> waitedFor = EnumSet.noneOf(Medium.class);
    private final Playhead playhead;
    private final ThroughputEstimate estimate = new ThroughputEstimate(ThroughputEstimate.Settings.DEFAULT);

    /** Of what the session wants, all that there is in a period. */
    PlayedMedia(PlayerSession session, PeriodStreams period, Thresholds thresholds) {
        for (Medium medium : session.config().media()) {
            if (period.stream(medium).isPresent()) {
                streams.put(medium, new MediumStream(medium, session, this, session.laneOf(medium)));
                if (medium != Medium.TEXT) {
                    waitedFor.add(medium);
                }
            }
        }
        playhead = new Playhead(waitedFor, thresholds, session::tell);
        session.config().playFor().ifPresent(limit -> playhead.limitTo(Nanos.of(limit)));
    }

    /** Whether there is neither video nor audio. */
    boolean isNothing() {
        return waitedFor.isEmpty();
    }

    Playhead playhead() {
        return playhead;
    }

    void startAt(long positionNanos, PeriodStreams period) {
        playhead.startAt(positionNanos);
        beginAt(positionNanos, period);
    }

    void jumpTo(long positionNanos, PeriodStreams period, String reason, long nowNanos) {
        playhead.jumpTo(positionNanos, reason, nowNanos);
        beginAt(positionNanos, period);
    }

    private void beginAt(long positionNanos, PeriodStreams period) {
        streams.values().forEach(stream -> stream.beginAt(positionNanos, period));
    }

    void edition(Presentation edition) throws MpdException {
        for (MediumStream stream : streams.values()) {
            stream.edition(edition);
        }
    }

    /** Each stream does what it can do now. */
    void turn(long nowNanos) throws MpdException {
        for (MediumStream stream : streams.values()) {
            stream.turn(nowNanos);
        }
    }

    /** When they are to be looked at again. */
    long deadlineNanos() {
        long next = playhead.nextDeadlineNanos();
        for (MediumStream stream : streams.values()) {
            next = Math.min(next, stream.deadlineNanos());
        }
        return next;
    }

    void stop() {
        streams.values().forEach(MediumStream::stop);
    }

    /** Whether what a stream wants next ends before that time. */
    boolean needsBefore(long presentationNanos) {
        return streams.values().stream()
                .anyMatch(stream -> !stream.isOver() && stream.nextNanos() + stream.segmentNanos() < presentationNanos);
    }

    boolean waitsFor(Medium medium) {
        return waitedFor.contains(medium);
    }

    /** Whether a stream is more than a segment ahead of another that has not got what it needs. */
    boolean leadsTooFar(MediumStream one) {
        for (MediumStream other : streams.values()) {
            if (other != one && !other.isOver() && waitsFor(other.medium())) {
                long lead = Math.max(one.segmentNanos(), other.segmentNanos());
                if (one.nextNanos() - other.nextNanos() > lead) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What of a medium the playhead moves over; empty if playback does not wait for it. */
    Optional<MediumBuffer> buffer(Medium medium) {
        return waitsFor(medium) ? Optional.of(playhead.buffer(medium)) : Optional.empty();
    }

    /** Throughput is judged by video, whose segments are large; by audio where there is none. */
    void downloaded(Medium medium, SegmentDownload download) {
        if (medium == Medium.VIDEO || !waitsFor(Medium.VIDEO)) {
            estimate.add(download);
        }
    }

    /** In bit/s; 0 before anything was measured. */
    double throughput() {
        return estimate.bitsPerSecond();
    }
}
