package labwire.dash.report;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** From a value to a place on the drawing; what is out of range lands on its edge. */
final class ChartScale {
    private static final double[] NICE_SECONDS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400
    };

    private final DoubleUnaryOperator measure;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    private ChartScale(DoubleUnaryOperator measure, double low, double high, double from, double to) {
        this.measure = measure;
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
    }

    static ChartScale linear(double low, double high, double from, double to) {
        return new ChartScale(DoubleUnaryOperator.identity(), low, high, from, to);
    }

    /** Equal ratios are equal distances. */
    static ChartScale logarithmic(double low, double high, double from, double to) {
        return new ChartScale(Math::log, low, high, from, to);
    }

    double at(double value) {
        double inside = Math.max(low, Math.min(high, value));
        double bottom = measure.applyAsDouble(low);
        double share = (measure.applyAsDouble(inside) - bottom) / (measure.applyAsDouble(high) - bottom);
        return from + share * (to - from);
    }

    double high() {
        return high;
    }

    double span() {
        return high - low;
    }

    /** The first round step of at least this many seconds. */
    static double niceTime(double seconds) {
        for (double nice : NICE_SECONDS) {
            if (nice >= seconds) {
                return nice;
            }
        }
        return Math.ceil(seconds / 86_400) * 86_400;
    }

    static String text(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
