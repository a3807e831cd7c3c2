package labwire.dash.report;

import java.util.List;

/**
 * The quality of a session in numbers. Times are seconds, rates bit/s.
 *
 * @param session from beginning to end
 * @param startUp until the first frame; −1 if there was none
 * @param played time in which playback went on
 * @param stalls how often it stood still after the start
 * @param stalled for how long
 * @param rebufferRatio {@code stalled / (played + stalled)}
 * @param meanBitrate nominal rate of the video that was played, by time
 * @param switchesUp rung changes from one video segment to the next
 * @param switchesDown likewise
 * @param meanSwitch by how much the nominal rate changed in a switch
 * @param secondsByRung how much of each rung was played, lowest first
 * @param meanThroughput bits of video per second of transfer, time to the first byte apart; of segments that took a
 *     millisecond or more, 0 if none did
 * @param meanBuffer of the video, over the session's seconds
 * @param meanLiveLatency behind the live edge; 0 on demand
 * @param bytes received in segments, all media, dropped ones included
 * @param wastedBytes of those, in dropped downloads
 */
public record QualityFigures(
        double session,
        double startUp,
        double played,
        int stalls,
        double stalled,
        double rebufferRatio,
        double meanBitrate,
        int switchesUp,
        int switchesDown,
        double meanSwitch,
        List<Double> secondsByRung,
        double meanThroughput,
        double meanBuffer,
        double meanLiveLatency,
        long bytes,
        long wastedBytes,
        int abandonments,
        int failures,
        int flaws,
        int jumps) {
    public QualityFigures {
        secondsByRung = List.copyOf(secondsByRung);
    }

    /** Up and down. */
    public int switches() {
        return switchesUp + switchesDown;
    }
}
