package labwire.dash.fluid;

import java.util.List;
import labwire.dash.fluid.NetworkTrace.Step;

/** A walk along a trace: what is carried, and how long it takes. */
final class FluidNetwork {
    /** Rounding must not leave a sliver of a step, or of a transfer, to loop over. */
    private static final double SLIVER_SECONDS = 1e-9;

    /** A piece ends after this, whatever it carried: a network that almost stands still is not waited for in here. */
    private static final double LONGEST_PIECE_SECONDS = 60;

    private final List<Step> steps;
    private int index;
    private double leftInStep;

    FluidNetwork(NetworkTrace trace) {
        steps = trace.steps();
        leftInStep = steps.get(0).seconds();
    }

    /** Bits that were carried, and the time it took. */
    record Carried(double bits, double seconds) {}

    /** Time passes without a transfer. */
    void pass(double seconds) {
        double left = seconds;
        while (left > leftInStep) {
            left -= leftInStep;
            next();
        }
        leftInStep -= left;
    }

    /** The way of a request and of the first bit of its response; where the latency changes meanwhile, in proportion. */
    double firstBit() {
        double share = 1;
        double seconds = 0;
        while (share > 0) {
            double latency = steps.get(index).latencySeconds();
            double wanted = share * latency;
            if (wanted <= leftInStep) {
                leftInStep -= wanted;
                return seconds + wanted;
            }
            seconds += leftInStep;
            share -= leftInStep / latency;
            next();
        }
        return seconds;
    }

    /**
     * Carries at most {@code bits}; less if both {@code pieceBits} and {@code pieceSeconds} are reached before, or a minute
     * is over.
     */
    Carried carry(double bits, double pieceBits, double pieceSeconds) {
        double carried = 0;
        double seconds = 0;
        while (true) {
            double rate = steps.get(index).bitsPerSecond();
            double forAll = (bits - carried) / rate;
            double forPiece = Math.max((pieceBits - carried) / rate, pieceSeconds - seconds);
            double wanted = Math.min(forAll, forPiece);
            if (rate > 0 && wanted <= leftInStep + SLIVER_SECONDS) {
                leftInStep = Math.max(0, leftInStep - wanted);
                return new Carried(forAll <= forPiece ? bits : carried + wanted * rate, seconds + wanted);
            }
            double until = Math.min(leftInStep, LONGEST_PIECE_SECONDS - seconds);
            carried += until * rate;
            seconds += until;
            if (until < leftInStep) {
                leftInStep -= until;
                return new Carried(carried, seconds);
            }
            next();
        }
    }

    private void next() {
        index = (index + 1) % steps.size();
        leftInStep = steps.get(index).seconds();
    }
}
