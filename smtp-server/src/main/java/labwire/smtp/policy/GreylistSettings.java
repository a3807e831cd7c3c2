package labwire.smtp.policy;

import java.time.Duration;

/**
 * How long a stranger waits.
 *
 * @param delay before mail of a new sender for a recipient is taken
 * @param retryWithin of its first try; later it is new again
 * @param rememberFor after its last mail, a sender that came back is taken at once
 * @param maxTriplets remembered; the one not seen for longest is forgotten first
 */
public record GreylistSettings(Duration delay, Duration retryWithin, Duration rememberFor, int maxTriplets) {

    public static final GreylistSettings DEFAULTS =
            new GreylistSettings(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofDays(35), 100_000);

    public GreylistSettings {
        if (delay.isNegative() || retryWithin.compareTo(delay) <= 0 || rememberFor.isNegative() || maxTriplets < 1) {
            throw new IllegalArgumentException("greylisting: delay " + delay + ", retry within " + retryWithin
                    + ", remember for " + rememberFor + ", " + maxTriplets
                    + " triplets (expected: a retry after the delay, and room for one triplet)");
        }
    }
}
