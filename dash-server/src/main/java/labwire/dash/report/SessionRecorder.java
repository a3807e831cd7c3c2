package labwire.dash.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.dash.report.SessionReport.Incident;
import labwire.dash.report.SessionReport.SecondRow;
import labwire.dash.report.SessionReport.SegmentRow;
import labwire.dash.report.SessionReport.Stall;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * Listens to a session and can tell of it at any time. For one thread, that of the events.
 *
 * <p>Its lists are bounded; a session longer than about two days is still counted in the figures.
 */
public final class SessionRecorder implements Consumer<PlayerEvent> {
    /** Rows of each kind that are kept. */
    static final int MAX_ROWS = 200_000;

    private final FigureCounter counter = new FigureCounter();
    private final List<SegmentRow> segments = new ArrayList<>();
    private final List<SecondRow> seconds = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<Medium, PlayerEvent.RungChosen> choices = new EnumMap<>(Medium.class);
    private Optional<PlayerEvent.ManifestRead> manifest = Optional.empty();
    private Optional<PlayerEvent.StallBegan> openStall = Optional.empty();
    private Optional<PlayerEvent.Ended> ended = Optional.empty();
    private Playhead playhead = new Playhead(0, 0, false);
    private double now;
    private long unlisted;

    /** Where playback was at a time, and whether it went on from there. */
    private record Playhead(double at, double mediaTime, boolean moving) {
        double mediaTime(double now) {
            return moving ? mediaTime + now - at : mediaTime;
        }
    }

    @Override
    public void accept(PlayerEvent event) {
        now = Math.max(now, Texts.seconds(event.at()));
        if (event instanceof PlayerEvent.ManifestRead read) {
            manifest = Optional.of(read);
        } else if (event instanceof PlayerEvent.RungChosen chosen) {
            choices.put(chosen.medium(), chosen);
        } else if (event instanceof PlayerEvent.SegmentArrived arrived) {
            arrived(arrived);
        } else if (event instanceof PlayerEvent.PlaybackStarted started) {
            counter.started(now);
            playhead = new Playhead(now, Texts.seconds(started.mediaTime()), true);
        } else if (event instanceof PlayerEvent.StallBegan began) {
            openStall = Optional.of(began);
            playhead = new Playhead(now, Texts.seconds(began.mediaTime()), false);
        } else if (event instanceof PlayerEvent.StallEnded stallEnded) {
            closeStall();
            playhead = new Playhead(now, Texts.seconds(stallEnded.mediaTime()), true);
        } else if (event instanceof PlayerEvent.Level level) {
            level(level);
        } else if (event instanceof PlayerEvent.Ended end) {
            ended = Optional.of(end);
            closeStall();
        } else {
            incident(event);
        }
    }

    private void arrived(PlayerEvent.SegmentArrived arrived) {
        Optional<PlayerEvent.RungChosen> choice =
                Optional.ofNullable(choices.get(arrived.medium())).filter(c -> c.segment() == arrived.segment());
        SegmentRow row = new SegmentRow(
                FigureCounter.rounded(choice.map(c -> Texts.seconds(c.at()))
                        .orElse(now - Texts.seconds(arrived.latency()) - Texts.seconds(arrived.transfer()))),
                FigureCounter.rounded(now),
                arrived.medium(),
                arrived.segment(),
                arrived.rung(),
                choice.map(PlayerEvent.RungChosen::bitsPerSecond).orElse(nominal(arrived)),
                arrived.bytes(),
                FigureCounter.rounded(Texts.seconds(arrived.latency())),
                FigureCounter.rounded(Texts.seconds(arrived.transfer())),
                FigureCounter.rounded(Texts.seconds(arrived.mediaTime())),
                FigureCounter.rounded(Texts.seconds(arrived.mediaDuration())),
                FigureCounter.rounded(Texts.seconds(arrived.buffer())),
                Math.rint(choice.map(PlayerEvent.RungChosen::throughput).orElse(0.0)),
                choice.map(PlayerEvent.RungChosen::reason).orElse(""));
        counter.arrived(row);
        keep(segments, row);
    }

