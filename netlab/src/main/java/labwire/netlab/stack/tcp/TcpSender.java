package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** The sending half of a connection: what to send next, and when to send it again. */
final class TcpSender {
    /** Turns a range of the stream into a segment, with the acknowledgment and window of the moment. */
    interface SegmentWriter {
        TcpSegment write(long sequence, int flags, Bytes payload);
    }

    private final SegmentWriter writer;
    private final TcpCounters counters;
    private final SendSequence sequence;
    private final SendBuffer buffer;
    private final RetransmitQueue inFlight = new RetransmitQueue();
    private final RttEstimator rtt;
    private final RetransmitTimer timer;
    private final LossRecovery recovery;
    private final SendWindow window = new SendWindow();
    private final PersistTimer persist = new PersistTimer();
    private final SmallSegments smallSegments;
    private CongestionControl congestion;

    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    private int capacity;

    private boolean resendFirst;
    private long lastSentNanos = TcpConnection.NEVER;
    private long retransmittedSegments;

    TcpSender(long initialSequence, TcpSettings settings, TcpCounters counters, SegmentWriter writer) {
        sequence = new SendSequence(initialSequence);
        this.counters = counters;
        this.writer = writer;
        buffer = new SendBuffer(initialSequence + 1);
        rtt = new RttEstimator(settings.minimumRetransmitTimeout().toNanos());
        timer = new RetransmitTimer(rtt);
        recovery = new LossRecovery(initialSequence, segmentSize);
        smallSegments = new SmallSegments(initialSequence);
        congestion = new NewReno(segmentSize, 1);
        settings(settings);
    }

    void settings(TcpSettings settings) {
        capacity = settings.sendBufferBytes();
        smallSegments.noDelay(settings.noDelay());
        rtt.minimumNanos(settings.minimumRetransmitTimeout().toNanos());
    }

    // What the application does.

    int write(ByteBuffer source) {
        return buffer.write(source, space());
    }

    int space() {
        return Math.max(0, capacity - buffer.size());
    }

    /** More than two thirds of the buffer are taken. */
    boolean isCrowded() {
        return space() <= capacity / 3;
    }

    /** No byte follows those written: FIN does. */
    void finish() {
        if (!sequence.isFinished()) {
            sequence.finish(buffer.end());
        }
    }

    // The handshake.

    /** Whether a SYN is to be sent now; if so, it counts as sent. */
    boolean takeSyn(long now) {
        if (sequence.next() == sequence.initial()) {
            sequence.sent(1);
            inFlight.sent(sequence.next(), now);
        } else if (sequence.resend() == sequence.initial()) {
            sequence.resent(sequence.next());
            inFlight.resent(sequence.initial(), sequence.next(), now);
            countRetransmission();
        } else {
            return false;
        }
        startTimer(now);
        return true;
    }

    /** The SYN is to be sent again without waiting for the timer: the peer has not seen it. */
    void resendSyn() {
        sequence.goBack();
    }

    SendWindow window() {
        return window;
    }

    /**
     * The handshake is done. A SYN lost once may be chance; after two, the network is taken for congested and the
     * initial window is one segment (<a href="https://www.rfc-editor.org/rfc/rfc6928#section-2">RFC 6928, 2</a>).
     */
    void established(int newSegmentSize) {
        if (timer.timeouts() > 0) {
            rtt.synWasResent();
        }
        congestion = new NewReno(newSegmentSize, timer.timeouts() > 1 ? 1 : NewReno.INITIAL_WINDOW_SEGMENTS);
        segmentSize(newSegmentSize);
        timer.answered();
    }

