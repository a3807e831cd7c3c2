package labwire.dash.report;

import java.util.List;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * A session, told whole. Times are seconds since it began, rates bit/s.
 *
 * @param url of the manifest
 * @param live whether it was a live presentation
 * @param rungs the nominal rates of the video, lowest first
 * @param complete whether it ended as it should
 * @param ending why it ended; empty if it has not
 * @param figures the quality of it in numbers
 * @param segments those that arrived, in the order of arrival
 * @param seconds the levels, about one a second
 * @param stalls in order
 * @param incidents in order
 * @param unlisted rows beyond the recorder's limit: they count in the figures, and are not in the lists
 */
public record SessionReport(
        String url,
        boolean live,
        List<Long> rungs,
        boolean complete,
        String ending,
        QualityFigures figures,
        List<SegmentRow> segments,
        List<SecondRow> seconds,
        List<Stall> stalls,
        List<Incident> incidents,
        long unlisted) {
    public SessionReport {
        rungs = List.copyOf(rungs);
        segments = List.copyOf(segments);
        seconds = List.copyOf(seconds);
        stalls = List.copyOf(stalls);
        incidents = List.copyOf(incidents);
    }

    /**
     * A segment that arrived.
     *
     * @param chosenAt when its rung was chosen
     * @param bitsPerSecond the nominal rate of the rung, 0 if not known
     * @param latency to the first byte
     * @param transfer from the first byte to the last
     * @param mediaTime where it begins in presentation time
     * @param buffer after its arrival
     * @param throughput as estimated when the rung was chosen, 0 if not known
     * @param reason of the choice
     */
    public record SegmentRow(
            double chosenAt,
            double arrivedAt,
            Medium medium,
            long segment,
            int rung,
            long bitsPerSecond,
            long bytes,
            double latency,
            double transfer,
            double mediaTime,
            double mediaDuration,
            double buffer,
            double throughput,
            String reason) {}

    /**
     * The levels at one time.
     *
     * @param rung of the video segment chosen last, −1 before the first
     * @param throughput as estimated, 0 if not known
     * @param liveLatency behind the live edge, 0 on demand
     */
    public record SecondRow(
            double at,
            double mediaTime,
            double videoBuffer,
            double audioBuffer,
            int rung,
            long bitsPerSecond,
            double throughput,
            boolean stalled,
            double liveLatency) {}

    /** Playback stood still, for want of {@code medium}. */
    public record Stall(double from, double to, Medium medium, double mediaTime) {
        double seconds() {
            return to - from;
        }
    }

    /** Something that should not happen, or not often. */
    public record Incident(double at, Kind kind, String what) {
        /** Of what kind. */
        public enum Kind {
            /** A download was dropped for a lower rung. */
            ABANDONED,
            /** A request failed. */
            FAILED,
            /** A downloaded thing was not what it should be. */
            FLAW,
            /** The playhead jumped. */
            JUMPED
        }
    }
}
