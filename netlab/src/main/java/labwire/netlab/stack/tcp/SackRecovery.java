package labwire.netlab.stack.tcp;

/**
 * Loss recovery where the peer reports what has arrived: losses are found by {@link Rack}, and fast recovery sends by
 * {@link ProportionalRate}. With three segments reported above a hole and no reordering ever seen, RACK waits for
 * nothing, and finds what RFC 6675 does.
 */
final class SackRecovery extends LossRecovery {
    private final Rack rack = new Rack();
    private final ProportionalRate rate = new ProportionalRate();
    private int segmentSize;

    SackRecovery(SendSequence sequence, RetransmitQueue queue, CongestionWindow congestion, int segmentSize) {
        super(sequence, queue, congestion);
        this.segmentSize = segmentSize;
    }

    @Override
    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
    }

    @Override
    void take(Delivery delivery, boolean duplicate, RttEstimator rtt) {
        rack.delivered(delivery);
        if (phase() == Phase.OPEN && queue.sackedBytes() == 0 && !rack.hasOvertaken(queue)) {
            // Nothing was delivered that was sent after what is still in flight.
            rack.stop();
            grow(delivery, rtt);
            return;
        }
        detect(delivery.now(), rtt);
        if (phase() == Phase.FAST_RECOVERY) {
            congestion.during(
                    rate.window(delivery.deliveredBytes(), pipe(), congestion.slowStartThreshold(), segmentSize));
        } else {
            grow(delivery, rtt);
        }
    }

    private void detect(long now, RttEstimator rtt) {
        rack.detect(now, queue, rtt, phase() != Phase.OPEN);
        if (phase() == Phase.OPEN && queue.lostBytes() > 0) {
            long inFlight = sequence.inFlight();
            beginFastRecovery(inFlight);
            rate.begin(inFlight);
        }
    }

    private long pipe() {
        return sequence.inFlight() - queue.sackedBytes() - queue.lostBytes();
    }

    @Override
    void reorderingTimeout(long now, RttEstimator rtt) {
        detect(now, rtt);
        if (phase() == Phase.FAST_RECOVERY) {
            congestion.during(rate.window(0, pipe(), congestion.slowStartThreshold(), segmentSize));
        }
    }

    @Override
    void recovered() {
        rack.recovered();
        rack.stop();
    }

    /** RFC 8985, 6.3; and if what the peer awaits is among what it has reported, it has reneged (RFC 2018, 8). */
    @Override
    void markLostOnTimeout(long now, RttEstimator rtt) {
        if (queue.isFirstSacked()) {
            queue.clearSacked();
        }
        queue.markLostOnTimeout(rack.lostIfSentBefore(now, queue, rtt));
        rack.stop();
    }

    @Override
    void sent(long bytes) {
        rate.sent(bytes);
    }

    @Override
    long deadlineNanos() {
        return rack.deadlineNanos();
    }

    @Override
    void resentNeedlessly() {
        rack.resentNeedlessly(sequence.una(), sequence.next());
    }
}
