package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection: takes what the application writes and what the peer acknowledges. What goes out next is
 * for {@link Transmission} to choose, what becomes of it for {@link Flight} to follow.
 */
final class TcpSender {
    private final TcpCounters counters;
    private final SendSequence sequence;
    private final SendBuffer buffer;
    private final Flight flight;
    private final TimestampEcho echo;
    private final SendWindow window = new SendWindow();
    private final PersistTimer persist = new PersistTimer();
    private final Transmission transmission;
    private final BufferCapacity capacity;

    TcpSender(
            long initialSequence,
            TcpSettings settings,
            TcpCounters counters,
            TimestampEcho echo,
            SegmentWriter writer) {
        sequence = new SendSequence(initialSequence);
        this.counters = counters;
        this.echo = echo;
        buffer = new SendBuffer(initialSequence + 1);
        capacity = new BufferCapacity(settings.sendBuffer());
        flight = new Flight(sequence, settings, counters);
        transmission = new Transmission(sequence, buffer, window, flight, persist, echo, writer, counters);
        settings(settings);
    }

    void settings(TcpSettings settings) {
        capacity.limits(settings.sendBuffer());
        transmission.smallSegments().settings(settings);
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
        flight.timer().start(now);
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
        transmission.segmentSize(newSegmentSize);
        flight.established(newSegmentSize, selective, settings);
    }

    /** The path takes only smaller segments: what is in flight did not get through (RFC 1191, 6.5). */
    void segmentSizeReduced(int newSegmentSize) {
        if (newSegmentSize < transmission.segmentSize()) {
            transmission.segmentSize(newSegmentSize);
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
        boolean repeated = acknowledgment == sequence.una() && bare && sameWindow && !persist.isActive();
        boolean duplicate = repeated && !sequence.isAllAcknowledged();
        // What an acknowledgment reports is taken even if it was overtaken by another (RFC 6675, 5).
        if (progress || duplicate || !segment.options().sackBlocks().isEmpty()) {
            flight.acknowledged(now, acknowledgment, segment.options().sackBlocks(), duplicate, echo);
        } else if (repeated) {
            flight.probe().repeated(acknowledgment);
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
        return transmission.poll(now);
    }

    /** After the last {@link #poll} of a turn: nothing more can be sent, and nothing in flight will change that. */
    void endTurn(long now) {
        if (sequence.isAllAcknowledged() && hasUnsent() && !persist.isActive()) {
            persist.start(now, flight.rtt().timeoutNanos());
        }
        flight.armProbe(now, persist.isActive());
    }

    private boolean hasUnsent() {
        return sequence.next() < buffer.end() || sequence.isFinUnsent();
    }

    // Time.

    long deadlineNanos() {
        return Math.min(flight.deadlineNanos(), persist.deadlineNanos());
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
        return transmission.segmentSize();
    }

    int capacityBytes() {
        return capacity.bytes();
    }

    Flight flight() {
        return flight;
    }

    long lastSentNanos() {
        return transmission.lastSentNanos();
    }
}
