package labwire.dash.abr;

/**
 * An exponentially weighted moving average whose early values are not drawn towards zero.
 *
 * <p>A sample of weight {@code halfLife} counts as much as all before it together. {@link StrictMath}, here and in BOLA,
 * since a session must be the same on every machine.
 */
final class Ewma {
    private final double halfLife;
    private double sum;
    private double weight;

    Ewma(double halfLife) {
        this.halfLife = halfLife;
    }

    void add(double value, double sampleWeight) {
        double kept = StrictMath.pow(0.5, sampleWeight / halfLife);
        sum = kept * sum + (1 - kept) * value;
        weight += sampleWeight;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** The average; 0 before the first sample. */
    double value() {
        return isEmpty() ? 0 : sum / (1 - StrictMath.pow(0.5, weight / halfLife));
    }
}
