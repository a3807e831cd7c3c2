package labwire.netlab.console.ios.line;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Times as tables have them. */
final class Durations {
    private Durations() {}

    /** {@code 00:10:00}. */
    static String clock(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
