package labwire.dash.media;

/**
 * A fraction in its lowest terms.
 *
 * @param numerator 0 or more
 * @param denominator 1 or more
 */
public record Ratio(long numerator, long denominator) {
    public static final Ratio ZERO = new Ratio(0, 1);
    public static final Ratio ONE = new Ratio(1, 1);

    /** Reduced; {@link #ZERO} if the denominator is 0. */
    public static Ratio of(long numerator, long denominator) {
        if (denominator == 0) {
            return ZERO;
        }
        long a = numerator;
        long b = denominator;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a == 0 ? ZERO : new Ratio(numerator / a, denominator / a);
    }

    public double value() {
        return (double) numerator / denominator;
    }

    /** As manifests write it: {@code 25}, {@code 30000/1001}. */
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }
}
