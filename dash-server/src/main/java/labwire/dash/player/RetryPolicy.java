package labwire.dash.player;

import java.time.Duration;

/**
 * How long a player tries.
 *
 * @param attempts at one address, the first included; one that says 404 or 410 is not asked again
 * @param attemptsInAll for one segment, at other servers and lower rungs too; then it is skipped
 * @param firstBackOff before the second attempt, give or take half of it by chance; doubled each time
 * @param maxBackOff between two attempts
 * @param maxSkips segments of one medium in a row that could not be had; then the session ends
 */
public record RetryPolicy(int attempts, int attemptsInAll, Duration firstBackOff, Duration maxBackOff, int maxSkips) {
    public static final RetryPolicy DEFAULTS = new RetryPolicy(3, 8, Duration.ofMillis(500), Duration.ofSeconds(8), 5);

    public RetryPolicy {
        if (attempts < 1
                || attemptsInAll < attempts
                || maxSkips < 0
                || firstBackOff.isNegative()
                || maxBackOff.compareTo(firstBackOff) < 0) {
            throw new IllegalArgumentException("retries: " + attempts + " of " + attemptsInAll + ", after "
                    + firstBackOff
                    + " to " + maxBackOff + ", " + maxSkips + " skips (expected: an attempt or more, not more than in"
                    + " all; ascending times; no negative number)");
        }
    }
}
