package labwire.dash.abr;

import java.util.Locale;

/** How numbers read in a reason: three digits are enough to judge by. */
final class Figures {
    private static final double MEGABIT = 1e6;
    private static final double KILOBIT = 1e3;

    private Figures() {}

    /** {@code 1.90 Mbit/s} or {@code 640 kbit/s}. */
    static String rate(double bitsPerSecond) {
        return bitsPerSecond >= MEGABIT
                ? String.format(Locale.ROOT, "%.2f Mbit/s", bitsPerSecond / MEGABIT)
                : String.format(Locale.ROOT, "%.0f kbit/s", bitsPerSecond / KILOBIT);
    }

    /** {@code 4.2 s}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** {@code 0.9} or {@code 0.66}: a factor without idle zeros. */
    static String factor(double factor) {
        String text = String.format(Locale.ROOT, "%.2f", factor);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }
}
