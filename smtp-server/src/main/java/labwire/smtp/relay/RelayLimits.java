package labwire.smtp.relay;

import java.time.Duration;

/**
 * What a relay does at most.
 *
 * @param maxAttempts under way at a time, over all destinations
 * @param maxAttemptsPerDestination under way at a time to one of them
 * @param maxMessagesPerConnection after which a connection is closed
 * @param idleTime that a connection is kept for another message
 * @param maxIdleConnections kept; more are closed at once
 * @param maxRecipientsPerTransaction of a message handed on, the others get a transaction of their own; servers take 100
 *     or more (RFC 5321 section 4.5.3.1.8)
 * @param maxHostsPerAttempt addresses tried one after the other before the message waits
 * @param maxHops {@code Received:} fields; a message with more is in a loop (RFC 5321 section 6.3)
 * @param hostRestTime for which an address that could not be connected to is passed over
 * @param maxReturnedBytes of a message that is given back whole; of a larger one the header alone
 * @param stopGrace for attempts under way when the relay stops
 */
public record RelayLimits(
        int maxAttempts,
        int maxAttemptsPerDestination,
        int maxMessagesPerConnection,
        Duration idleTime,
        int maxIdleConnections,
        int maxRecipientsPerTransaction,
        int maxHostsPerAttempt,
        int maxHops,
        Duration hostRestTime,
        int maxReturnedBytes,
        Duration stopGrace) {

    public static final RelayLimits DEFAULTS = new RelayLimits(
            100,
            10,
            100,
            Duration.ofSeconds(5),
            100,
            100,
            8,
            100,
            Duration.ofSeconds(60),
            64 << 10,
            Duration.ofSeconds(10));

    public RelayLimits {
        atLeastOne("maxAttempts", maxAttempts);
        atLeastOne("maxAttemptsPerDestination", maxAttemptsPerDestination);
        atLeastOne("maxMessagesPerConnection", maxMessagesPerConnection);
        atLeastOne("maxRecipientsPerTransaction", maxRecipientsPerTransaction);
        atLeastOne("maxHostsPerAttempt", maxHostsPerAttempt);
        atLeastOne("maxHops", maxHops);
        atLeastOne("maxReturnedBytes", maxReturnedBytes);
        notNegative("idleTime", idleTime);
        notNegative("hostRestTime", hostRestTime);
        notNegative("stopGrace", stopGrace);
        if (maxIdleConnections < 0) {
            throw new IllegalArgumentException("maxIdleConnections: " + maxIdleConnections + " (expected: 0 or more)");
        }
    }

    private static void atLeastOne(String name, int found) {
        if (found < 1) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 or more)");
        }
    }

    private static void notNegative(String name, Duration found) {
        if (found.isNegative()) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 0 or more)");
        }
    }
}
