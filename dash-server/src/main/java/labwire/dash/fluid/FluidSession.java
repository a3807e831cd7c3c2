package labwire.dash.fluid;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrState;
import labwire.dash.abr.Decision;
import labwire.dash.abr.DownloadProgress;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.abr.ThroughputEstimate;
import labwire.dash.fluid.FluidNetwork.Carried;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * One movie, played by one rule over one network: segment after segment, while there is room in the buffer.
 *
 * <p>Playback starts, and goes on after a stall, with the first segment that arrives.
 */
public final class FluidSession {
    /** How often a download's progress is judged: not before both have passed. */
    private static final double PIECE_BITS = 12_000;

    private static final double PIECE_SECONDS = 0.050;

    private final Movie movie;
    private final AbrRule rule;
    private final Settings settings;
    private final Consumer<PlayerEvent> events;
    private final FluidNetwork network;
    private final Playback playback;
    private final ThroughputEstimate estimate = new ThroughputEstimate(ThroughputEstimate.Settings.DEFAULT);
    private OptionalInt current = OptionalInt.empty();

    private FluidSession(
            Movie movie, NetworkTrace trace, AbrRule rule, Settings settings, Consumer<PlayerEvent> events) {
        this.movie = movie;
        this.rule = rule;
        this.settings = settings;
        this.events = events;
        network = new FluidNetwork(trace);
        playback = new Playback(events);
    }

    /**
     * How the player of the session behaves.
     *
     * @param bufferTargetSeconds no segment is asked for while more than this is buffered
     * @param longestSeconds the session is given up after so much time
     */
    public record Settings(double bufferTargetSeconds, double longestSeconds) {
        /** Half a minute ahead; a day at the longest. */
        public static final Settings DEFAULT = new Settings(30, 86_400);

        /** With another buffer. */
        public Settings withBufferTarget(double seconds) {
            return new Settings(seconds, longestSeconds);
        }
    }

    /** Plays; returns when the session has ended. The rule must be fresh. */
    public static void run(
            Movie movie, NetworkTrace trace, AbrRule rule, Settings settings, Consumer<PlayerEvent> events) {
        new FluidSession(movie, trace, rule, settings, events).play();
    }

    private void play() {
        events.accept(new PlayerEvent.ManifestRead(
                Duration.ZERO,
                movie.name(),
                false,
                Playback.duration(movie.seconds()),
                movie.ladder().bitsPerSecond()));
        for (int segment = 0; segment < movie.segments(); segment++) {
            pass(Math.max(0, playback.buffer() - settings.bufferTargetSeconds));
            fetch(segment);
            if (isTooLong()) {
                events.accept(new PlayerEvent.Ended(
                        playback.at(), false, "not at the end after " + settings.longestSeconds + " s"));
                return;
            }
        }
        playback.playOut();
        events.accept(new PlayerEvent.Ended(playback.at(), true, "the last frame was played"));
    }

    private boolean isTooLong() {
        return playback.now() > settings.longestSeconds;
    }

    private void fetch(int segment) {
        Optional<Decision> lower = Optional.empty();
        do {
            Decision decision = lower.isEmpty() ? rule.choose(state(segment)) : lower.get();
            int rung = decision.rung();
            events.accept(new PlayerEvent.RungChosen(
                    playback.at(),
                    Medium.VIDEO,
                    segment,
                    rung,
                    movie.ladder().rate(rung),
                    Playback.duration(playback.buffer()),
                    estimate.bitsPerSecond(),
                    decision.reason()));
            current = OptionalInt.of(rung);
            lower = download(segment, rung);
        } while (lower.isPresent());
    }

    /** What to take instead; empty if the segment arrived, or the session has lasted too long. */
    private Optional<Decision> download(int segment, int rung) {
        double start = playback.now();
        double latency = network.firstBit();
        playback.pass(latency);
        double total = movie.bits(segment, rung);
        double received = 0;
        for (int samples = 1; received < total; samples++) {
            Carried piece = network.carry(total - received, PIECE_BITS, PIECE_SECONDS);
            playback.pass(piece.seconds());
            received += piece.bits();
            if (isTooLong()) {
                return Optional.empty();
            }
            if (received < total) {
                Optional<Decision> lower = rule.abandon(new DownloadProgress(
                        rung, playback.now() - start, latency, received, total, samples, state(segment)));
                if (lower.isPresent() && lower.get().rung() < rung) {
                    abandoned(segment, rung, received, lower.get());
                    return lower;
                }
            }
        }
        arrived(segment, rung, start, latency);
        return Optional.empty();
    }

    private void abandoned(int segment, int rung, double received, Decision lower) {
        events.accept(new PlayerEvent.SegmentAbandoned(
                playback.at(),
                Medium.VIDEO,
                segment,
                rung,
                Math.round(received / Byte.SIZE),
                lower.rung(),
                lower.reason()));
    }

    private void arrived(int segment, int rung, double start, double latency) {
        double media = movie.ladder().segmentSeconds();
        double transfer = playback.now() - start - latency;
        double bits = movie.bits(segment, rung);
        playback.arrived(media);
        SegmentDownload download = new SegmentDownload(rung, start, latency, transfer, bits, media, playback.buffer());
        rule.downloaded(download);
        estimate.add(download);
        playback.throughput(estimate.bitsPerSecond());
        events.accept(new PlayerEvent.SegmentArrived(
                playback.at(),
                Medium.VIDEO,
                segment,
                rung,
                Math.round(bits / Byte.SIZE),
                Playback.duration(latency),
                Playback.duration(transfer),
                Playback.duration(segment * media),
                Playback.duration(media),
                Playback.duration(playback.buffer())));
        playback.play();
    }

    private void pass(double seconds) {
        network.pass(seconds);
        playback.pass(seconds);
    }

    private AbrState state(int segment) {
        return new AbrState(
                playback.now(),
                movie.ladder(),
                current,
                playback.buffer(),
                settings.bufferTargetSeconds,
                playback.playing(),
                movie.segments() - segment,
                rung -> movie.bits(segment, rung));
    }
}
