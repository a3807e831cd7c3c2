package labwire.dash.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import labwire.dash.report.SessionReport.Incident;
import labwire.dash.report.SessionReport.SecondRow;
import labwire.dash.report.SessionReport.SegmentRow;
import labwire.dash.session.PlayerEvent.Medium;

/** Adds up a session as it goes on, row by row, in constant space but for the segments not yet played. */
final class FigureCounter {
    private static final double NEVER = -1;

    private final List<Double> secondsByRung = new ArrayList<>();
    private final List<SegmentRow> unplayed = new ArrayList<>();
    private double startUp = NEVER;
    private int stalls;
    private double stalled;
    private double playedRateSeconds;
    private int lastRung = -1;
    private long lastRate;
    private int switchesUp;
    private int switchesDown;
    private double switchSum;
    private double timedBits;
    private double timedTransfer;
    private int levels;
    private double bufferSum;
    private double latencySum;
    private long bytes;
    private long wastedBytes;
    private final Map<Incident.Kind, Integer> incidents = new EnumMap<>(Incident.Kind.class);

    void started(double at) {
        if (startUp < 0) {
            startUp = at;
        }
    }

    void stalled(double seconds) {
        stalls++;
        stalled += seconds;
    }

    void arrived(SegmentRow row) {
        bytes += row.bytes();
        if (row.medium() != Medium.VIDEO) {
            return;
        }
        if (row.transfer() > 0) {
            timedBits += row.bytes() * 8.0;
            timedTransfer += row.transfer();
        }
        if (lastRung >= 0 && row.rung() != lastRung) {
            switchesUp += row.rung() > lastRung ? 1 : 0;
            switchesDown += row.rung() < lastRung ? 1 : 0;
            switchSum += Math.abs(row.bitsPerSecond() - lastRate);
        }
        lastRung = row.rung();
        lastRate = row.bitsPerSecond();
        unplayed.add(row);
    }

    void level(SecondRow row) {
        levels++;
        bufferSum += row.videoBuffer();
        latencySum += row.liveLatency();
        playedTo(row.mediaTime());
    }

    void incident(Incident.Kind kind) {
        incidents.merge(kind, 1, Integer::sum);
    }

    void wasted(long dropped) {
        bytes += dropped;
        wastedBytes += dropped;
    }

    /** The segments that end by this media time have been played. */
    void playedTo(double mediaTime) {
        unplayed.removeIf(row -> {
            boolean played = row.mediaTime() + row.mediaDuration() <= mediaTime;
            if (played) {
                played(row, row.mediaDuration());
            }
            return played;
        });
    }

    private void played(SegmentRow row, double seconds) {
        add(secondsByRung, row.rung(), seconds);
        playedRateSeconds += row.bitsPerSecond() * seconds;
    }

    private static void add(List<Double> byRung, int rung, double seconds) {
        while (byRung.size() <= rung) {
            byRung.add(0.0);
        }
        byRung.set(rung, byRung.get(rung) + seconds);
    }

    /** The figures if the session ended now. Segments that were played in part count in part. */
    QualityFigures figures(double now, double mediaTime, double openStall, int rungs) {
        playedTo(mediaTime);
        List<Double> byRung = new ArrayList<>(secondsByRung);
        add(byRung, Math.max(0, rungs - 1), 0);
        double rateSeconds = playedRateSeconds;
        for (SegmentRow row : unplayed) {
            double part = mediaTime - row.mediaTime();
            if (part > 0) {
                add(byRung, row.rung(), part);
                rateSeconds += row.bitsPerSecond() * part;
            }
        }
        double videoSeconds = byRung.stream().mapToDouble(Double::doubleValue).sum();
        double standing = stalled + openStall;
        double played = startUp < 0 ? 0 : Math.max(0, now - startUp - standing);
        int switches = switchesUp + switchesDown;
        return new QualityFigures(
                rounded(now),
                rounded(startUp),
                rounded(played),
                stalls + (openStall > 0 ? 1 : 0),
                rounded(standing),
                ratio(standing, played + standing),
                Math.rint(ratio(rateSeconds, videoSeconds)),
                switchesUp,
                switchesDown,
                Math.rint(ratio(switchSum, switches)),
                byRung.stream().map(FigureCounter::rounded).toList(),
                Math.rint(ratio(timedBits, timedTransfer)),
                rounded(ratio(bufferSum, levels)),
                rounded(ratio(latencySum, levels)),
                bytes,
                wastedBytes,
                incidents.getOrDefault(Incident.Kind.ABANDONED, 0),
                incidents.getOrDefault(Incident.Kind.FAILED, 0),
                incidents.getOrDefault(Incident.Kind.FLAW, 0),
                incidents.getOrDefault(Incident.Kind.JUMPED, 0));
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    /** To the millisecond: what is finer is noise in a report. */
    static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
