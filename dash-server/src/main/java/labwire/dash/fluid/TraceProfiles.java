package labwire.dash.fluid;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.dash.fluid.NetworkTrace.Step;

/** Made networks: a few shapes that each try a rule in one way, and a seeded random walk. Rates in bit/s; no latency. */
public final class TraceProfiles {
    private static final int MARKOV_STATES = 10;
    private static final double MARKOV_LOWEST = 0.2e6;
    private static final double MARKOV_HIGHEST = 4.3e6;
    private static final double MARKOV_NOISE = 0.1e6;
    private static final double MARKOV_FLOOR = 0.1e6;
    private static final double SECOND = 1;

    private TraceProfiles() {}

    /** A fall at a third of the time, a recovery at two thirds. */
    public static NetworkTrace step(double high, double low, double seconds) {
        return of(new Step(seconds / 3, high, 0), new Step(seconds / 3, low, 0), new Step(seconds / 3, high, 0));
    }

    /** Down from high to low and up again, changing each second. */
    public static NetworkTrace ramp(double high, double low, int seconds) {
        List<Step> steps = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            double fromMiddle = Math.abs(2.0 * second / Math.max(1, seconds - 1) - 1);
            steps.add(new Step(SECOND, low + (high - low) * fromMiddle, 0));
        }
        return new NetworkTrace(steps);
    }

    /** Low, with a burst of a tenth of the time in the middle that should not be believed too soon. */
    public static NetworkTrace spike(double low, double high, double seconds) {
        return of(new Step(seconds * 0.45, low, 0), new Step(seconds * 0.1, high, 0), new Step(seconds * 0.45, low, 0));
    }

    /** Nothing at all for a while in the middle. */
    public static NetworkTrace outage(double rate, double outageSeconds, double seconds) {
        double around = (seconds - outageSeconds) / 2;
        return of(new Step(around, rate, 0), new Step(outageSeconds, 0, 0), new Step(around, rate, 0));
    }

    /**
     * A walk among ten rates from 0.2 to 4.3 Mbit/s, a step each second: it stays with the probability 1 − 1/T, else goes
     * to another, near ones more often than far ones; Gaussian noise on top, and never less than 0.1 Mbit/s.
     *
     * @param meanStaySeconds T, 1 or more
     */
    public static NetworkTrace markov(RandomGenerator random, int seconds, double meanStaySeconds) {
        List<Step> steps = new ArrayList<>();
        int state = random.nextInt(MARKOV_STATES);
        for (int second = 0; second < seconds; second++) {
            double rate = MARKOV_LOWEST + (MARKOV_HIGHEST - MARKOV_LOWEST) * state / (MARKOV_STATES - 1);
            steps.add(new Step(SECOND, Math.max(MARKOV_FLOOR, rate + random.nextGaussian() * MARKOV_NOISE), 0));
            if (random.nextDouble() < 1 / meanStaySeconds) {
                state = another(random, state);
            }
        }
        return new NetworkTrace(steps);
    }

    /** Each other state, with a weight that halves with the distance. */
    private static int another(RandomGenerator random, int state) {
        double sum = 0;
        for (int other = 0; other < MARKOV_STATES; other++) {
            sum += weight(state, other);
        }
        double mark = random.nextDouble() * sum;
        int last = state;
        for (int other = 0; other < MARKOV_STATES; other++) {
            mark -= weight(state, other);
            if (other != state) {
                last = other;
            }
            if (mark < 0) {
                return other;
            }
        }
        return last;
    }

    private static double weight(int state, int other) {
        return other == state ? 0 : StrictMath.pow(0.5, Math.abs(other - state));
    }

    private static NetworkTrace of(Step... steps) {
        return new NetworkTrace(List.of(steps));
    }
}
