package labwire.smtp.fault;

import java.time.Duration;
import labwire.smtp.hook.Decision;

/**
 * What goes wrong: first a delay, then this decision.
 *
 * @param delay zero for none
 */
public record Fault(Duration delay, Decision decision) {

    /** A longer delay outlives every client's patience. */
    public static final Duration LONGEST = Duration.ofHours(1);
}
