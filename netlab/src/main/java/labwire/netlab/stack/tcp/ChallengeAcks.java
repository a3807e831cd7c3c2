package labwire.netlab.stack.tcp;

import java.time.Duration;

/**
 * How often a connection answers segments that may be forged (<a
 * href="https://www.rfc-editor.org/rfc/rfc5961#section-7">RFC 5961, 7</a>). Fewer answers cost less under an attack, more
 * of them are sooner rid of a peer that is gone.
 *
 * @param most answers in a period, at least 1
 * @param period more than 0, at most a day
 */
public record ChallengeAcks(int most, Duration period) {
    private static final Duration MAX_PERIOD = Duration.ofDays(1);

    /** What the RFC gives as its example. */
    public static final ChallengeAcks DEFAULT = new ChallengeAcks(10, Duration.ofSeconds(5));

    public ChallengeAcks {
        if (most < 1) {
            throw new IllegalArgumentException("challenge ACKs: " + most + " (expected: at least 1)");
        }
        if (period.isNegative() || period.isZero() || period.compareTo(MAX_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "period of challenge ACKs: " + period + " (expected: more than 0, at most " + MAX_PERIOD + ")");
        }
    }
}
