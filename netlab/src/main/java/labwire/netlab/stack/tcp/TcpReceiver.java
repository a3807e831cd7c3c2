package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpSegment;

/** The receiving half of a connection: brings segments into order, and says what to acknowledge and announce. */
final class TcpReceiver {
    private static final long NONE = Long.MAX_VALUE;

    private final TcpCounters counters;
    private final ReceiveQueue queue = new ReceiveQueue();
    private final ReassemblyQueue reassembly = new ReassemblyQueue();
    private final BufferCapacity capacity;
    private final RightSizing sizing;
    private final ReceiveWindow window;
    private final DelayedAck acknowledgment;
    private final SackReport report = new SackReport();
    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;

    private long initialSequence;
    private long next;
    private long finSequence = NONE;
    /** Last.ACK.sent of RFC 7323, 4.3. */
    private long lastAcknowledged;

    private boolean selective;
    private boolean discarding;
    private long receivedBytes;
    private long dataSegments;

    TcpReceiver(TcpSettings settings, TcpCounters counters) {
        this.counters = counters;
        capacity = new BufferCapacity(settings.receiveBuffer());
        sizing = new RightSizing(capacity);
        window = new ReceiveWindow(capacity);
        acknowledgment = new DelayedAck(settings.delayedAck().toNanos());
    }

    void settings(TcpSettings settings) {
        capacity.limits(settings.receiveBuffer());
        acknowledgment.delayNanos(settings.delayedAck().toNanos());
    }

    /** The peer's SYN has come. */
    void initialize(int sequence) {
        initialSequence = Integer.toUnsignedLong(sequence);
        next = initialSequence + 1;
        lastAcknowledged = next;
        window.initialize(next);
    }

    /** Both sides have offered SACK. */
    void selective(boolean isSelective) {
        selective = isSelective;
    }