    private long nominal(PlayerEvent.SegmentArrived arrived) {
        List<Long> rungs = manifest.map(PlayerEvent.ManifestRead::rungs).orElse(List.of());
        boolean known = arrived.medium() == Medium.VIDEO && arrived.rung() < rungs.size();
        return known ? rungs.get(arrived.rung()) : 0;
    }

    private void level(PlayerEvent.Level level) {
        Optional<PlayerEvent.RungChosen> choice = Optional.ofNullable(choices.get(Medium.VIDEO));
        SecondRow row = new SecondRow(
                FigureCounter.rounded(now),
                FigureCounter.rounded(Texts.seconds(level.mediaTime())),
                FigureCounter.rounded(Texts.seconds(level.videoBuffer())),
                FigureCounter.rounded(Texts.seconds(level.audioBuffer())),
                choice.map(PlayerEvent.RungChosen::rung).orElse(-1),
                choice.map(PlayerEvent.RungChosen::bitsPerSecond).orElse(0L),
                Math.rint(level.throughput()),
                openStall.isPresent(),
                FigureCounter.rounded(Texts.seconds(level.liveLatency())));
        counter.level(row);
        keep(seconds, row);
        playhead = new Playhead(now, Texts.seconds(level.mediaTime()), playhead.moving());
    }

    private void closeStall() {
        openStall.ifPresent(began -> {
            Stall stall = stall(began);
            counter.stalled(now - Texts.seconds(began.at()));
            keep(stalls, stall);
        });
        openStall = Optional.empty();
    }

    private Stall stall(PlayerEvent.StallBegan began) {
        return new Stall(
                FigureCounter.rounded(Texts.seconds(began.at())),
                FigureCounter.rounded(now),
                began.medium(),
                FigureCounter.rounded(Texts.seconds(began.mediaTime())));
    }

    private void incident(PlayerEvent event) {
        Incident.Kind kind;
        if (event instanceof PlayerEvent.SegmentAbandoned abandoned) {
            kind = Incident.Kind.ABANDONED;
            counter.wasted(abandoned.bytesReceived());
        } else if (event instanceof PlayerEvent.RequestFailed) {
            kind = Incident.Kind.FAILED;
        } else if (event instanceof PlayerEvent.Flaw) {
            kind = Incident.Kind.FLAW;
        } else if (event instanceof PlayerEvent.Jumped jumped) {
            kind = Incident.Kind.JUMPED;
            playhead = new Playhead(now, Texts.seconds(jumped.to()), playhead.moving());
        } else {
            throw new AssertionError(event);
        }
        counter.incident(kind);
        keep(incidents, new Incident(FigureCounter.rounded(now), kind, Sentences.of(event)));
    }

    private <T> void keep(List<T> rows, T row) {
        if (rows.size() < MAX_ROWS) {
            rows.add(row);
        } else {
            unlisted++;
        }
    }

    /** The session so far; whole once it has ended. */
    public SessionReport report() {
        List<Long> rungs = manifest.map(PlayerEvent.ManifestRead::rungs).orElse(List.of());
        List<Stall> allStalls = new ArrayList<>(stalls);
        openStall.ifPresent(began -> allStalls.add(stall(began)));
        double standing =
                openStall.map(began -> now - Texts.seconds(began.at())).orElse(0.0);
        return new SessionReport(
                manifest.map(PlayerEvent.ManifestRead::url).orElse(""),
                manifest.map(PlayerEvent.ManifestRead::live).orElse(false),
                rungs,
                ended.map(PlayerEvent.Ended::complete).orElse(false),
                ended.map(PlayerEvent.Ended::reason).orElse(""),
                counter.figures(now, playhead.mediaTime(now), standing, rungs.size()),
                segments,
                seconds,
                allStalls,
                incidents,
                unlisted);
    }
}
