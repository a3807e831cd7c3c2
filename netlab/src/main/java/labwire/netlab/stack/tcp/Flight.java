package labwire.netlab.stack.tcp;

import java.util.List;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.TcpOptions.SackBlock;

/**
 * What has been sent and is not acknowledged, and all that follows from what becomes of it: round trips, losses, the
 * congestion window, the timers. What to send is for {@link TcpSender} to say.
 */
final class Flight {
    private static final long NO_DUPLICATE = -1;

    private final TcpCounters counters;
    private final SendSequence sequence;
    private final RetransmitQueue queue;
    private final RttEstimator rtt;
    private final RetransmitTimer timer;
    private final Delivery delivery = new Delivery();
    private final TailLossProbe probe = new TailLossProbe();
    private CongestionWindow congestion;
    private LossRecovery recovery;

    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    private boolean selective;
    /** Something was sent or acknowledged since the probe's timer was last armed. */
    private boolean probeOutdated;

    private long waitingSince;
    /** The timestamp of what was last sent again. */
    private int lastResentStamp;

    private long resentSegments;
    private long resentBytes;
    private long delivered;

    Flight(SendSequence sequence, TcpSettings settings, TcpCounters counters) {
        this.counters = counters;
        this.sequence = sequence;
        queue = new RetransmitQueue(sequence.initial());
        rtt = new RttEstimator(settings.minimumRetransmitTimeout().toNanos());
        timer = new RetransmitTimer(rtt);
        congestion = new CongestionWindow(new NewReno(), segmentSize, 1);
        recovery = new DuplicateAckRecovery(sequence, queue, congestion, segmentSize);
    }

