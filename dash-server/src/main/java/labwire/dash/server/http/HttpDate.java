package labwire.dash.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as RFC 9110 section 5.6.7 has them, to the second. */
public final class HttpDate {
    private static final DateTimeFormatter IMF_FIXDATE = utc("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    /** Two digits of a year are one of the hundred from here on. */
    private static final LocalDate RFC_850_BASE = LocalDate.of(1970, 1, 1);

    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, RFC_850_BASE)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ASCTIME = utc("EEE MMM ppd HH:mm:ss yyyy");

    /** All three must be read; the last two are obsolete. */
    private static final List<DateTimeFormatter> FORMS = List.of(IMF_FIXDATE, RFC_850, ASCTIME);

    private HttpDate() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    public static String format(Instant instant) {
        return IMF_FIXDATE.format(instant);
    }

    /** Empty if it is none: a date that cannot be read is a field that is not there. */
    public static Optional<Instant> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(form.parse(text, Instant::from));
            } catch (DateTimeException anotherForm) {
                // Or no date at all.
            }
        }
        return Optional.empty();
    }
}
