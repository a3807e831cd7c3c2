package labwire.gateway.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as users write it: {@code 1500ms}, {@code 2s}, {@code 5min}. */
public final class TimeWord {
    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED = "a time of at most 365 days, such as 1500ms, 2s or 5min";

    static final Duration MAX_TIME = Duration.ofDays(365);

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(us|ms|s|min|h)");

    private TimeWord() {}

    /** The time, or nothing if the text is none or beyond a year. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long value = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "us" -> Duration.ofNanos(value * 1_000);
            case "ms" -> Duration.ofMillis(value);
            case "s" -> Duration.ofSeconds(value);
            case "min" -> Duration.ofMinutes(value);
            default -> Duration.ofHours(value);
        };
        return time.compareTo(MAX_TIME) <= 0 ? Optional.of(time) : Optional.empty();
    }
}
