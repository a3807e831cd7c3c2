package labwire.dash.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** How the text of an attribute is a value: the types of the MPD's schema, within limits. */
public final class ValueType<T> {
    /** Any text. */
    public static final ValueType<String> STRING = new ValueType<>("text", text -> text, text -> text);

    public static final ValueType<Boolean> BOOLEAN =
            new ValueType<>("true or false", ValueType::parseBoolean, Object::toString);

    /** From 0 to 2³² − 1. */
    public static final ValueType<Long> UNSIGNED_INT = integer("0 to 4294967295", 0, 0xFFFF_FFFFL);

    /** From 0 to 2⁶² − 1: what leaves room for sums. */
    public static final ValueType<Long> UNSIGNED_LONG = integer("0 to 4611686018427387903", 0, (1L << 62) - 1);

    /** How often a run of segments repeats; −1 for "to the end". */
    static final ValueType<Long> REPEAT = integer("-1 to 4294967295", -1, 0xFFFF_FFFFL);

    /** Ticks a second: 1 to 10⁹, so that no time in ticks overflows. */
    static final ValueType<Long> TIMESCALE = integer("1 to 1000000000", 1, 1_000_000_000L);

    public static final ValueType<Double> DOUBLE =
            new ValueType<>("a number", ValueType::parseDouble, ValueType::formatDouble);

    /** From zero to {@link XmlTimes#LONGEST}. */
    public static final ValueType<Duration> DURATION =
            new ValueType<>("a duration such as PT1M30.5S", XmlTimes::parseDuration, Duration::toString);

    public static final ValueType<Instant> INSTANT =
            new ValueType<>("a time such as 2026-11-22T10:00:00Z", XmlTimes::parseInstant, Instant::toString);

    static final ValueType<Ratio> FRAME_RATE = new ValueType<>(
            "a rate such as 25 or 30000/1001",
            text -> parseRatio(text, '/'),
            rate -> rate.denominator() == 1 ? "" + rate.numerator() : rate.numerator() + "/" + rate.denominator());

    static final ValueType<Ratio> ASPECT = new ValueType<>(
            "a ratio such as 16:9",
            text -> parseRatio(text, ':'),
            ratio -> ratio.numerator() + ":" + ratio.denominator());

    static final ValueType<ByteRange> BYTE_RANGE =
            new ValueType<>("a range such as 0-499", ValueType::parseRange, ByteRange::toString);

    static final ValueType<PresentationType> PRESENTATION_TYPE = new ValueType<>(
            "static or dynamic",
            text -> PresentationType.valueOf(text.strip().toUpperCase(Locale.ROOT)),
            type -> type.name().toLowerCase(Locale.ROOT));

    private static final int LONGEST_NUMBER = 64;

    private final String expected;
    private final Function<String, T> parse;
    private final Function<T, String> format;

    private ValueType(String expected, Function<String, T> parse, Function<T, String> format) {
        this.expected = expected;
        this.parse = parse;
        this.format = format;
    }

    private static ValueType<Long> integer(String expected, long least, long most) {
        return new ValueType<>(expected, text -> parseInteger(text, least, most), number -> {
            checkBounds(number, least, most);
            return Long.toString(number);
        });
    }

    /** For messages: {@code a duration such as PT1M30.5S}. */
    public String expected() {
        return expected;
    }

    /** @throws IllegalArgumentException if the text is no such value */
    public T parse(String text) {
        return parse.apply(text);
    }

    public String format(T value) {
        return format.apply(value);
    }

    private static boolean parseBoolean(String text) {
        String word = text.strip();
        if (word.equals("true") || word.equals("1")) {
            return true;
        }
        if (word.equals("false") || word.equals("0")) {
            return false;
        }
        throw new IllegalArgumentException(text);
    }

    private static long parseInteger(String text, long least, long most) {
        long number = Long.parseLong(number(text));
        checkBounds(number, least, most);
        return number;
    }

    private static void checkBounds(long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " (expected: " + least + " to " + most + ")");
        }
    }

    private static double parseDouble(String text) {
        String number = number(text);
        if (number.equals("INF")) {
            return Double.POSITIVE_INFINITY;
        }
        if (number.equals("-INF")) {
            return Double.NEGATIVE_INFINITY;
        }
        for (int i = 0; i < number.length(); i++) {
            if ("+-.0123456789eE".indexOf(number.charAt(i)) < 0) {
                throw new NumberFormatException(number);
            }
        }
        return Double.parseDouble(number);
    }

    private static String formatDouble(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "INF" : "-INF";
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : "" + number;
    }

    private static Ratio parseRatio(String text, char separator) {
        String ratio = number(text);
        int at = ratio.indexOf(separator);
        return at < 0
                ? new Ratio(Long.parseLong(ratio), 1)
                : new Ratio(Long.parseLong(ratio.substring(0, at)), Long.parseLong(ratio.substring(at + 1)));
    }

    private static ByteRange parseRange(String text) {
        String range = number(text);
        int dash = range.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException(text);
        }
        String last = range.substring(dash + 1);
        return new ByteRange(
                parseInteger(range.substring(0, dash), 0, Long.MAX_VALUE),
                last.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parseInteger(last, 0, Long.MAX_VALUE)));
    }

    private static String number(String text) {
        String number = text.strip();
        if (number.length() > LONGEST_NUMBER) {
            throw new NumberFormatException(number.length() + " characters");
        }
        return number;
    }
}
