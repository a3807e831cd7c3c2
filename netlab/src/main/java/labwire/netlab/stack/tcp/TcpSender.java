package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection: what to send next, and when to send it again.
 *
 * <pre>
 *        una           resend            next          finSequence
 *   acked | in flight    |  taken for lost  |  unsent ...  | FIN
 * </pre>
 *
 * After a timeout {@code resend} goes back to {@code una} and all up to {@code next} goes out again as the window
 * allows; otherwise it is {@code next}.
 */
final class TcpSender {
    /** Turns a range of the stream into a segment, with the acknowledgment and window of the moment. */
    interface SegmentWriter {
        TcpSegment write(long sequence, int flags, Bytes payload);
    }

    private static final long NONE = Long.MAX_VALUE;

    private final SegmentWriter writer;
    private final TcpCounters counters;
    private final long initialSequence;
    private final SendBuffer buffer;
    private final RetransmitQueue inFlight = new RetransmitQueue();
    private final RttEstimator rtt;
    private final LossRecovery recovery;
    private final SendWindow window = new SendWindow();
    private final PersistTimer persist = new PersistTimer();
    private CongestionControl congestion;

    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    private int capacity;
    private boolean noDelay;

    private long una;
    private long next;
    private long resend;
    private long finSequence = NONE;
    private boolean resendFirst;
    /** The end of the last segment below full size, for Nagle's algorithm. */
    private long smallSegmentEnd;

    private long retransmitDeadline = TcpConnection.NEVER;
    private int timeouts;
    private long lastSentNanos = TcpConnection.NEVER;
    private long retransmittedSegments;

    TcpSender(long initialSequence, TcpSettings settings, TcpCounters counters, SegmentWriter writer) {
        this.initialSequence = initialSequence;
        this.counters = counters;
        this.writer = writer;
        buffer = new SendBuffer(initialSequence + 1);
        rtt = new RttEstimator(settings.minimumRetransmitTimeout().toNanos());
        recovery = new LossRecovery(initialSequence, segmentSize);
        congestion = new NewReno(segmentSize, 1);
        una = next = resend = smallSegmentEnd = initialSequence;
        settings(settings);
    }

    void settings(TcpSettings settings) {
        capacity = settings.sendBufferBytes();
        noDelay = settings.noDelay();
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
        if (finSequence == NONE) {
            finSequence = buffer.end();
        }
    }

    boolean isFinished() {
        return finSequence != NONE;
    }

    // The handshake.

    /** Whether a SYN is to be sent now; if so, it counts as sent. */
    boolean takeSyn(long now) {
        if (next == initialSequence) {
            next = resend = initialSequence + 1;
            inFlight.sent(next, now);
        } else if (resend == initialSequence) {
            resend = next;
            inFlight.resent(initialSequence, next, now);
            countRetransmission();
        } else {
            return false;
        }
        armIfIdle(now);
        return true;
    }

    /** The SYN is to be sent again without waiting for the timer: the peer has not seen it. */
    void resendSyn() {
        if (next > initialSequence) {
            resend = initialSequence;
        }
    }

    long initialSequence() {
        return initialSequence;
    }

    SendWindow window() {
        return window;
    }

