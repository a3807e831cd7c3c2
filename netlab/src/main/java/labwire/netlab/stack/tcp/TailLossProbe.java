package labwire.netlab.stack.tcp;

import java.util.concurrent.TimeUnit;

/**
 * Asks for an acknowledgment when the end of a flight may be lost, rather than wait for the retransmission timeout
 * (<a href="https://www.rfc-editor.org/rfc/rfc8985#section-7">RFC 8985, 7</a>).
 */
final class TailLossProbe {
    /** How long the peer may keep an acknowledgment back: WCDelAckT. */
    static final long WORST_DELAYED_ACK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Below this a probe only meets the peer's own timers; as in Linux. */
    private static final long MIN_TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long UNSAMPLED_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = -1;

    private long deadlineNanos = TcpConnection.NEVER;
    private boolean due;
    /** SND.NXT when the probe went out: TLP.end_seq; {@link #NONE} if none is out. */
    private long end = NONE;

    private boolean wasRetransmission;
    /** A round trip was measured since the last probe went out, or since the beginning (7.3). */
    private boolean sampled;

    private long sentProbes;

    /**
     * Arms the timer again after something was sent or acknowledged (7.2).
     *
     * @param alone so little is in flight that the peer may delay its acknowledgment
     * @param timeoutDeadline when the retransmission timer would expire
     */
    void arm(long now, RttEstimator rtt, boolean alone, long timeoutDeadline) {
        long timeout = UNSAMPLED_TIMEOUT_NANOS;
        if (rtt.isSampled()) {
            timeout = 2 * rtt.smoothedNanos() + (alone ? WORST_DELAYED_ACK_NANOS : MIN_TIMEOUT_NANOS);
        }
        deadlineNanos = Math.min(now + timeout, timeoutDeadline);
    }

    void disarm() {
        deadlineNanos = TcpConnection.NEVER;
        due = false;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** The timer is due: a probe is to be sent. */
    void expired() {
        deadlineNanos = TcpConnection.NEVER;
        due = true;
    }

    boolean isDue() {
        return due;
    }

    /** Whether there may be one: none is on its way, and none has kept the round trip from being measured (7.3). */
    boolean isAllowed() {
        return end == NONE && sampled;
    }

    /** A round trip was measured. */
    void sampled() {
        sampled = true;
    }

    void sent(long next, boolean retransmission) {
        due = false;
        end = next;
        wasRetransmission = retransmission;
        sampled = false;
        sentProbes++;
    }

    long sentProbes() {
        return sentProbes;
    }

    /** No answer is awaited any more: a repair begins (7.1), or nothing is left to be sent. */
    void forget() {
        due = false;
        end = NONE;
    }

    /** The same acknowledgment comes again while nothing is in flight: the probe has arrived twice (7.4.2, case 2). */
    void repeated(long acknowledgment) {
        if (acknowledgment == end) {
            end = NONE;
        }
    }

    /**
     * Takes an acknowledgment (7.4.2).
     *
     * @param duplicateEnd where the bytes end of which a D-SACK says that they arrived twice
     * @param plainDuplicate a duplicate acknowledgment without SACK
     * @return true if the probe has repaired a loss, to which congestion control must react
     */
    boolean acknowledged(long acknowledgment, long duplicateEnd, boolean plainDuplicate) {
        if (end == NONE || acknowledgment < end) {
            return false;
        }
        boolean arrivedTwice = duplicateEnd == end;
        boolean repaired = wasRetransmission && !arrivedTwice && acknowledgment > end;
        if (!wasRetransmission || arrivedTwice || acknowledgment > end || plainDuplicate) {
            end = NONE;
        }
        return repaired;
    }
}
