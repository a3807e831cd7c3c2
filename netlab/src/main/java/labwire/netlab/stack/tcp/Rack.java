package labwire.netlab.stack.tcp;

import java.util.concurrent.TimeUnit;

/**
 * Finds losses by time: what was sent well before something that has been delivered, is lost
 * (<a href="https://www.rfc-editor.org/rfc/rfc8985#section-6">RFC 8985, 6</a>). How much 'well before' is, adapts to
 * the reordering seen.
 */
final class Rack {
    /** Recoveries for which a reordering window stays widened. */
    static final int WINDOW_PERSISTS_ROUNDS = 16;

    private static final int WINDOW_DIVISOR = 4;
    private static final long MAX_MULTIPLIER = 64;
    /** Losses found below this many segments are not waited for, until reordering is seen. */
    private static final int DUPLICATE_THRESHOLD = 3;

    private static final long NEVER = TcpConnection.NEVER;

    private long latestSent = -1;
    private long latestEnd;
    private long roundTripNanos;
    /** The highest sequence number delivered: RACK.fack. */
    private long highestEnd;

    private boolean reorderingSeen;
    private long multiplier = 1;
    private int persistRounds;
    /** What was sent when the window was last widened; one widening a round trip. */
    private long widenedUntil;

    private long deadlineNanos = NEVER;

    /** Steps 1 to 3: what was delivered last, and whether anything came out of order. */
    void delivered(Delivery delivery) {
        if (delivery.lowestOriginalEnd() < highestEnd) {
            reorderingSeen = true;
        }
        highestEnd = Math.max(highestEnd, delivery.highestEnd());
        if (delivery.isAnySegment()) {
            long sent = delivery.latestSentNanos();
            long end = delivery.latestEnd();
            // Also of a segment that has come late, so that others are waited for as long.
            roundTripNanos = delivery.now() - sent;
            if (sent > latestSent || (sent == latestSent && end > latestEnd)) {
                latestSent = sent;
                latestEnd = end;
            }
        }
    }

    /** Whether something in flight was sent before what was delivered last, as after a retransmission. */
    boolean hasOvertaken(RetransmitQueue queue) {
        return queue.firstSentNanos() < latestSent;
    }

    /** Step 4: a D-SACK says that a retransmission was needless, so the window was too small. */
    void resentNeedlessly(long una, long next) {
        if (una >= widenedUntil) {
            multiplier = Math.min(multiplier + 1, MAX_MULTIPLIER);
            widenedUntil = next;
            persistRounds = WINDOW_PERSISTS_ROUNDS;
        }
    }

    /** A recovery has ended: the widened window is kept for so many of them. */
    void recovered() {
        persistRounds = Math.max(0, persistRounds - 1);
        if (persistRounds == 0) {
            multiplier = 1;
        }
    }

    /** Step 5: marks what is lost by now, and arms the timer for what may be lost soon. */
    void detect(long now, RetransmitQueue queue, RttEstimator rtt, boolean recovering) {
        if (latestSent < 0) {
            return;
        }
        long window = windowNanos(queue, rtt, recovering);
        long wait = queue.markLost(latestSent, latestEnd, roundTripNanos + window, now);
        deadlineNanos = wait > 0 ? now + wait : NEVER;
    }

    private long windowNanos(RetransmitQueue queue, RttEstimator rtt, boolean recovering) {
        if (!reorderingSeen && (recovering || queue.sackedSegments() >= DUPLICATE_THRESHOLD)) {
            return 0;
        }
        return Math.min(multiplier * (rtt.minimumRoundTripNanos() / WINDOW_DIVISOR), rtt.smoothedNanos());
    }

    /** 6.3: on a timeout, what was sent longer ago than that is lost. */
    long lostIfSentBefore(long now, RetransmitQueue queue, RttEstimator rtt) {
        return now - roundTripNanos - windowNanos(queue, rtt, false);
    }

    /** When waiting for what was reordered ends. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    void stop() {
        deadlineNanos = NEVER;
    }

    @Override
    public String toString() {
        return "RACK " + TimeUnit.NANOSECONDS.toMicros(roundTripNanos) + " us, window x" + multiplier;
    }
}
