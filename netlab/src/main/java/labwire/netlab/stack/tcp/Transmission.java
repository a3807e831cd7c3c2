package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** Chooses what goes out next: what is lost, a probe, new data; and makes segments of it. */
final class Transmission {
    private final SendSequence sequence;
    private final SendBuffer buffer;
    private final SendWindow window;
    private final Flight flight;
    private final PersistTimer persist;
    private final TimestampEcho echo;
    private final SegmentWriter writer;
    private final TcpCounters counters;
    private final SmallSegments smallSegments;
    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    private long lastSentNanos = TcpConnection.NEVER;

    Transmission(
            SendSequence sequence,
            SendBuffer buffer,
            SendWindow window,
            Flight flight,
            PersistTimer persist,
            TimestampEcho echo,
            SegmentWriter writer,
            TcpCounters counters) {
        this.sequence = sequence;
        this.buffer = buffer;
        this.window = window;
        this.flight = flight;
        this.persist = persist;
        this.echo = echo;
        this.writer = writer;
        this.counters = counters;
        smallSegments = new SmallSegments(sequence.initial());
    }

    SmallSegments smallSegments() {
        return smallSegments;
    }

    int segmentSize() {
        return segmentSize;
    }

    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
    }

    /** When something was last sent; {@link TcpConnection#NEVER} before. */
    long lastSentNanos() {
        return lastSentNanos;
    }

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

    /** Never nothing, whatever the peer's size and the options of both headers are: the loop would not end. */
    private int payloadLimit() {
        return Math.max(SegmentSizes.MIN_PAYLOAD, segmentSize - writer.optionBytes());
    }

    private @Nullable TcpSegment pollResend(long now, int lost) {
        long from = flight.queue().startOf(lost);
        // The first time it goes out again wherever the window ends now: it was in it once (RFC 7323, 2.4, 4).
        long peerRoom = flight.queue().wasResent(lost) ? window.rightEdge() - from : Long.MAX_VALUE;
        long room = Math.min(peerRoom, flight.room());
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

    /** While the window is probed, the probes take the timer's place. */
    private void startTimer(long now) {
        if (!persist.isActive()) {
            flight.timer().start(now);
        }
    }
}
