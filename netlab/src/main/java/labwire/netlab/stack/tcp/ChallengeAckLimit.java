package labwire.netlab.stack.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How often segments that may be forged, or may be part of a loop of acknowledgments, are answered
 * (<a href="https://www.rfc-editor.org/rfc/rfc5961#section-7">RFC 5961, 7</a>). One a connection: a limit shared by
 * connections would tell an attacker of one about the others.
 */
final class ChallengeAckLimit {
    static final int MAX_PER_PERIOD = 10;
    static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private long periodEnd;
    private int used;

    boolean tryAcquire(long now) {
        if (now >= periodEnd) {
            periodEnd = now + PERIOD_NANOS;
            used = 0;
        }
        return used++ < MAX_PER_PERIOD;
    }
}
