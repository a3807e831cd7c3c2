package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** The sending half of a connection: what to send next. What becomes of it is for {@link Flight} to follow. */
final class TcpSender {
    /** Turns a range of the stream into a segment, with the acknowledgment and window of the moment. */
    interface SegmentWriter {
        /**
         * Writes one.
         *
         * @param unit see {@link TcpSegment}
         */
        TcpSegment write(long now, long sequence, int flags, Bytes payload, int unit, boolean newData);

        /** How much the options of the moment take from a segment's payload. */
        int optionBytes();

        /** Whether several segments may go as one: not while each has to say how far the urgent data are. */
        boolean mayUnite();
    }

    private final SegmentWriter writer;
    private final TcpCounters counters;
    private final SendSequence sequence;
    private final SendBuffer buffer;
    private final Flight flight;
    private final TimestampEcho echo;
    private final SendWindow window = new SendWindow();
    private final PersistTimer persist = new PersistTimer();
    private final SmallSegments smallSegments;

    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    private final BufferCapacity capacity;
    private long lastSentNanos = TcpConnection.NEVER;

    TcpSender(
            long initialSequence,
            TcpSettings settings,
            TcpCounters counters,
            TimestampEcho echo,
            SegmentWriter writer) {
        sequence = new SendSequence(initialSequence);
        this.counters = counters;
        this.writer = writer;
        this.echo = echo;
        buffer = new SendBuffer(initialSequence + 1);
        capacity = new BufferCapacity(settings.sendBuffer());
        flight = new Flight(sequence, settings, counters);
        smallSegments = new SmallSegments(initialSequence);
        settings(settings);
    }

    void settings(TcpSettings settings) {
        capacity.limits(settings.sendBuffer());
        smallSegments.settings(settings);
        flight.rtt().minimumNanos(settings.minimumRetransmitTimeout().toNanos());
    }

    // What the application does.

    int write(ByteBuffer source) {
        return buffer.write(source, space());
    }

    int space() {
        return Math.max(0, capacity.bytes() - buffer.size());
    }

