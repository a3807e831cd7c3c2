package labwire.dash.server.fault;

import java.time.Duration;
import java.util.Optional;
import labwire.dash.server.http.Status;

/**
 * What goes wrong with a response.
 *
 * @param status instead of the response
 * @param delay before its first byte; zero for none
 * @param stallAfter so many bytes of the body are followed by a pause; {@link #NEVER} for none
 * @param stallFor how long that pause is
 * @param truncateAfter so many bytes of the body the connection ends, though the head announced all; {@link #NEVER}
 * @param bitsPerSecond of the body, shared by all responses to the session; 0 for no limit
 */
public record Fault(
        Optional<Status> status,
        Duration delay,
        long stallAfter,
        Duration stallFor,
        long truncateAfter,
        long bitsPerSecond) {
    /** More bytes than any body has. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A stall that names no end. A client that waits longer has no time-out of its own. */
    public static final Duration LONGEST = Duration.ofHours(1);

    public static final Fault NONE = new Fault(Optional.empty(), Duration.ZERO, NEVER, LONGEST, NEVER, 0);

    public Fault withStatus(Status other) {
        return new Fault(Optional.of(other), delay, stallAfter, stallFor, truncateAfter, bitsPerSecond);
    }

    public Fault withDelay(Duration other) {
        return new Fault(status, other, stallAfter, stallFor, truncateAfter, bitsPerSecond);
    }

    public Fault withStall(long after, Duration duration) {
        return new Fault(status, delay, after, duration, truncateAfter, bitsPerSecond);
    }

    public Fault withTruncation(long after) {
        return new Fault(status, delay, stallAfter, stallFor, after, bitsPerSecond);
    }

    public Fault withRate(long bits) {
        return new Fault(status, delay, stallAfter, stallFor, truncateAfter, bits);
    }
}
