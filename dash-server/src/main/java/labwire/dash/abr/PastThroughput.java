package labwire.dash.abr;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * RobustMPC's prediction: the harmonic mean of the last few rates, latency included, divided by one plus the largest of
 * its own recent errors.
 */
final class PastThroughput {
    private static final int WINDOW = 5;

    private final Deque<Double> rates = new ArrayDeque<>();
    private final Deque<Double> errors = new ArrayDeque<>();

    void add(SegmentDownload download) {
        if (download.bits() <= 0 || download.totalSeconds() <= 0) {
            return;
        }
        double rate = download.bits() / download.totalSeconds();
        if (known()) {
            push(errors, Math.abs(harmonicMean() - rate) / rate);
        }
        push(rates, rate);
    }

    private static void push(Deque<Double> window, double value) {
        if (window.size() == WINDOW) {
            window.removeFirst();
        }
        window.addLast(value);
    }

    boolean known() {
        return !rates.isEmpty();
    }

    /** In bit/s. */
    double harmonicMean() {
        double sum = 0;
        for (double rate : rates) {
            sum += 1 / rate;
        }
        return rates.size() / sum;
    }

    /** As a share of what came. */
    double largestError() {
        double largest = 0;
        for (double error : errors) {
            largest = Math.max(largest, error);
        }
        return largest;
    }

    /** In bit/s: what may be relied on. */
    double lowerBound() {
        return harmonicMean() / (1 + largestError());
    }
}
