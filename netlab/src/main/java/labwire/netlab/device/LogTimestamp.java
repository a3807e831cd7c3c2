package labwire.netlab.device;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The time before a log message, as IOS writes it; the asterisk says that no time server has set the clock. */
final class LogTimestamp {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("'*'MMM ppd HH:mm:ss': '", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "'*'MMM ppd HH:mm:ss.SSS': '", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LogTimestamp() {}

    static String of(SystemLog.Timestamps format, Instant now, long uptimeNanos) {
        return switch (format) {
            case NONE -> "";
            case UPTIME -> uptime(TimeUnit.NANOSECONDS.toSeconds(uptimeNanos));
            case DATETIME -> SECONDS.format(now);
            case DATETIME_MSEC -> MILLIS.format(now);
        };
    }

    private static String uptime(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d: ", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