    /**
     * The handshake is done. A SYN lost once may be chance; after two, the network is taken for congested and the
     * initial window is one segment (<a href="https://www.rfc-editor.org/rfc/rfc6928#section-2">RFC 6928, 2</a>).
     */
    void established(int newSegmentSize) {
        if (timeouts > 0) {
            rtt.synWasResent();
        }
        congestion = new NewReno(newSegmentSize, timeouts > 1 ? 1 : NewReno.INITIAL_WINDOW_SEGMENTS);
        segmentSize(newSegmentSize);
        timeouts = 0;
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
            resend = una;
        }
    }

    // What arrives.

    long unwrap(int acknowledgment) {
        return SequenceNumbers.unwrap(una, acknowledgment);
    }

    /**
     * Takes an acceptable acknowledgment.
     *
     * @param sequence SEG.SEQ
     * @param acknowledgment SEG.ACK, not beyond SND.NXT
     * @param bare the segment carried nothing else
     */
    void acknowledged(long now, long sequence, long acknowledgment, int windowField, boolean bare) {
        boolean sameWindow = window.isSame(windowField);
        boolean news = acknowledgment > una || !sameWindow;
        if (acknowledgment >= una) {
            window.update(sequence, acknowledgment, windowField);
        }
        if (acknowledgment > una) {
            progress(now, acknowledgment);
        } else if (acknowledgment == una && bare && sameWindow && una < next && !persist.isActive()) {
            if (recovery.duplicate(una, next, congestion)) {
                counters.count(TcpCounters.Event.FAST_RETRANSMITS);
                resendFirst = true;
            }
        }
        if (persist.isActive()) {
            persist.answered();
            if (isIdle() || (news && window.rightEdge() > una)) {
                persist.stop();
                resend = una;
            }
        }
    }

    /** Our SYN is acknowledged by the peer's, whose window is not scaled. */
    void synAcknowledged(long now, long sequence, long acknowledgment, int windowField) {
        window.initialize(sequence, acknowledgment, windowField);
        if (acknowledgment > una) {
            progress(now, acknowledgment);
        }
    }

    private void progress(long now, long acknowledgment) {
        boolean ofData = una > initialSequence;
        long bytes = acknowledgment - una;
        long inFlightBefore = Math.max(bytes, inFlightBytes());
        una = acknowledgment;
        resend = Math.max(resend, una);
        buffer.release(una);
        timeouts = 0;
        long sample = inFlight.acknowledged(una, now);
        if (sample != RetransmitQueue.NO_SAMPLE) {
            rtt.sample(sample);
        }
        resendFirst = ofData && recovery.progress(una, bytes, inFlightBefore, congestion);
        if (una == next) {
            retransmitDeadline = TcpConnection.NEVER;
        } else if (recovery.restartsTimer() && !persist.isActive()) {
            retransmitDeadline = now + rtt.timeoutNanos();
        }
    }

    // What goes out.

    /** The next segment that may be sent now, or null. */
    @Nullable
    TcpSegment poll(long now) {
        if (resendFirst) {
            resendFirst = false;
            if (una < next) {
                return resendAt(now, una, segmentSize);
            }
        }
        if (persist.isDue()) {
            return probe(now);
        }
        if (resend < next) {
            return pollResend(now);
        }
        return pollNew(now);
    }

    /** After the last {@link #poll} of a turn: nothing more can be sent, and nothing in flight will change that. */
    void watchWindow(long now) {
        if (una == next && hasUnsent() && !persist.isActive()) {
            persist.start(now, rtt.timeoutNanos());
        }
    }

    private boolean hasUnsent() {
        return next < buffer.end() || next == finSequence;
    }

    private @Nullable TcpSegment pollResend(long now) {
        long room = Math.min(window.rightEdge() - resend, congestion.window() - (resend - una));
        // A window smaller than a segment is used for the first one, else nothing would ever be acknowledged.
        boolean first = resend == una && room > 0;
        if (room < Math.min(segmentSize, next - resend) && !first) {
            armIfIdle(now);
            return null;
        }
        return resendAt(now, resend, (int) Math.min(room, segmentSize));
    }

    private TcpSegment resendAt(long now, long from, int limit) {
        long dataEnd = Math.min(next, buffer.end());
        int length = (int) Math.max(0, Math.min(limit, dataEnd - from));
        boolean fin = from + length == finSequence && next > finSequence;
        long end = from + length + (fin ? 1 : 0);
        inFlight.resent(from, end, now);
        if (resend < next) {
            resend = Math.max(resend, end);
        }
        countRetransmission();
        armIfIdle(now);
        lastSentNanos = now;
        return write(from, length, fin);
    }

    private @Nullable TcpSegment pollNew(long now) {
        long unsent = Math.max(0, buffer.end() - next);
        boolean finWaits = finSequence != NONE && next <= finSequence;
        if ((unsent == 0 && !finWaits) || inFlight.isFull()) {
            return null;
        }
        if (una == next && lastSentNanos != TcpConnection.NEVER && now - lastSentNanos > rtt.timeoutNanos()) {
            congestion.idle();
        }
        long peerRoom = window.rightEdge() - next;
        long room = Math.min(peerRoom, congestion.window() + recovery.inflation() - inFlightBytes());
        int length = (int) Math.max(0, Math.min(Math.min(unsent, room), segmentSize));
        // FIN takes a sequence number, so it waits for the peer's window as data does (RFC 9293, 3.4).
        boolean fin = finWaits && length == unsent && peerRoom > length;
        if (length == 0 && !fin) {
            return null;
        }
        if (length < segmentSize && !maySendSmall(length, unsent, peerRoom)) {
            return null;
        }
        return sendNew(now, length, fin);
    }

    /**
     * The sender's part in avoiding silly windows (RFC 9293, 3.8.6.2.1), and Nagle's algorithm (3.7.4) in Minshall's
     * form, as in Linux: only a small segment in flight holds back another, so that the short end of a long write does
     * not wait for a delayed acknowledgment.
     */
    private boolean maySendSmall(int length, long unsent, long peerRoom) {
        if (length == unsent) {
            return noDelay || finSequence != NONE || smallSegmentEnd <= una;
        }
        boolean shutByPeer = length == peerRoom;
        return shutByPeer && (noDelay || una == next) && length >= window.maximum() / 2;
    }

    private TcpSegment sendNew(long now, int length, boolean fin) {
        long from = next;
        next += length + (fin ? 1 : 0);
        resend = next;
        if (length > 0 && length < segmentSize) {
            smallSegmentEnd = next;
        }
        inFlight.sent(next, now);
        armIfIdle(now);
        lastSentNanos = now;
        return write(from, length, fin);
    }

    /** At least one byte beyond the window, the same one until it is accepted; or what a too small window takes. */
    private TcpSegment probe(long now) {
        counters.count(TcpCounters.Event.WINDOW_PROBES);
        long room = Math.max(1, window.rightEdge() - una);
        TcpSegment segment;
        if (una < next) {
            segment = resendAt(now, una, (int) Math.min(room, segmentSize));
        } else {
            int length = (int) Math.min(Math.min(room, segmentSize), buffer.end() - next);
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
        return Math.min(retransmitDeadline, persist.deadlineNanos());
    }

    /** RFC 6298, 5.1. While the window is probed, the probes take the timer's place. */
    private void armIfIdle(long now) {
        if (retransmitDeadline == TcpConnection.NEVER && !persist.isActive()) {
            retransmitDeadline = now + rtt.timeoutNanos();
        }
    }

    /**
     * Handles the timers that are due.
     *
     * @param limit retransmissions in a row, R2 of RFC 9293, 3.8.3
     * @return false if the peer is to be given up
     */
    boolean expire(long now, int limit) {
        if (retransmitDeadline <= now) {
            retransmitDeadline = TcpConnection.NEVER;
            if (una < next) {
                return retransmitTimeout(now, limit);
            }
        }
        if (persist.deadlineNanos() <= now) {
            persist.expired();
            return persist.unanswered() < limit;
        }
        return true;
    }

    private boolean retransmitTimeout(long now, int limit) {
        if (una > initialSequence && window.rightEdge() <= una) {
            // The peer has shut its window over what is in flight: no loss, but a window to be probed.
            persist.start(now, rtt.timeoutNanos());
            persist.expired();
            return true;
        }
        if (timeouts >= limit) {
            return false;
        }
        counters.count(TcpCounters.Event.RETRANSMIT_TIMEOUTS);
        rtt.backOff();
        if (una > initialSequence) {
            congestion.timedOut(inFlightBytes(), timeouts > 0);
            recovery.timedOut(next);
        }
        timeouts++;
        resend = una;
        resendFirst = false;
        retransmitDeadline = now + rtt.timeoutNanos();
        return true;
    }

    /** Nothing more will be sent or awaited. */
    void stop() {
        buffer.release(buffer.end());
        inFlight.clear();
        una = resend = next;
        persist.stop();
        retransmitDeadline = TcpConnection.NEVER;
    }

    // What others ask.

    long una() {
        return una;
    }

    long next() {
        return next;
    }

    boolean isFinAcknowledged() {
        return una > finSequence;
    }

    /** Whether all that the application wrote has been acknowledged. */
    boolean isDataAcknowledged() {
        return buffer.size() == 0;
    }

    boolean isIdle() {
        return una == next && !hasUnsent();
    }

    long inFlightBytes() {
        return resend - una;
    }

    long unsentBytes() {
        return Math.max(0, buffer.end() - next);
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