    boolean isSelective() {
        return selective;
    }

    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
    }

    /**
     * The handshake is done.
     *
     * @param payloadSize of the peer's full segments
     */
    void established(long now, int payloadSize) {
        sizing.begin(now, payloadSize, window.rightEdge());
    }

    long unwrap(int sequence) {
        return SequenceNumbers.unwrap(next, sequence);
    }

    long initialSequence() {
        return initialSequence;
    }

    /** RCV.NXT. */
    long next() {
        return next;
    }

    /**
     * The first check of RFC 9293, 3.10.7.4, with two allowances. A segment without data may stand at the right edge:
     * a peer that has filled our window sends its acknowledgments from there. A FIN needs no room. Of an RST the number
     * alone must lie in the window (RFC 5961, 3.2).
     */
    boolean isAcceptable(long sequence, TcpSegment segment) {
        if (segment.has(TcpSegment.RST)) {
            return sequence == next || (sequence > next && sequence < window.rightEdge());
        }
        int length = segment.payload().length();
        if (length == 0) {
            return sequence >= next && sequence <= window.rightEdge();
        }
        return sequence < window.rightEdge() && sequence + segment.sequenceLength() > next;
    }

    /** A probe of our shut window: its data finds no room, its acknowledgment counts (RFC 9293, 3.10.7.4). */
    boolean isWindowProbe(long sequence) {
        return sequence == next && window.rightEdge() == next;
    }

    /**
     * Takes an acceptable segment's data and FIN.
     *
     * @param echo what its timestamps say
     * @return whether RCV.NXT has moved
     */
    boolean accept(long now, long sequence, TcpSegment segment, boolean fin, TimestampEcho echo) {
        Bytes payload = segment.payload();
        long end = Math.min(sequence + payload.length(), Math.min(window.rightEdge(), finSequence));
        if (fin && finSequence == NONE && end == sequence + payload.length()) {
            finSequence = end;
        }
        long from = Math.max(sequence, next);
        long before = next;
        if (!payload.isEmpty()) {
            dataSegments += segment.wireCount();
            if (payload.length() >= acknowledgment.fullSegment() && echo.isEchoKnown()) {
                sizing.echoed(echo.echo(), echo.echoAgeNanos());
            }
        }
        if (selective && sequence < Math.min(next, end)) {
            report.arrivedAgain(sequence, Math.min(next, end));
        }
        if (from < end) {
            Bytes fresh = payload.slice((int) (from - sequence), (int) (end - from));
            if (from == next) {
                int wireLength = segment.unit() > 0 ? segment.unit() : payload.length();
                acceptInOrder(now, fresh, wireLength, sequence == from);
            } else {
                acceptOutOfOrder(from, end, fresh);
            }
        } else if (payload.length() > 0) {
            acknowledgment.immediately();
        }
        if (next == finSequence) {
            next++;
            acknowledgment.immediately();
        } else if (fin && next < finSequence && payload.isEmpty()) {
            acknowledgment.outOfOrder(selective);
        }
        receivedBytes += next - before;
        sizing.arrived(now, next, window.rightEdge());
        return next != before;
    }

    /** A segment came whose bytes have all been received. */
    void arrivedAgain(TcpSegment segment) {
        long sequence = unwrap(segment.sequence());
        long end = Math.min(sequence + segment.payload().length(), next);
        if (selective && sequence < end) {
            report.arrivedAgain(sequence, end);
        }
    }

    private void acceptInOrder(long now, Bytes fresh, int wireLength, boolean whole) {
        long before = next;
        boolean alone = reassembly.isEmpty();
        append(fresh);
        if (!alone) {
            drainReassembly();
            report.acknowledged(next);
        }
        acknowledgment.inOrder((int) (next - before), Math.min(wireLength, segmentSize), now);
        if (!whole || !alone) {
            // It filled a gap, or came in part again: the peer is resending and waits (RFC 5681, 4.2).
            acknowledgment.immediately();
        }
    }

    private void acceptOutOfOrder(long from, long end, Bytes fresh) {
        counters.count(TcpCounters.Event.OUT_OF_ORDER_SEGMENTS);
        if (selective) {
            long known = Math.min(end, reassembly.knownUntil(from));
            if (known > from) {
                report.arrivedAgain(from, known);
            }
        }
        if (!reassembly.add(from, fresh)) {
            counters.count(TcpCounters.Event.REASSEMBLY_OVERFLOWS);
        } else if (selective) {
            report.arrived(reassembly.startOfRun(from), reassembly.endOfRun(from));
        }
        acknowledgment.outOfOrder(selective);
    }

    private void append(Bytes bytes) {
        next += bytes.length();
        if (!discarding) {
            queue.add(bytes);
        }
    }

    private void drainReassembly() {
        while (!reassembly.isEmpty() && reassembly.firstStart() <= next) {
            long start = reassembly.firstStart();
            Bytes piece = reassembly.removeFirst();
            int known = (int) (next - start);
            if (known < piece.length()) {
                append(piece.slice(known, piece.length() - known));
            }
        }
    }

    /** The peer's FIN and all before it have arrived. */
    boolean isFinished() {
        return next > finSequence;
    }

    /** Whether a segment brings what we have not seen. */
    boolean isNews(long sequence, int payloadLength) {
        return payloadLength > 0 && sequence + payloadLength > next;
    }

    int read(long now, ByteBuffer target) {
        int count = queue.read(target);
        sizing.read(now, count);
        madeRoom(count);
        return count;
    }

    private void madeRoom(int count) {
        window.read(count);
        if (count > 0 && window.isWorthAnUpdate(next, queue.size(), segmentSize)) {
            acknowledgment.immediately();
        }
    }

    /** The sequence number of the next byte that the application reads. */
    long readEnd() {
        return Math.min(next, finSequence) - queue.size();
    }

    int unreadBytes() {
        return queue.size();
    }

    int outOfOrderBytes() {
        return reassembly.size();
    }

    /** Forgets what is unread, and what comes from now on. */
    void discard() {
        discarding = true;
        int unread = queue.size();
        queue.clear();
        madeRoom(unread);
    }

    boolean isDiscarding() {
        return discarding;
    }

    /** The field for a segment that goes out now, with {@link #next()} as its acknowledgment. */
    int announceWindow() {
        lastAcknowledged = next;
        return window.announce(next, queue.size(), segmentSize);
    }

    /** Whether a segment begins no later than what we last acknowledged. */
    boolean isAtEdge(long sequence) {
        return sequence <= lastAcknowledged;
    }

    int capacityBytes() {
        return capacity.bytes();
    }

    RightSizing sizing() {
        return sizing;
    }

    SackReport report() {
        return report;
    }

    /** In order, with the peer's FIN. */
    long receivedBytes() {
        return receivedBytes;
    }

    long dataSegments() {
        return dataSegments;
    }

    ReceiveWindow window() {
        return window;
    }

    DelayedAck acknowledgment() {
        return acknowledgment;
    }

    /** The connection is over; what was received in order can still be read. */
    void stop() {
        reassembly.clear();
        report.clear();
        acknowledgment.stop();
    }
}
