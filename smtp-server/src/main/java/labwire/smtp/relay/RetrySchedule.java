package labwire.smtp.relay;

import java.time.Duration;
import java.util.List;

/**
 * When a message that could not be handed on is tried again.
 *
 * @param waits after the first attempt, the second, and so on; the last one from there on. Each is lengthened or
 *     shortened by up to a tenth, so that not everything is tried at the same time. The first ones are long enough for a
 *     server that greylists, as most do for some minutes
 * @param giveUpAfter since the message was accepted; the sender gets it back then
 * @param warnAfter since the message was accepted; the sender is told once that it takes long
 */
public record RetrySchedule(List<Duration> waits, Duration giveUpAfter, Duration warnAfter) {

    public static final RetrySchedule DEFAULTS = new RetrySchedule(
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1)),
            Duration.ofDays(5),
            Duration.ofHours(4));

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.isEmpty()) {
            throw new IllegalArgumentException("waits: none (expected: one or more)");
        }
        waits.forEach(wait -> positive("waits", wait));
        positive("giveUpAfter", giveUpAfter);
        positive("warnAfter", warnAfter);
    }

    private static void positive(String name, Duration found) {
        if (found.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 ms or more)");
        }
    }

    /** @param attempts made so far, 1 or more */
    Duration waitAfter(int attempts) {
        return waits.get(Math.min(attempts, waits.size()) - 1);
    }
}
