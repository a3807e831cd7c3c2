package labwire.dash.manifest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The times of XML Schema, {@code xs:duration} and {@code xs:dateTime}, as far as an MPD can mean them. */
final class XmlTimes {
    /** Some 136 years: a period of a stream since the epoch, and still no sum in nanoseconds overflows. */
    static final Duration LONGEST = Duration.ofDays(50_000);

    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final int LONGEST_TEXT = 64;
    private static final Pattern DURATION = Pattern.compile("P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})D)?"
            + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,11})(?:\\.(\\d*))?S)?)?");
    private static final Pattern LONG_FRACTION = Pattern.compile("(\\.\\d{9})\\d+");
    private static final Pattern ZONE = Pattern.compile(".*(?:Z|[+-]\\d\\d:\\d\\d)");

    private XmlTimes() {}

    static Duration parseDuration(String text) {
        Matcher parts = DURATION.matcher(bounded(text));
        if (!parts.matches() || parts.end() < 3) {
            throw new IllegalArgumentException(text);
        }
        // A year and a month have no fixed length; P0Y0M1DT… is met in the field, and others are taken as players do.
        Duration duration = Duration.ofDays(365 * number(parts.group(1)) + 30 * number(parts.group(2)))
                .plusDays(number(parts.group(3)))
                .plusHours(number(parts.group(4)))
                .plusMinutes(number(parts.group(5)))
                .plusSeconds(number(parts.group(6)))
                .plusNanos(nanos(parts.group(7)));
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text + " (expected: at most " + LONGEST + ")");
        }
        return duration;
    }

    static Instant parseInstant(String text) {
        String time = LONG_FRACTION.matcher(bounded(text)).replaceFirst("$1");
        // ISO/IEC 23009-1, 5.3.1.2: without a zone, UTC.
        Instant instant;
        try {
            instant = ZONE.matcher(time).matches()
                    ? OffsetDateTime.parse(time).toInstant()
                    : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(text + " (expected: from " + EARLIEST + " to " + LATEST + ")");
        }
        return instant;
    }

    private static String bounded(String text) {
        String time = text.strip();
        if (time.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(time.length() + " characters (expected: at most " + LONGEST_TEXT + ")");
        }
        return time;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null || fraction.isEmpty() ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }
}
