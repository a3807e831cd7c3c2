package labwire.dash.fluid;

import java.util.List;
import java.util.Locale;

/**
 * A network's bandwidth and latency by time; at its end it begins anew.
 *
 * @param steps in order, at least one; some bits must get through
 */
public record NetworkTrace(List<Step> steps) {
    /** Enough for a day in steps of 100 ms. */
    public static final int MAX_STEPS = 1_000_000;

    private static final double MEGABIT = 1e6;

    /** Shorter steps would only be walked through for ever. */
    private static final double SHORTEST_SECONDS = 1e-4;

    private static final double LONGEST_SECONDS = 1e9;
    private static final double MOST_BITS_PER_SECOND = 1e15;
    private static final double LONGEST_LATENCY_SECONDS = 3600;

    /**
     * A stretch of time in which nothing changes.
     *
     * @param seconds 0.0001 to 10⁹
     * @param bitsPerSecond 0 to 10¹⁵
     * @param latencySeconds from a request to the first bit of the response, 0 to 3600
     */
    public record Step(double seconds, double bitsPerSecond, double latencySeconds) {
        public Step {
            within("seconds", seconds, SHORTEST_SECONDS, LONGEST_SECONDS);
            within("bit/s", bitsPerSecond, 0, MOST_BITS_PER_SECOND);
            within("seconds of latency", latencySeconds, 0, LONGEST_LATENCY_SECONDS);
        }

        private static void within(String what, double value, double least, double most) {
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(
                        "step: " + value + " " + what + " (expected: " + least + " to " + most + ")");
            }
        }
    }

    public NetworkTrace {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("trace: " + steps.size() + " steps (expected: 1 to " + MAX_STEPS + ")");
        }
        if (steps.stream().allMatch(step -> step.bitsPerSecond == 0)) {
            throw new IllegalArgumentException("trace: 0 bit/s throughout (expected: a step that carries something)");
        }
    }

    /** The same rates with another latency. */
    public NetworkTrace withLatency(double latencySeconds) {
        return new NetworkTrace(steps.stream()
                .map(step -> new Step(step.seconds, step.bitsPerSecond, latencySeconds))
                .toList());
    }

    /** Until it begins anew. */
    public double seconds() {
        return steps.stream().mapToDouble(Step::seconds).sum();
    }

    /** Over its whole length, in bit/s. */
    public double meanBitsPerSecond() {
        return steps.stream()
                        .mapToDouble(step -> step.seconds * step.bitsPerSecond)
                        .sum()
                / seconds();
    }

    /** As a file of {@code time Mbit/s} lines, with a last line that repeats the rate where the trace ends. */
    public String toTimedText() {
        StringBuilder text = new StringBuilder();
        double time = 0;
        for (Step step : steps) {
            line(text, time, step.bitsPerSecond);
            time += step.seconds;
        }
        line(text, time, steps.get(steps.size() - 1).bitsPerSecond);
        return text.toString();
    }

    private static void line(StringBuilder text, double time, double rate) {
        text.append(String.format(Locale.ROOT, "%.3f %.3f\n", time, rate / MEGABIT));
    }
}
