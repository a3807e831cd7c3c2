package labwire.netlab.stack.tcp;

/**
 * Finds losses by duplicate acknowledgments and steers their repair: fast retransmit and NewReno's fast recovery
 * (<a href="https://www.rfc-editor.org/rfc/rfc6582#section-3.2">RFC 6582, 3.2</a>), limited transmit
 * (<a href="https://www.rfc-editor.org/rfc/rfc3042">RFC 3042</a>).
 */
final class LossRecovery {
    static final int DUPLICATE_THRESHOLD = 3;

    /** Whether a loss is under repair. */
    enum Phase {
        /** No loss is known. Third duplicate: {@link #FAST_RECOVERY}. The timer: {@link #TIMEOUT_RECOVERY}. */
        OPEN,
        /**
         * Resending segment by segment as partial acknowledgments show holes. All acknowledged that was in flight at
         * its beginning: {@link #OPEN}. The timer: {@link #TIMEOUT_RECOVERY}.
         */
        FAST_RECOVERY,
        /** Resending everything in slow start. All acknowledged that was in flight: {@link #OPEN}. */
        TIMEOUT_RECOVERY
    }

    private Phase phase = Phase.OPEN;
    private int duplicates;
    /** What was sent when the last repair began; duplicates up to here may be its own doing. */
    private long recover;
    /** What left the network since fast recovery began, by which the window is inflated (steps 2 to 4). */
    private long inflation;

    private int partialAcknowledgments;
    private int segmentSize;

    /**
     * @param initialSequence our ISS
     */
    LossRecovery(long initialSequence, int segmentSize) {
        this.recover = initialSequence;
        this.segmentSize = segmentSize;
    }

    Phase phase() {
        return phase;
    }

    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
    }

    /**
     * A duplicate acknowledgment arrived.
     *
     * @param una SND.UNA
     * @param next SND.NXT
     * @return true if the first unacknowledged segment is to be sent again now
     */
    boolean duplicate(long una, long next, CongestionControl congestion) {
        duplicates++;
        if (phase == Phase.FAST_RECOVERY) {
            inflation += segmentSize;
            return false;
        }
        if (duplicates != DUPLICATE_THRESHOLD || una <= recover) {
            return false;
        }
        congestion.lossFound(next - una);
        phase = Phase.FAST_RECOVERY;
        recover = next;
        inflation = (long) DUPLICATE_THRESHOLD * segmentSize;
        partialAcknowledgments = 0;
        return true;
    }

    /**
     * New data was acknowledged.
     *
     * @param una SND.UNA after it
     * @param bytes how many
     * @param inFlightBefore these included
     * @return true if the first unacknowledged segment is to be sent again now: the acknowledgment was partial
     */
    boolean progress(long una, long bytes, long inFlightBefore, CongestionControl congestion) {
        duplicates = 0;
        if (phase == Phase.FAST_RECOVERY) {
            if (una < recover) {
                partialAcknowledgments++;
                inflation = Math.max(0, inflation - bytes + (bytes >= segmentSize ? segmentSize : 0));
                return true;
            }
            phase = Phase.OPEN;
            inflation = 0;
            congestion.recovered();
            return false;
        }
        if (phase == Phase.TIMEOUT_RECOVERY && una >= recover) {
            phase = Phase.OPEN;
        }
        congestion.acknowledged(bytes, inFlightBefore);
        return false;
    }

    /** The retransmission timer expired (step 4 of 3.2). */
    void timedOut(long next) {
        phase = Phase.TIMEOUT_RECOVERY;
        recover = next;
        duplicates = 0;
        inflation = 0;
    }

    /** Whether the acknowledgment of new data just taken restarts the timer: of partial ones only the first does. */
    boolean restartsTimer() {
        return phase != Phase.FAST_RECOVERY || partialAcknowledgments <= 1;
    }

    /** What may be in flight beyond the congestion window. */
    long inflation() {
        return phase == Phase.OPEN ? (long) Math.min(duplicates, DUPLICATE_THRESHOLD - 1) * segmentSize : inflation;
    }
}
