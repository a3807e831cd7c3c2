package labwire.netlab.stack.tcp;

/**
 * Finds losses by duplicate acknowledgments, where the peer has no SACK: fast retransmit and NewReno's fast recovery
 * (<a href="https://www.rfc-editor.org/rfc/rfc6582#section-3.2">RFC 6582, 3.2</a>), limited transmit
 * (<a href="https://www.rfc-editor.org/rfc/rfc3042">RFC 3042</a>).
 */
final class DuplicateAckRecovery extends LossRecovery {
    static final int DUPLICATE_THRESHOLD = 3;

    private int duplicates;
    /** What left the network since fast recovery began, by which the window is inflated (steps 2 to 4). */
    private long inflation;

    private int partialAcknowledgments;
    private int segmentSize;

    DuplicateAckRecovery(SendSequence sequence, RetransmitQueue queue, CongestionWindow congestion, int segmentSize) {
        super(sequence, queue, congestion);
        this.segmentSize = segmentSize;
    }

    @Override
    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
    }

    @Override
    void take(Delivery delivery, boolean duplicate, RttEstimator rtt) {
        if (delivery.acknowledgedBytes() > 0) {
            duplicates = 0;
            if (phase() == Phase.FAST_RECOVERY) {
                partial(delivery.acknowledgedBytes());
            } else {
                grow(delivery, rtt);
            }
        } else if (duplicate) {
            duplicate();
        }
    }

    private void partial(long bytes) {
        partialAcknowledgments++;
        inflation = Math.max(0, inflation - bytes + (bytes >= segmentSize ? segmentSize : 0));
        queue.markFirstLost();
        resendAtOnce();
    }

    private void duplicate() {
        duplicates++;
        if (phase() == Phase.FAST_RECOVERY) {
            inflation += segmentSize;
        } else if (duplicates == DUPLICATE_THRESHOLD && sequence.una() > recover()) {
            beginFastRecovery(sequence.inFlight());
            inflation = (long) DUPLICATE_THRESHOLD * segmentSize;
            partialAcknowledgments = 0;
            queue.markFirstLost();
        }
    }

    @Override
    void recovered() {
        duplicates = 0;
        inflation = 0;
    }

    @Override
    void markLostOnTimeout(long now, RttEstimator rtt) {
        duplicates = 0;
        inflation = 0;
        queue.markLostOnTimeout(Long.MAX_VALUE);
    }

    /** Of partial acknowledgments only the first restarts the timer (step 3, the impatient variant). */
    @Override
    boolean restartsTimer() {
        return phase() != Phase.FAST_RECOVERY || partialAcknowledgments <= 1;
    }

    @Override
    long inflation() {
        return phase() == Phase.OPEN ? (long) Math.min(duplicates, DUPLICATE_THRESHOLD - 1) * segmentSize : inflation;
    }
}
