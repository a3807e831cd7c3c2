package labwire.smtp.policy;

import java.util.Optional;

/**
 * What one client, told by its IP address, may do.
 *
 * @param sessions open at a time
 * @param connections that it may make
 * @param messages that it may begin, in any number of sessions
 * @param recipients that it may name
 */
public record RateLimits(
        Optional<Integer> sessions, Optional<Rate> connections, Optional<Rate> messages, Optional<Rate> recipients) {

    /** None. */
    public static final RateLimits NONE =
            new RateLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public RateLimits {
        if (sessions.isPresent() && sessions.get() < 1) {
            throw new IllegalArgumentException("sessions: " + sessions.get() + " (expected: 1 or more)");
        }
    }
}
