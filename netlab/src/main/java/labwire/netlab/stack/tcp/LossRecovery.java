package labwire.netlab.stack.tcp;

/**
 * Steers the repair of losses: from when on, until when, and what may be sent meanwhile. How losses are found differs:
 * by counting duplicates ({@link DuplicateAckRecovery}), or by SACK and time ({@link SackRecovery}).
 */
abstract class LossRecovery {
    /** Whether a loss is under repair. */
    enum Phase {
        /** No loss is known. One is found: {@link #FAST_RECOVERY}. The timer: {@link #TIMEOUT_RECOVERY}. */
        OPEN,
        /**
         * Resending what is known to be lost. All acknowledged that was in flight at its beginning, or the loss was none:
         * {@link #OPEN}. The timer: {@link #TIMEOUT_RECOVERY}.
         */
        FAST_RECOVERY,
        /** Resending in slow start. All acknowledged that was in flight, or it was only late: {@link #OPEN}. */
        TIMEOUT_RECOVERY
    }

    final SendSequence sequence;
    final RetransmitQueue queue;
    final CongestionWindow congestion;
    private final SpuriousLoss spurious = new SpuriousLoss();
    private final ForwardRecovery forward = new ForwardRecovery();

    private Phase phase = Phase.OPEN;
    /** What was sent when the last repair, or the last reaction to a mark, began. */
    private long recover;

    private boolean resendAtOnce;
    /** The acknowledgment at hand has ended fast recovery, so that the window does not grow by it too. */
    private boolean justRecovered;

    private long repairs;

    LossRecovery(SendSequence sequence, RetransmitQueue queue, CongestionWindow congestion) {
        this.sequence = sequence;
        this.queue = queue;
        this.congestion = congestion;
        this.recover = sequence.initial();
    }

    final Phase phase() {
        return phase;
    }

    final long recover() {
        return recover;
    }

    /** Takes an acknowledgment that the queue has taken. */
    final void acknowledged(Delivery delivery, boolean duplicate, RttEstimator rtt) {
        justRecovered = false;
        if (phase != Phase.OPEN && sequence.una() >= recover) {
            justRecovered = phase == Phase.FAST_RECOVERY;
            phase = Phase.OPEN;
            forward.stop();
            if (justRecovered) {
                congestion.recovered();
            }
            recovered();
        }
        take(delivery, duplicate, rtt);
    }

    abstract void take(Delivery delivery, boolean duplicate, RttEstimator rtt);

    /** All that was in flight when the repair began is acknowledged. */
    abstract void recovered();

    final void grow(Delivery delivery, RttEstimator rtt) {
        if (delivery.acknowledgedBytes() > 0 && !justRecovered) {
            congestion.acknowledged(
                    delivery.now(),
                    delivery.acknowledgedBytes(),
                    delivery.inFlightBefore(),
                    sequence,
                    delivery.roundTripNanos(),
                    rtt.smoothedNanos());
        }
    }

    /** A loss is found while none is under repair. */
    final void beginFastRecovery(long inFlight) {
        congestion.lossFound(inFlight);
        phase = Phase.FAST_RECOVERY;
        recover = sequence.next();
        spurious.begin();
        repairs++;
        resendAtOnce = true;
    }

    /** The retransmission timer has expired. */
    final void timedOut(long now, boolean again, RttEstimator rtt) {
        congestion.timedOut(sequence.inFlight(), again);
        if (phase != Phase.TIMEOUT_RECOVERY) {
            spurious.begin();
        }
        if (phase == Phase.OPEN) {
            forward.begin();
        } else {
            forward.stop();
        }
        phase = Phase.TIMEOUT_RECOVERY;
        recover = sequence.next();
        resendAtOnce = true;
        markLostOnTimeout(now, rtt);
    }

    abstract void markLostOnTimeout(long now, RttEstimator rtt);

    /**
     * Routers have marked, or a probe has repaired a single loss: the window shrinks, but at most once a flight (RFC 3168,
     * 6.1.2; RFC 8985, 7.4.2).
     *
     * @return whether it does
     */
    final boolean shrinkOnce() {
        if (phase != Phase.OPEN || sequence.una() < recover) {
            return false;
        }
        congestion.lossFound(sequence.inFlight());
        recover = sequence.next();
        return true;
    }

    /** The first lost segment goes out whatever the window says. */
    final void resendAtOnce() {
        resendAtOnce = true;
    }

    final boolean takeResendAtOnce() {
        boolean was = resendAtOnce;
        resendAtOnce = false;
        return was;
    }

    /** A segment went out, again or for the first time. */
    void sent(long bytes) {}

    final void resent(long end, boolean byTimestampKnown, int timestamp) {
        spurious.resent(byTimestampKnown, timestamp);
        forward.resent(end, byTimestampKnown);
    }

    final ForwardRecovery forward() {
        return forward;
    }

    /** An acknowledgment may show that nothing had been lost when the timer expired; or that something had (RFC 5682). */
    final boolean undoByForwardData(Delivery delivery, boolean duplicate, boolean selective) {
        return switch (forward.acknowledged(delivery, duplicate, sequence, recover, selective)) {
            case NONE -> false;
            case SPURIOUS -> undo();
            case GENUINE -> {
                congestion.timeoutWasGenuine();
                yield false;
            }
        };
    }

    /** An acknowledgment of new data echoes this timestamp: if it is of before the repair, there was nothing to repair. */
    final boolean undoByTimestamp(int echo) {
        return phase != Phase.OPEN && spurious.isShownByEcho(echo) && undo();
    }

    /** The peer says that something resent arrived twice; if all of it did, nothing had been lost. */
    final boolean undoByDuplicate() {
        return spurious.isShownByDuplicate() && undo();
    }

    private boolean undo() {
        congestion.undo();
        queue.clearLost();
        spurious.end();
        forward.stop();
        resendAtOnce = false;
        phase = Phase.OPEN;
        return true;
    }

    /** What may be in flight beyond the congestion window. */
    long inflation() {
        return 0;
    }

    /** Whether the acknowledgment of new data just taken restarts the timer. */
    boolean restartsTimer() {
        return true;
    }

    void segmentSize(int newSegmentSize) {}

    /** How often fast recovery has begun. */
    final long repairs() {
        return repairs;
    }

    /** When {@link #reorderingTimeout} is due. */
    long deadlineNanos() {
        return TcpConnection.NEVER;
    }

    void reorderingTimeout(long now, RttEstimator rtt) {}

    /** A D-SACK tells of a needless retransmission. */
    void resentNeedlessly() {}
}
