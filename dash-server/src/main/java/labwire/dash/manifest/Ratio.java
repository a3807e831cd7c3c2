package labwire.dash.manifest;

/** A frame rate ({@code 30000/1001}, {@code 25}) or an aspect ratio ({@code 16:9}). */
public record Ratio(long numerator, long denominator) {
    public Ratio {
        if (numerator < 0 || denominator <= 0) {
            throw new IllegalArgumentException(
                    "ratio: " + numerator + "/" + denominator + " (expected: 0 or more over 1 or more)");
        }
    }

    public double value() {
        return (double) numerator / denominator;
    }
}
