package labwire.dash.abr;

/**
 * How numbers read in a reason: three digits are enough to judge by. Without {@link String#format}, which would cost more
 * than all else in a choice.
 */
final class Figures {
    private static final double MEGABIT = 1e6;
    private static final double KILOBIT = 1e3;

    private Figures() {}

    /** {@code 1.90 Mbit/s} or {@code 640 kbit/s}. */
    static String rate(double bitsPerSecond) {
        return bitsPerSecond >= MEGABIT
                ? hundredths(bitsPerSecond / MEGABIT) + " Mbit/s"
                : Math.round(bitsPerSecond / KILOBIT) + " kbit/s";
    }

    /** {@code 4.2 s}. */
    static String seconds(double seconds) {
        long tenths = Math.round(Math.abs(seconds) * 10);
        return sign(seconds, tenths) + tenths / 10 + "." + tenths % 10 + " s";
    }

    /** {@code 0.9} or {@code 0.66}: a factor without idle zeros. */
    static String factor(double factor) {
        String text = hundredths(factor);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }

    private static String hundredths(double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        return sign(value, hundredths) + hundredths / 100 + (hundredths % 100 < 10 ? ".0" : ".") + hundredths % 100;
    }

    private static String sign(double value, long shown) {
        return value < 0 && shown != 0 ? "-" : "";
    }
}
