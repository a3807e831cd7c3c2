package labwire.dash.report;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures read, and how text is made safe for where it goes. */
final class Texts {
    private static final double NANOS = 1e9;
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    /** Ten years: no title is as long. */
    private static final long EPOCH_TIMES = 3_650L * DAY;

    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT);

    private Texts() {}

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    /** {@code 1.6 Mbit/s}, {@code 800 kbit/s}: three digits at the most. */
    static String rate(double bitsPerSecond) {
        if (bitsPerSecond >= GIGA) {
            return trimmed(bitsPerSecond / GIGA) + " Gbit/s";
        }
        return bitsPerSecond >= MEGA
                ? trimmed(bitsPerSecond / MEGA) + " Mbit/s"
                : String.format(Locale.ROOT, "%.0f kbit/s", bitsPerSecond / KILO);
    }

    /** As {@link #rate}; what is faster than a segment's time can tell, is only that. */
    static String throughput(double bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            return "not measured";
        }
        return bitsPerSecond >= GIGA ? "over 1 Gbit/s" : rate(bitsPerSecond);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** {@code 4.69 MB}. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < MEGA) {
            return trimmed(bytes / KILO) + " kB";
        }
        return bytes < GIGA ? trimmed(bytes / MEGA) + " MB" : trimmed(bytes / GIGA) + " GB";
    }

    /** {@code 4.2 s}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** {@code 1.25 %}. */
    static String percent(double ratio) {
        return trimmed(ratio * 100) + " %";
    }

    /**
     * {@code 0:05}, {@code 12:30}, {@code 1:02:03}; and the time of day, {@code 15:59:22Z}, where media time counts from
     * the epoch, as in an endless live stream.
     */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        if (whole >= EPOCH_TIMES) {
            return LocalTime.ofSecondOfDay(whole % DAY).format(TIME_OF_DAY);
        }
        return whole < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole / MINUTE % MINUTE, whole % MINUTE);
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** For XML and HTML, in text and in quoted attributes; characters that XML cannot hold become U+FFFD. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\t', '\n' -> safe.append((char) c);
                default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    /** For a terminal or a line of a log: whatever moves the cursor becomes {@code ?}. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
