package labwire.netlab.stack.tcp;

import java.util.concurrent.TimeUnit;

/**
 * Leaves slow start when round trips grow, before the queue overflows: HyStart++
 * (<a href="https://www.rfc-editor.org/rfc/rfc9406#section-4">RFC 9406, 4</a>). Without the limit of eight segments an
 * acknowledgment: one acknowledgment stands for all that a turn of the loop brought.
 */
final class HyStart {
    private static final long MIN_THRESHOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long MAX_THRESHOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(16);
    private static final int THRESHOLD_DIVISOR = 8;
    private static final int SAMPLES = 8;
    private static final int GROWTH_DIVISOR = 4;
    private static final int CONSERVATIVE_ROUNDS = 5;
    private static final long UNKNOWN = Long.MAX_VALUE;

    /** How slow start stands. */
    private enum Phase {
        /** The window doubles each round trip. Round trips have grown: {@link #CONSERVATIVE}. */
        DOUBLING,
        /** It grows a quarter as fast. They have shrunk again: {@link #DOUBLING}; five rounds: {@link #OVER}. */
        CONSERVATIVE,
        /** Congestion avoidance begins. */
        OVER
    }

    private Phase phase = Phase.DOUBLING;
    private long roundEnd;
    private long lastRoundMinimum = UNKNOWN;
    private long roundMinimum = UNKNOWN;
    private int samples;
    private long baseline;
    private int conservativeRounds;

    /**
     * Takes an acknowledgment in slow start.
     *
     * @param roundTripNanos its sample, or {@link Delivery#NO_SAMPLE}
     * @return by how much the window grows
     */
    long growth(long bytes, long una, long next, long roundTripNanos) {
        if (una > roundEnd) {
            beginRound(next);
        }
        if (roundTripNanos != Delivery.NO_SAMPLE) {
            roundMinimum = Math.min(roundMinimum, roundTripNanos);
            samples++;
        }
        return switch (phase) {
            case DOUBLING -> {
                if (hasGrown()) {
                    phase = Phase.CONSERVATIVE;
                    baseline = roundMinimum;
                    conservativeRounds = 0;
                }
                yield bytes;
            }
            case CONSERVATIVE -> {
                if (samples >= SAMPLES && roundMinimum < baseline) {
                    phase = Phase.DOUBLING;
                }
                yield bytes / GROWTH_DIVISOR;
            }
            case OVER -> bytes;
        };
    }

    private void beginRound(long next) {
        lastRoundMinimum = roundMinimum;
        roundMinimum = UNKNOWN;
        samples = 0;
        roundEnd = next;
        if (phase == Phase.CONSERVATIVE && ++conservativeRounds > CONSERVATIVE_ROUNDS) {
            phase = Phase.OVER;
        }
    }

    private boolean hasGrown() {
        if (samples < SAMPLES || lastRoundMinimum == UNKNOWN || roundMinimum == UNKNOWN) {
            return false;
        }
        long threshold =
                Math.max(MIN_THRESHOLD_NANOS, Math.min(lastRoundMinimum / THRESHOLD_DIVISOR, MAX_THRESHOLD_NANOS));
        return roundMinimum >= lastRoundMinimum + threshold;
    }

    /** Slow start is to end here. */
    boolean isOver() {
        return phase == Phase.OVER;
    }

    /** A loss was found: only the first slow start is watched (4.3). */
    void restart() {
        phase = Phase.DOUBLING;
        lastRoundMinimum = UNKNOWN;
        roundMinimum = UNKNOWN;
        samples = 0;
    }
}
