package labwire.dash.live;

import java.math.BigInteger;

/**
 * When the rounds of a loop begin, in one track's ticks since the stream's start. Exact: round n begins at the first multiple of
 * the track's frame duration that is not before n times the loop's duration. So audio, whose frames rarely fill a
 * video's duration, is late by less than a frame in every round, has no gaps, and never drifts.
 *
 * <pre>
 *   loop     |0          |1          |2          |      1.5 frames longer than a multiple, say
 *   frames   |--|--|--|--|--|--|--|--|--|--|--|--|--|
 *   round     0           1           2
 * </pre>
 */
final class LoopClock {
    private final long numerator;
    private final long denominator;
    private final long frame;

    /**
     * @param loopTicks the loop's duration in ticks of {@code loopTimescale}, greater than 0
     * @param timescale of this track
     * @param frame this track's frame duration in its ticks, or 1 where frames do not matter
     */
    LoopClock(long loopTicks, long loopTimescale, long timescale, long frame) {
        if (loopTicks <= 0 || loopTimescale <= 0 || timescale <= 0 || frame <= 0) {
            throw new IllegalArgumentException("loop: " + loopTicks + "/" + loopTimescale + " s in 1/" + timescale
                    + " s, frames of " + frame + " (expected: all greater than 0)");
        }
        BigInteger ticks = BigInteger.valueOf(loopTicks).multiply(BigInteger.valueOf(timescale));
        BigInteger scale = BigInteger.valueOf(loopTimescale);
        BigInteger common = ticks.gcd(scale);
        this.numerator = ticks.divide(common).longValueExact();
        this.denominator = scale.divide(common).longValueExact();
        this.frame = frame;
    }

    /** When a round begins. */
    long start(long round) {
        long divisor = denominator * frame;
        long frames = Math.multiplyExact(round, numerator / divisor)
                + ceilDiv(Math.multiplyExact(round, numerator % divisor), divisor);
        return Math.multiplyExact(frames, frame);
    }

    /** The round that has begun last, at these ticks. */
    long roundAt(long ticks) {
        long frames = Math.floorDiv(ticks, frame) * frame;
        if (denominator == 1) {
            return Math.floorDiv(frames, numerator);
        }
        return BigInteger.valueOf(frames)
                .multiply(BigInteger.valueOf(denominator))
                .divide(BigInteger.valueOf(numerator))
                .longValueExact();
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
