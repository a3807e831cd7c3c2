package labwire.dash.player;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.dash.abr.Ladder;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.session.PlayerEvent.Medium;
import org.jspecify.annotations.Nullable;

/** The rungs of one medium in one period. */
final class AdaptiveStream {
    /** Where an index in the file will tell, and has not yet. */
    private static final double UNKNOWN_SEGMENT_SECONDS = 4;
    /** Two times on the timeline that are nearer are the same; rungs may round differently. */
    private static final long MAX_ROUNDING_NANOS = 250_000_000;

    private final Medium medium;
    private final PeriodStreams period;
    private final List<Rung> rungs;
    private final Ladder ladder;
    private @Nullable Found last;

    private record Found(SegmentAddresses in, SegmentAddress address) {}

    /** @param rungs ascending by rate, at least one */
    AdaptiveStream(Medium medium, PeriodStreams period, List<Rung> rungs) {
        this.medium = medium;
        this.period = period;
        this.rungs = List.copyOf(rungs);
        this.ladder = new Ladder(rungs.stream().map(Rung::bitsPerSecond).toList(), usualSeconds(rungs.get(0)));
    }

    private static double usualSeconds(Rung rung) {
        SegmentAddresses addresses = rung.addresses();
        if (addresses.count() < 1) {
            return UNKNOWN_SEGMENT_SECONDS;
        }
        long number = addresses.numberAt(Duration.ZERO);
        return Math.max(0.001, Nanos.seconds(Nanos.of(addresses.at(number).duration())));
    }

    Medium medium() {
        return medium;
    }

    PeriodStreams period() {
        return period;
    }

    Ladder ladder() {
        return ladder;
    }

    Rung rung(int rung) {
        return rungs.get(rung);
    }

    int clamp(int rung) {
        return Math.max(0, Math.min(rung, ladder.top()));
    }

    /** The number of the segment that begins at a presentation time or plays then; empty if there is none or no index. */
    Optional<SegmentAddress> segmentAt(int rung, long presentationNanos) {
        SegmentAddresses addresses = rungs.get(rung).addresses();
        if (addresses.count() < 1) {
            return Optional.empty();
        }
        long inPeriod = presentationNanos - period.startNanos();
        long rounding = Math.min(MAX_ROUNDING_NANOS, (long) (ladder.segmentSeconds() * Nanos.PER_SECOND / 4));
        SegmentAddress address = at(addresses, addresses.numberAt(Duration.ofNanos(inPeriod + rounding)));
        return endNanos(address) > presentationNanos + rounding ? Optional.of(address) : Optional.empty();
    }

    /** The one that is waited for is asked for at every turn, and its URL made once. */
    private SegmentAddress at(SegmentAddresses addresses, long number) {
        Found found = last;
        if (found == null || found.in() != addresses || found.address().number() != number) {
            found = new Found(addresses, addresses.at(number));
            last = found;
        }
        return found.address();
    }

    /** In presentation time; not before the period. */
    long startNanos(SegmentAddress address) {
        return Math.max(period.startNanos(), period.startNanos() + Nanos.of(address.presentationTime()));
    }

    /** In presentation time; not after the period. */
    long endNanos(SegmentAddress address) {
        long end = period.startNanos() + Nanos.of(address.presentationTime().plus(address.duration()));
        return Math.min(period.endNanos(), end);
    }
}