    private void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
        congestion.segmentSize(newSegmentSize);
        recovery.segmentSize(newSegmentSize);
    }

    /** The path takes only smaller segments: what is in flight did not get through (RFC 1191, 6.5). */
    void segmentSizeReduced(int newSegmentSize) {
        if (newSegmentSize < segmentSize) {
            segmentSize(newSegmentSize);
            sequence.goBack();
        }
    }

    // What arrives.

    long unwrap(int acknowledgment) {
        return SequenceNumbers.unwrap(sequence.una(), acknowledgment);
    }

    /**
     * Takes an acceptable acknowledgment.
     *
     * @param from SEG.SEQ
     * @param acknowledgment SEG.ACK, not beyond SND.NXT
     * @param bare the segment carried nothing else
     */
    void acknowledged(long now, long from, long acknowledgment, int windowField, boolean bare) {
        boolean sameWindow = window.isSame(windowField);
        boolean news = acknowledgment > sequence.una() || !sameWindow;
        if (acknowledgment >= sequence.una()) {
            window.update(from, acknowledgment, windowField);
        }
        if (acknowledgment > sequence.una()) {
            progress(now, acknowledgment);
        } else if (acknowledgment == sequence.una()
                && bare
                && sameWindow
                && !sequence.isAllAcknowledged()
                && !persist.isActive()) {
            if (recovery.duplicate(sequence.una(), sequence.next(), congestion)) {
                counters.count(TcpCounters.Event.FAST_RETRANSMITS);
                resendFirst = true;
            }
        }
        if (persist.isActive()) {
            persist.answered();
            if (isIdle() || (news && window.rightEdge() > sequence.una())) {
                persist.stop();
                sequence.goBack();
            }
        }
    }

    /** Our SYN is acknowledged by the peer's, whose window is not scaled. */
    void synAcknowledged(long now, long from, long acknowledgment, int windowField) {
        window.initialize(from, acknowledgment, windowField);
        if (acknowledgment > sequence.una()) {
            progress(now, acknowledgment);
        }
    }

    private void progress(long now, long acknowledgment) {
        boolean ofData = sequence.isSynAcknowledged();
        long bytes = acknowledgment - sequence.una();
        long inFlightBefore = Math.max(bytes, sequence.inFlight());
        sequence.acknowledged(acknowledgment);
        buffer.release(sequence.una());
        timer.answered();
        long sample = inFlight.acknowledged(sequence.una(), now);
        if (sample != RetransmitQueue.NO_SAMPLE) {
            rtt.sample(sample);
        }
        resendFirst = ofData && recovery.progress(sequence.una(), bytes, inFlightBefore, congestion);
        if (sequence.isAllAcknowledged()) {
            timer.stop();
        } else if (recovery.restartsTimer() && !persist.isActive()) {
            timer.restart(now);
        }
    }

    // What goes out.

    /** The next segment that may be sent now, or null. */
    @Nullable
    TcpSegment poll(long now) {
        if (resendFirst) {
            resendFirst = false;
            if (!sequence.isAllAcknowledged()) {
                return resendAt(now, sequence.una(), segmentSize);
            }
        }
        if (persist.isDue()) {
            return probe(now);
        }
        if (sequence.isResending()) {
            return pollResend(now);
        }
        return pollNew(now);
    }

    /** After the last {@link #poll} of a turn: nothing more can be sent, and nothing in flight will change that. */
    void watchWindow(long now) {
        if (sequence.isAllAcknowledged() && hasUnsent() && !persist.isActive()) {
            persist.start(now, rtt.timeoutNanos());
        }
    }

    private boolean hasUnsent() {
        return sequence.next() < buffer.end() || sequence.isFinUnsent();
    }

    private @Nullable TcpSegment pollResend(long now) {
        long room = Math.min(
                window.rightEdge() - sequence.resend(), congestion.window() - (sequence.resend() - sequence.una()));
        // A window smaller than a segment is used for the first one, else nothing would ever be acknowledged.
        boolean first = sequence.resend() == sequence.una() && room > 0;
        if (room < Math.min(segmentSize, sequence.next() - sequence.resend()) && !first) {
            startTimer(now);
            return null;
        }
        return resendAt(now, sequence.resend(), (int) Math.min(room, segmentSize));
    }

    private TcpSegment resendAt(long now, long from, int limit) {
        long dataEnd = Math.min(sequence.next(), buffer.end());
        int length = (int) Math.max(0, Math.min(limit, dataEnd - from));
        boolean fin = sequence.isFinSentAt(from + length);
        long end = from + length + (fin ? 1 : 0);
        inFlight.resent(from, end, now);
        sequence.resent(end);
        countRetransmission();
        startTimer(now);
        lastSentNanos = now;
        return write(from, length, fin);
    }

    private @Nullable TcpSegment pollNew(long now) {
        long unsent = Math.max(0, buffer.end() - sequence.next());
        boolean finWaits = sequence.isFinUnsent();
        if ((unsent == 0 && !finWaits) || inFlight.isFull()) {
            return null;
        }
        if (sequence.isAllAcknowledged()
                && lastSentNanos != TcpConnection.NEVER
                && now - lastSentNanos > rtt.timeoutNanos()) {
            congestion.idle();
        }
        long peerRoom = window.rightEdge() - sequence.next();
        long room = Math.min(peerRoom, congestion.window() + recovery.inflation() - sequence.inFlight());
        int length = (int) Math.max(0, Math.min(Math.min(unsent, room), segmentSize));
        // FIN takes a sequence number, so it waits for the peer's window as data does (RFC 9293, 3.4).
        boolean fin = finWaits && length == unsent && peerRoom > length;
        if (length == 0 && !fin) {
            return null;
        }
        if (length < segmentSize) {
            if (!maySendSmall(length, unsent, peerRoom)) {
                return null;
            }
            smallSegments.sent(sequence.next() + length);
        }
        return sendNew(now, length, fin);
    }

    private boolean maySendSmall(int length, long unsent, long peerRoom) {
        if (length == unsent) {
            return smallSegments.mayEmptyTheBuffer(sequence.una(), sequence.isFinished());
        }
        // Where it is congestion control that leaves no more room, acknowledgments will.
        return length == peerRoom
                && smallSegments.mayFillTheWindow(length, window.maximum(), sequence.isAllAcknowledged());
    }

    private TcpSegment sendNew(long now, int length, boolean fin) {
        long from = sequence.next();
        sequence.sent(length + (fin ? 1 : 0));
        inFlight.sent(sequence.next(), now);
        startTimer(now);
        lastSentNanos = now;
        return write(from, length, fin);
    }

    /** At least one byte beyond the window, the same one until it is accepted; or what a too small window takes. */
    private TcpSegment probe(long now) {
        counters.count(TcpCounters.Event.WINDOW_PROBES);
        long room = Math.max(1, window.rightEdge() - sequence.una());
        TcpSegment segment;
        if (!sequence.isAllAcknowledged()) {
            segment = resendAt(now, sequence.una(), (int) Math.min(room, segmentSize));
        } else {
            int length = (int) Math.min(Math.min(room, segmentSize), buffer.end() - sequence.next());
            segment = sendNew(now, length, length == 0);
        }
        persist.probed(now, rtt.timeoutNanos());
        return segment;
    }

    private TcpSegment write(long from, int length, boolean fin) {
        int flags = TcpSegment.ACK;
        if (fin) {
            flags |= TcpSegment.FIN;
        }
        if (length > 0 && from + length == buffer.end()) {
            flags |= TcpSegment.PSH;
        }
        return writer.write(from, flags, buffer.slice(from, length));
    }

    private void countRetransmission() {
        retransmittedSegments++;
        counters.count(TcpCounters.Event.RETRANSMITTED_SEGMENTS);
    }

    // Time.

    long deadlineNanos() {
        return Math.min(timer.deadlineNanos(), persist.deadlineNanos());
    }

    /** While the window is probed, the probes take the timer's place. */
    private void startTimer(long now) {
        if (!persist.isActive()) {
            timer.start(now);
        }
    }

    /**
     * Handles the timers that are due.
     *
     * @param limit retransmissions in a row, R2 of RFC 9293, 3.8.3
     * @return false if the peer is to be given up
     */
    boolean expire(long now, int limit) {
        if (timer.deadlineNanos() <= now) {
            return retransmitTimeout(now, limit);
        }
        if (persist.deadlineNanos() <= now) {
            persist.expired();
            return persist.unanswered() < limit;
        }
        return true;
    }

    private boolean retransmitTimeout(long now, int limit) {
        if (sequence.isSynAcknowledged() && window.rightEdge() <= sequence.una()) {
            // The peer has shut its window over what is in flight: no loss, but a window to be probed.
            timer.stop();
            persist.start(now, rtt.timeoutNanos());
            persist.expired();
            return true;
        }
        if (timer.timeouts() >= limit) {
            return false;
        }
        counters.count(TcpCounters.Event.RETRANSMIT_TIMEOUTS);
        if (sequence.isSynAcknowledged()) {
            congestion.timedOut(sequence.inFlight(), timer.timeouts() > 0);
            recovery.timedOut(sequence.next());
        }
        timer.expired(now);
        sequence.goBack();
        resendFirst = false;
        return true;
    }

    /** Nothing more will be sent or awaited. */
    void stop() {
        buffer.release(buffer.end());
        inFlight.clear();
        sequence.stop();
        persist.stop();
        timer.stop();
    }

    // What others ask.

    SendSequence sequence() {
        return sequence;
    }

    /** Whether all that the application wrote has been acknowledged. */
    boolean isDataAcknowledged() {
        return buffer.size() == 0;
    }

    boolean isIdle() {
        return sequence.isAllAcknowledged() && !hasUnsent();
    }

    long unsentBytes() {
        return Math.max(0, buffer.end() - sequence.next());
    }

    int segmentSize() {
        return segmentSize;
    }

    RttEstimator rtt() {
        return rtt;
    }

    CongestionControl congestion() {
        return congestion;
    }

    long retransmittedSegments() {
        return retransmittedSegments;
    }
}