    /** More than two thirds of the buffer are taken. */
    boolean isCrowded() {
        return space() <= capacity.bytes() / 3;
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
            flight.sent(1, 1, now);
        } else if (!sequence.isSynAcknowledged() && flight.queue().firstLost() != RetransmitQueue.NONE) {
            flight.resent(sequence.initial(), sequence.next(), now, false, 0);
        } else {
            return false;
        }
        startTimer(now);
        return true;
    }

    /** A cookie stood for our SYN, which went out at some time or other. */
    void synSentAsCookie(long now) {
        flight.sent(1, 1, now);
        flight.queue().resent(sequence.initial(), sequence.next(), now);
    }

    /** The SYN is to be sent again without waiting for the timer: the peer has not seen it. */
    void resendSyn() {
        flight.resendAll();
    }

    SendWindow window() {
        return window;
    }

    /** The handshake is done. */
    void established(int newSegmentSize, boolean selective, TcpSettings settings) {
        segmentSize = newSegmentSize;
        flight.established(newSegmentSize, selective, settings);
    }

    /** The path takes only smaller segments: what is in flight did not get through (RFC 1191, 6.5). */
    void segmentSizeReduced(int newSegmentSize) {
        if (newSegmentSize < segmentSize) {
            segmentSize = newSegmentSize;
            flight.segmentSize(newSegmentSize);
            flight.resendAll();
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
    void acknowledged(long now, long from, long acknowledgment, TcpSegment segment, boolean bare) {
        boolean sameWindow = window.isSame(segment.window());
        boolean progress = acknowledgment > sequence.una();
        boolean news = progress || !sameWindow;
        boolean current = acknowledgment >= sequence.una();
        if (current) {
            window.update(from, acknowledgment, segment.window());
        }
        boolean duplicate = acknowledgment == sequence.una()
                && bare
                && sameWindow
                && !sequence.isAllAcknowledged()
                && !persist.isActive();
        if (progress || duplicate || (current && !segment.options().sackBlocks().isEmpty())) {
            flight.acknowledged(now, acknowledgment, segment.options().sackBlocks(), duplicate, echo);
        }
        if (progress) {
            progressed(now);
        }
        if (persist.isActive()) {
            persist.answered();
            if (isIdle() || (news && window.rightEdge() > sequence.una())) {
                persist.stop();
                flight.resendAll();
            }
        }
    }

    /** Our SYN is acknowledged by the peer's, whose window is not scaled. */
    void synAcknowledged(long now, long from, long acknowledgment, int windowField) {
        window.initialize(from, acknowledgment, windowField);
        if (acknowledgment > sequence.una()) {
            flight.synAcknowledged(now, acknowledgment);
            progressed(now);
        }
    }

    private void progressed(long now) {
        buffer.release(sequence.una());
        // Room for what is in flight, and for what follows when that is acknowledged; as Linux has it.
        capacity.growTo(2 * flight.congestion().bytes());
        flight.restartTimer(now, persist.isActive());
    }

    // What goes out.

    /** The next segment that may be sent now, or null. */
    @Nullable
    TcpSegment poll(long now) {
        if (flight.recovery().takeResendAtOnce()) {
            int lost = flight.queue().firstLost();
            if (lost != RetransmitQueue.NONE) {
                return resendLost(now, lost, payloadLimit());
            }
        }
        if (persist.isDue()) {
            return probeWindow(now);
        }
        int lost = flight.queue().firstLost();
        if (lost != RetransmitQueue.NONE) {
            return flight.recovery().forward().isProbing() ? pollForward(now, lost) : pollResend(now, lost);
        }
        TcpSegment fresh = pollNew(now, Long.MAX_VALUE);
        if (!flight.probe().isDue()) {
            return fresh;
        }
        if (fresh == null) {
            return probeTail(now);
        }
        flight.probeSent(false, now);
        return fresh;
    }

    /** After the last {@link #poll} of a turn: nothing more can be sent, and nothing in flight will change that. */
    void endTurn(long now) {
        if (sequence.isAllAcknowledged() && hasUnsent() && !persist.isActive()) {
            persist.start(now, flight.rtt().timeoutNanos());
        }
        flight.armProbe(now, persist.isActive());
    }

    /** New data, while it is in doubt whether anything was lost; what is taken for lost if there is none. */
    private @Nullable TcpSegment pollForward(long now, int lost) {
        ForwardRecovery forward = flight.recovery().forward();
        TcpSegment fresh = pollNew(now, (long) forward.segmentsLeft() * payloadLimit());
        if (fresh != null) {
            forward.probed(fresh.wireCount());
            return fresh;
        }
        if (forward.isAnswerAwaited()) {
            return null;
        }
        forward.stop();
        return pollResend(now, lost);
    }

    private boolean hasUnsent() {
        return sequence.next() < buffer.end() || sequence.isFinUnsent();
    }

    private int payloadLimit() {
        return segmentSize - writer.optionBytes();
    }

    private @Nullable TcpSegment pollResend(long now, int lost) {
        long from = flight.queue().startOf(lost);
        long room = Math.min(window.rightEdge() - from, flight.room());
        // A window smaller than a segment is used for the first one, else nothing would ever be acknowledged.
        boolean first = from == sequence.una() && room > 0;
        int limit = payloadLimit();
        if (room < Math.min(limit, flight.queue().endOfLost(lost, limit) - from) && !first) {
            startTimer(now);
            return null;
        }
        return resendLost(now, lost, (int) Math.min(room, limit));
    }

    private TcpSegment resendLost(long now, int lost, int limit) {
        long from = flight.queue().startOf(lost);
        return resend(now, from, (int) (flight.queue().endOfLost(lost, limit) - from));
    }

    private TcpSegment resend(long now, long from, int limit) {
        long dataEnd = Math.min(sequence.next(), buffer.end());
        int length = (int) Math.max(0, Math.min(limit, dataEnd - from));
        boolean fin = sequence.isFinSentAt(from + length);
        flight.resent(from, from + length + (fin ? 1 : 0), now, echo.isInUse(), echo.value(now));
        startTimer(now);
        lastSentNanos = now;
        return write(now, from, length, 1, fin, false);
    }

    /** @param most bytes */
    private @Nullable TcpSegment pollNew(long now, long most) {
        long unsent = Math.max(0, buffer.end() - sequence.next());
        boolean finWaits = sequence.isFinUnsent();
        if ((unsent == 0 && !finWaits) || flight.queue().isFull()) {
            return null;
        }
        if (sequence.isAllAcknowledged()
                && lastSentNanos != TcpConnection.NEVER
                && now - lastSentNanos > flight.rtt().timeoutNanos()) {
            flight.congestion().idle();
        }
        int limit = payloadLimit();
        long peerRoom = window.rightEdge() - sequence.next();
        long room = Math.min(Math.min(peerRoom, flight.room()), most);
        int length = newLength(Math.min(unsent, room), limit);
        // FIN takes a sequence number, so it waits for the peer's window as data does (RFC 9293, 3.4).
        boolean fin = finWaits && length == unsent && peerRoom > length;
        if (length == 0 && !fin) {
            return null;
        }
        if (length < limit) {
            if (!maySendSmall(length, unsent, peerRoom)) {
                return null;
            }
            smallSegments.sent(sequence.next() + length);
        }
        return sendNew(now, length, Math.max(1, length / limit), fin);
    }

    /** How much goes out at once: what one segment takes, or several full ones. */
    private int newLength(long available, int limit) {
        if (available < 2L * limit || !writer.mayUnite()) {
            return (int) Math.max(0, Math.min(available, limit));
        }
        long most = Math.min(available, Segmentation.MAX_PAYLOAD_BYTES);
        long together = Math.min(most, buffer.contiguous(sequence.next()));
        return (int) Math.max(1, together / limit) * limit;
    }

    private boolean maySendSmall(int length, long unsent, long peerRoom) {
        if (length == unsent) {
            return smallSegments.mayEmptyTheBuffer(sequence.una(), sequence.isFinished());
        }
        // Where it is congestion control that leaves no more room, acknowledgments will.
        return length == peerRoom
                && smallSegments.mayFillTheWindow(length, window.maximum(), sequence.isAllAcknowledged());
    }

    private TcpSegment sendNew(long now, int length, int segments, boolean fin) {
        long from = sequence.next();
        flight.sent(length + (fin ? 1 : 0), segments, now);
        startTimer(now);
        lastSentNanos = now;
        return write(now, from, length, segments, fin, length > 0 && !persist.isActive());
    }

    /** At least one byte beyond the window, the same one until it is accepted; or what a too small window takes. */
    private TcpSegment probeWindow(long now) {
        counters.count(TcpCounters.Event.WINDOW_PROBES);
        long room = Math.max(1, window.rightEdge() - sequence.una());
        int limit = (int) Math.min(room, payloadLimit());
        TcpSegment segment;
        if (!sequence.isAllAcknowledged()) {
            segment = resend(now, sequence.una(), limit);
        } else {
            int length = (int) Math.min(limit, buffer.end() - sequence.next());
            segment = sendNew(now, length, 1, length == 0);
        }
        persist.probed(now, flight.rtt().timeoutNanos());
        return segment;
    }

    /** New data if the peer has room for some, else the end of the flight again (RFC 8985, 7.3). */
    private TcpSegment probeTail(long now) {
        long peerRoom = window.rightEdge() - sequence.next();
        int length = (int) Math.min(Math.min(peerRoom, payloadLimit()), buffer.end() - sequence.next());
        boolean fresh = length > 0;
        TcpSegment segment;
        if (fresh) {
            segment = sendNew(now, length, 1, false);
        } else {
            int last = flight.queue().size() - 1;
            long from = Math.max(flight.queue().startOf(last), sequence.next() - payloadLimit());
            segment = resend(now, from, (int) (sequence.next() - from));
        }
        flight.probeSent(!fresh, now);
        return segment;
    }

    private TcpSegment write(long now, long from, int length, int segments, boolean fin, boolean newData) {
        int flags = TcpSegment.ACK;
        if (fin) {
            flags |= TcpSegment.FIN;
        }
        if (length > 0 && from + length == buffer.end()) {
            flags |= TcpSegment.PSH;
        }
        int unit = segments == 1 ? 0 : length / segments;
        return writer.write(now, from, flags, buffer.slice(from, length), unit, newData);
    }

    // Time.

    long deadlineNanos() {
        return Math.min(flight.deadlineNanos(), persist.deadlineNanos());
    }

    /** While the window is probed, the probes take the timer's place. */
    private void startTimer(long now) {
        if (!persist.isActive()) {
            flight.timer().start(now);
        }
    }

    /**
     * Handles the timers that are due.
     *
     * @param limit retransmissions in a row, R2 of RFC 9293, 3.8.3
     * @return false if the peer is to be given up
     */
    boolean expire(long now, int limit) {
        flight.expireEarly(now);
        if (flight.timer().deadlineNanos() <= now) {
            return retransmitTimeout(now, limit);
        }
        if (persist.deadlineNanos() <= now) {
            persist.expired();
            return persist.unanswered() < limit;
        }
        return true;
    }

    private boolean retransmitTimeout(long now, int limit) {
        RetransmitTimer timer = flight.timer();
        if (sequence.isSynAcknowledged() && window.rightEdge() <= sequence.una()) {
            // The peer has shut its window over what is in flight: no loss, but a window to be probed.
            timer.stop();
            persist.start(now, flight.rtt().timeoutNanos());
            persist.expired();
            return true;
        }
        if (timer.timeouts() >= limit) {
            return false;
        }
        counters.count(TcpCounters.Event.RETRANSMIT_TIMEOUTS);
        flight.timedOut(now);
        return true;
    }

    /** Nothing more will be sent or awaited. */
    void stop() {
        buffer.release(buffer.end());
        flight.stop();
        persist.stop();
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

    /** The sequence number behind the last byte written. */
    long writtenEnd() {
        return buffer.end();
    }

    long unsentBytes() {
        return Math.max(0, buffer.end() - sequence.next());
    }

    /** Sent once, at least. */
    long sentBytes() {
        return Math.max(0, Math.min(sequence.next(), buffer.end()) - sequence.initial() - 1);
    }

    long acknowledgedBytes() {
        return Math.max(0, Math.min(sequence.una(), buffer.end()) - sequence.initial() - 1);
    }

    int segmentSize() {
        return segmentSize;
    }

    int capacityBytes() {
        return capacity.bytes();
    }

    Flight flight() {
        return flight;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }
}
