package labwire.netlab.stack.tcp;

import java.time.Duration;

/**
 * When to ask a silent peer whether it is still there
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.4">RFC 9293, 3.8.4</a>).
 *
 * @param enabled off unless the application asks (MUST-25)
 * @param idle silence before the first probe, by default two hours (MUST-28)
 * @param interval between probes
 * @param probes unanswered ones after which the connection has timed out, 1 to 127
 */
public record KeepAlive(boolean enabled, Duration idle, Duration interval, int probes) {
    private static final int MAX_PROBES = 127;

    public static final KeepAlive OFF = new KeepAlive(false, Duration.ofHours(2), Duration.ofSeconds(75), 9);
    /** With the times that Linux has. */
    public static final KeepAlive ON = new KeepAlive(true, OFF.idle, OFF.interval, OFF.probes);

    public KeepAlive {
        if (idle.isNegative() || idle.isZero() || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "keepalive idle and interval: " + idle + ", " + interval + " (expected: more than 0)");
        }
        if (probes < 1 || probes > MAX_PROBES) {
            throw new IllegalArgumentException("keepalive probes: " + probes + " (expected: 1 to " + MAX_PROBES + ")");
        }
    }

    public KeepAlive withEnabled(boolean newEnabled) {
        return new KeepAlive(newEnabled, idle, interval, probes);
    }

    public KeepAlive withTimes(Duration newIdle, Duration newInterval, int newProbes) {
        return new KeepAlive(enabled, newIdle, newInterval, newProbes);
    }
}