    /**
     * The handshake is done. A SYN lost once may be chance; after two, the network is taken for congested and the
     * initial window is one segment (<a href="https://www.rfc-editor.org/rfc/rfc6928#section-2">RFC 6928, 2</a>).
     *
     * @param selectively the peer will report what has arrived beyond a hole
     */
    void established(int newSegmentSize, boolean selectively, TcpSettings settings) {
        if (timer.timeouts() > 0) {
            rtt.synWasResent();
        }
        segmentSize = newSegmentSize;
        selective = selectively;
        CongestionAvoidance avoidance = switch (settings.congestionControl()) {
            case CUBIC -> new Cubic();
            case NEW_RENO -> new NewReno();
        };
        congestion = new CongestionWindow(
                avoidance, newSegmentSize, timer.timeouts() > 1 ? 1 : CongestionWindow.INITIAL_SEGMENTS);
        recovery = selectively
                ? new SackRecovery(sequence, queue, congestion, newSegmentSize)
                : new DuplicateAckRecovery(sequence, queue, congestion, newSegmentSize);
        timer.answered();
    }

    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
        congestion.segmentSize(newSegmentSize);
        recovery.segmentSize(newSegmentSize);
    }

    // What is sent.

    /**
     * So many new sequence numbers went out.
     *
     * @param segments how many segments of one length they were; what does not divide went with the last
     */
    void sent(long count, int segments, long now) {
        if (sequence.isAllAcknowledged()) {
            waitingSince = now;
        }
        long unit = count / segments;
        for (int i = 1; i < segments; i++) {
            queue.sent(sequence.next() + i * unit, now);
        }
        sequence.sent(count);
        queue.sent(sequence.next(), now);
        recovery.sent(count);
        probeOutdated = true;
    }

    void resent(long from, long end, long now, boolean stampKnown, int stamp) {
        queue.resent(from, end, now);
        recovery.sent(end - from);
        recovery.resent(end, stampKnown, stamp);
        lastResentStamp = stamp;
        resentSegments++;
        resentBytes += end - from;
        counters.count(Event.RETRANSMITTED_SEGMENTS);
    }

    /** Bytes that the scoreboard takes to be on their way (pipe of RFC 6675). */
    long pipe() {
        return sequence.inFlight() - queue.sackedBytes() - queue.lostBytes();
    }

    /** How much more the congestion window lets out. */
    long room() {
        return congestion.bytes() + recovery.inflation() - pipe();
    }

    // What arrives.

    /**
     * Takes an acceptable acknowledgment, which may acknowledge nothing new; one that came late, only what it reports.
     *
     * @param duplicate it is one of RFC 5681, 2
     * @param echo what its timestamp says
     */
    void acknowledged(long now, long acknowledgment, List<SackBlock> blocks, boolean duplicate, TimestampEcho echo) {
        long bytes = acknowledgment - sequence.una();
        long duplicateEnd = NO_DUPLICATE;
        delivery.begin(
                now, rtt.minimumRoundTripNanos(), Math.max(bytes, sequence.inFlight()), echo.echoedBeforeNanos());
        if (bytes > 0) {
            delivery.acknowledgedBytes(bytes);
            sequence.acknowledged(acknowledgment);
            queue.acknowledged(acknowledgment, delivery);
            timer.answered();
            waitingSince = now;
        }
        if (selective && !blocks.isEmpty()) {
            duplicateEnd = takeBlocks(acknowledgment, blocks);
        }
        delivered += delivery.deliveredBytes();
        boolean duplicateReported = duplicateEnd != NO_DUPLICATE;
        takeRoundTrip(now, bytes > 0, duplicateReported, echo);
        takeRepairs(bytes > 0, duplicate, duplicateReported, echo);
        long repairsBefore = recovery.repairs();
        recovery.acknowledged(delivery, duplicate, rtt);
        noticeRepair(repairsBefore);
        if (probe.acknowledged(acknowledgment, duplicateEnd, duplicate && blocks.isEmpty())) {
            recovery.shrinkOnce();
        }
        if (bytes > 0) {
            probe.disarm();
        }
        probeOutdated = true;
    }

    /** Fast recovery has begun, perhaps, and with it the probe is answered (RFC 8985, 7.1). */
    private void noticeRepair(long repairsBefore) {
        if (recovery.repairs() != repairsBefore) {
            counters.count(Event.FAST_RETRANSMITS);
            probe.disarm();
            probe.forget();
        }
    }

    /** Our SYN is acknowledged: there is no loss to be found in it, and no window to grow. */
    void synAcknowledged(long now, long acknowledgment) {
        delivery.begin(now, 0, 0, Delivery.ANY_TIME);
        sequence.acknowledged(acknowledgment);
        queue.acknowledged(acknowledgment, delivery);
        timer.answered();
        takeSample(now, delivery.roundTripNanos());
    }

    /** Marks what the blocks report; returns where the duplicate ends of which the first may tell (RFC 2883, 4). */
    private long takeBlocks(long acknowledgment, List<SackBlock> blocks) {
        long duplicateEnd = NO_DUPLICATE;
        for (int i = 0; i < blocks.size(); i++) {
            long from = SequenceNumbers.unwrap(acknowledgment, blocks.get(i).start());
            long to = SequenceNumbers.unwrap(acknowledgment, blocks.get(i).end());
            if (i == 0 && isDuplicateReport(acknowledgment, from, to, blocks)) {
                duplicateEnd = to;
            } else if (from >= acknowledgment && from < to && to <= sequence.next()) {
                queue.sacked(from, to, delivery);
            } else {
                counters.count(Event.INVALID_SACK_BLOCKS);
            }
        }
        return duplicateEnd;
    }

    private static boolean isDuplicateReport(long acknowledgment, long from, long to, List<SackBlock> blocks) {
        if (to <= acknowledgment) {
            return from < to;
        }
        if (blocks.size() < 2) {
            return false;
        }
        long outerFrom = SequenceNumbers.unwrap(acknowledgment, blocks.get(1).start());
        long outerTo = SequenceNumbers.unwrap(acknowledgment, blocks.get(1).end());
        return from >= outerFrom && to <= outerTo && from < to;
    }

    private void takeRoundTrip(long now, boolean progress, boolean duplicateReported, TimestampEcho echo) {
        long sample = delivery.roundTripNanos();
        if (sample == Delivery.NO_SAMPLE && progress && echo.isEchoKnown()) {
            // The echo tells which copy it was that arrived (RFC 7323, 4), if only to the clock's tick. But if a copy
            // is said to have arrived needlessly, an older echo is that of an answer which was lost.
            boolean stale = duplicateReported && echo.echo() - lastResentStamp < 0;
            sample = stale ? Delivery.NO_SAMPLE : echo.echoAgeNanos();
        }
        takeSample(now, sample);
    }

    private void takeSample(long now, long sample) {
        if (sample != Delivery.NO_SAMPLE) {
            rtt.sample(sample);
            rtt.sampleMinimum(sample, now);
            probe.sampled();
        }
    }

    private void takeRepairs(boolean progress, boolean duplicate, boolean duplicateReported, TimestampEcho echo) {
        boolean undone = progress && echo.isEchoKnown() && recovery.undoByTimestamp(echo.echo());
        undone |= recovery.undoByForwardData(delivery, duplicate, selective);
        if (duplicateReported) {
            counters.count(Event.DUPLICATES_REPORTED);
            recovery.resentNeedlessly();
            undone |= recovery.undoByDuplicate();
        }
        if (undone) {
            counters.count(Event.REPAIRS_UNDONE);
        }
    }

    /** Restarts the timer after an acknowledgment of new data, or stops it (RFC 6298, 5.2 and 5.3). */
    void restartTimer(long now, boolean probing) {
        if (sequence.isAllAcknowledged()) {
            timer.stop();
        } else if (recovery.restartsTimer() && !probing) {
            timer.restart(now);
        }
    }

    // Time.

    long deadlineNanos() {
        return Math.min(Math.min(timer.deadlineNanos(), probe.deadlineNanos()), recovery.deadlineNanos());
    }

    /** At the end of a turn: when to ask about the end of the flight. */
    void armProbe(long now, boolean windowProbed) {
        if (!probeOutdated) {
            return;
        }
        probeOutdated = false;
        boolean wanted = selective
                && !windowProbed
                && probe.isAllowed()
                && recovery.phase() == LossRecovery.Phase.OPEN
                && recovery.deadlineNanos() == TcpConnection.NEVER
                && queue.sackedBytes() == 0
                && !sequence.isAllAcknowledged();
        if (wanted) {
            probe.arm(now, rtt, sequence.inFlight() < 2L * segmentSize, timer.deadlineNanos());
        } else {
            probe.disarm();
        }
    }

    /** Handles those of the timers that find losses before the timeout does. */
    void expireEarly(long now) {
        if (recovery.deadlineNanos() <= now) {
            long repairsBefore = recovery.repairs();
            recovery.reorderingTimeout(now, rtt);
            noticeRepair(repairsBefore);
            probeOutdated = true;
        }
        if (probe.deadlineNanos() <= now) {
            probe.expired();
            timer.restart(now);
        }
    }

    /** The retransmission timer has expired, and what is in flight is to be sent again. */
    void timedOut(long now) {
        probe.disarm();
        probe.forget();
        if (sequence.isSynAcknowledged()) {
            recovery.timedOut(now, timer.timeouts() > 0, rtt);
        } else {
            queue.markFirstLost();
            recovery.resendAtOnce();
        }
        timer.expired(now);
    }

    /** All that is in flight did not get through, or was refused: it goes out again as the window allows. */
    void resendAll() {
        queue.markLostOnTimeout(Long.MAX_VALUE);
    }

    void probeSent(boolean retransmission, long now) {
        probe.sent(sequence.next(), retransmission);
        counters.count(Event.TAIL_LOSS_PROBES);
        timer.restart(now);
    }

    void stop() {
        queue.clear();
        sequence.stop();
        timer.stop();
        probe.disarm();
        probe.forget();
    }

    // What others ask.

    RetransmitQueue queue() {
        return queue;
    }

    RttEstimator rtt() {
        return rtt;
    }

    RetransmitTimer timer() {
        return timer;
    }

    TailLossProbe probe() {
        return probe;
    }

    CongestionWindow congestion() {
        return congestion;
    }

    LossRecovery recovery() {
        return recovery;
    }

    /** When the first of what is in flight was sent, or when something was last acknowledged. */
    long waitingSince() {
        return waitingSince;
    }

    /** The peer echoes a router's mark (RFC 3168, 6.1.2); returns whether the window has shrunk for it. */
    boolean marked() {
        boolean shrunk = recovery.shrinkOnce();
        if (shrunk) {
            counters.count(Event.ECN_REDUCTIONS);
        }
        return shrunk;
    }

    boolean isSelective() {
        return selective;
    }

    long resentSegments() {
        return resentSegments;
    }

    long resentBytes() {
        return resentBytes;
    }

    long deliveredBytes() {
        return delivered;
    }
}
