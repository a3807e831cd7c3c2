package labwire.netlab.topology;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a unit, as users write it: {@code 10mbit}, {@code 1.5ms}, {@code 64kb}, {@code 2%}. */
final class Quantity {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([a-zA-Z%]*)");
    private static final Map<String, Long> RATES =
            Map.of("bit", 1L, "kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L, "tbit", 1_000_000_000_000L);
    private static final Map<String, Long> TIMES =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
    private static final Map<String, Long> SIZES = Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20);

    private Quantity() {}

    /** Bits a second, above 0. */
    static long rate(String key, String value, String orElse) {
        String expected = "> 0, such as 10mbit, or " + orElse;
        long rate = read(key, value, RATES, expected);
        if (rate == 0) {
            throw unexpected(key, value, expected);
        }
        return rate;
    }

    /** Nanoseconds. */
    static long time(String key, String value) {
        return read(key, value, TIMES, "a time, such as 5ms");
    }

    /** Bytes. */
    static int size(String key, String value) {
        return (int) Math.min(Integer.MAX_VALUE, read(key, value, SIZES, "bytes, such as 100kb"));
    }

    /** 0 to 1. */
    static double chance(String key, String value) {
        return chance(key, value, "0% to 100%");
    }

    static double chance(String key, String value, String expected) {
        Matcher matcher = QUANTITY.matcher(value);
        if (!matcher.matches() || !matcher.group(2).equals("%")) {
            throw unexpected(key, value, expected);
        }
        BigDecimal percent = new BigDecimal(matcher.group(1));
        if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw unexpected(key, value, expected);
        }
        return percent.movePointLeft(2).doubleValue();
    }

    private static long read(String key, String value, Map<String, Long> units, String expected) {
        Matcher matcher = QUANTITY.matcher(value);
        if (!matcher.matches()) {
            throw unexpected(key, value, expected);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        Long scale = number.signum() == 0 && unit.isEmpty() ? Long.valueOf(1) : units.get(unit);
        if (scale == null) {
            throw unexpected(key, value, expected);
        }
        return number.multiply(BigDecimal.valueOf(scale))
                .setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    static IllegalArgumentException unexpected(String key, String value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }

    static String formatRate(long bitsPerSecond) {
        return scaled(bitsPerSecond, 1000, "bit", "kbit", "mbit", "gbit", "tbit");
    }

    static String formatTime(long nanos) {
        return scaled(nanos, 1000, "ns", "us", "ms", "s");
    }

    static String formatSize(int bytes) {
        return scaled(bytes, 1024, "b", "kb", "mb");
    }

    static String formatChance(double chance) {
        return BigDecimal.valueOf(chance).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** In the largest unit that gives a whole number. */
    private static String scaled(long amount, int step, String... units) {
        long left = amount;
        int unit = 0;
        while (left != 0 && left % step == 0 && unit + 1 < units.length) {
            left /= step;
            unit++;
        }
        return left + units[unit];
    }
}
