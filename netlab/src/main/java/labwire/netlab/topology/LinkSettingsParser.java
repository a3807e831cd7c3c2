package labwire.netlab.topology;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.link.LinkSettings;

/**
 * Reads and writes a cable's settings in words, with the units of Linux's {@code tc}: {@code rate 10mbit delay 5ms
 * jitter 1ms loss 2% reorder 1% reorder-delay 2ms queue 100kb}.
 *
 * <p>Rates are bit, kbit, mbit, gbit, tbit (powers of 1000) or {@code unlimited}; times ns, us, ms, s; chances 0% to
 * 100%; the queue b, kb, mb (powers of 1024). A delay of 0 is the shortest that a cable has.
 */
public final class LinkSettingsParser {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([a-zA-Z%]*)");
    private static final Map<String, Long> RATES =
            Map.of("bit", 1L, "kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L, "tbit", 1_000_000_000_000L);
    private static final Map<String, Long> TIMES =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
    private static final Map<String, Long> SIZES = Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20);
    private static final String UNLIMITED = "unlimited";
    private static final String KEYS = "rate, delay, jitter, loss, reorder, reorder-delay or queue";

    private LinkSettingsParser() {}

    /**
     * Applies pairs of key and value to settings.
     *
     * @param words such as {@code rate}, {@code 500kbit}, {@code loss}, {@code 1%}
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static LinkSettings parse(List<String> words, LinkSettings base) {
        if (words.size() % 2 != 0) {
            String last = words.get(words.size() - 1);
            throw new IllegalArgumentException(last + ": nothing (expected: a value, as in rate 10mbit or loss 1%)");
        }
        LinkSettings settings = base;
        for (int i = 0; i < words.size(); i += 2) {
            settings = with(settings, words.get(i), words.get(i + 1));
        }
        return settings;
    }

    /**
     * Applies one setting.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static LinkSettings with(LinkSettings base, String key, String value) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "rate" -> base.withRate(rate(value));
            case "delay" -> base.withDelay(Math.max(LinkSettings.MIN_DELAY_NANOS, time(key, value)));
            case "jitter" -> base.withJitter(time(key, value));
            case "loss" -> base.withLoss(chance(key, value));
            case "reorder" -> base.withReorder(chance(key, value));
            case "reorder-delay" -> base.withReorderDelay(time(key, value));
            case "queue" ->
                base.withQueueLimit(
                        (int) Math.min(Integer.MAX_VALUE, quantity(key, value, SIZES, "bytes, such as 100kb")));
            default -> throw new IllegalArgumentException("link setting: " + key + " (expected: " + KEYS + ")");
        };
    }

    /** The words that give these settings when applied to {@link LinkSettings#PLAIN}: what differs from it. */
    public static String format(LinkSettings settings) {
        LinkSettings plain = LinkSettings.PLAIN;
        StringBuilder text = new StringBuilder();
        if (settings.rateBitsPerSecond() != plain.rateBitsPerSecond()) {
            append(text, "rate", scaled(settings.rateBitsPerSecond(), 1000, "bit", "kbit", "mbit", "gbit", "tbit"));
        }
        if (settings.delayNanos() != plain.delayNanos()) {
            append(text, "delay", scaled(settings.delayNanos(), 1000, "ns", "us", "ms", "s"));
        }
        if (settings.jitterNanos() != plain.jitterNanos()) {
            append(text, "jitter", scaled(settings.jitterNanos(), 1000, "ns", "us", "ms", "s"));
        }
        if (settings.loss() != plain.loss()) {
            append(text, "loss", percent(settings.loss()));
        }
        if (settings.reorder() != plain.reorder()) {
            append(text, "reorder", percent(settings.reorder()));
        }
        if (settings.reorderDelayNanos() != plain.reorderDelayNanos()) {
            append(text, "reorder-delay", scaled(settings.reorderDelayNanos(), 1000, "ns", "us", "ms", "s"));
        }
        if (settings.queueLimitBytes() != plain.queueLimitBytes()) {
            append(text, "queue", scaled(settings.queueLimitBytes(), 1024, "b", "kb", "mb"));
        }
        return text.toString();
    }

    private static long rate(String value) {
        if (value.equalsIgnoreCase(UNLIMITED)) {
            return 0;
        }
        long rate = quantity("rate", value, RATES, "> 0, such as 10mbit, or unlimited");
        if (rate == 0) {
            throw unexpected("rate", value, "> 0, such as 10mbit, or unlimited");
        }
        return rate;
    }

    private static long time(String key, String value) {
        return quantity(key, value, TIMES, "a time, such as 5ms");
    }

    private static double chance(String key, String value) {
        Matcher matcher = QUANTITY.matcher(value);
        if (!matcher.matches() || !matcher.group(2).equals("%")) {
            throw unexpected(key, value, "0% to 100%");
        }
        BigDecimal percent = new BigDecimal(matcher.group(1));
        if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw unexpected(key, value, "0% to 100%");
        }
        return percent.movePointLeft(2).doubleValue();
    }

    private static long quantity(String key, String value, Map<String, Long> units, String expected) {
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

    private static IllegalArgumentException unexpected(String key, String value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }

    private static void append(StringBuilder text, String key, String value) {
        text.append(text.isEmpty() ? "" : " ").append(key).append(' ').append(value);
    }

    private static String scaled(long amount, int step, String... units) {
        long left = amount;
        int unit = 0;
        while (left != 0 && left % step == 0 && unit + 1 < units.length) {
            left /= step;
            unit++;
        }
        // A rate of 0 is none; every other amount of 0 reads the same in any unit.
        return amount == 0 && units[0].equals("bit") ? UNLIMITED : left + units[unit];
    }

    private static String percent(double chance) {
        return BigDecimal.valueOf(chance).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
