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
    private final ReceiveWindow window;
    private final DelayedAck acknowledgment;
    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;

    private long initialSequence;
    private long next;
    private long finSequence = NONE;
    private boolean discarding;

    TcpReceiver(TcpSettings settings, TcpCounters counters) {
        this.counters = counters;
        window = new ReceiveWindow(settings.receiveBufferBytes());
        acknowledgment = new DelayedAck(settings.delayedAck().toNanos());
    }

    void settings(TcpSettings settings) {
        window.capacity(settings.receiveBufferBytes());
        acknowledgment.delayNanos(settings.delayedAck().toNanos());
    }

    /** The peer's SYN has come. */
    void initialize(int sequence) {
        initialSequence = Integer.toUnsignedLong(sequence);
        next = initialSequence + 1;
        window.initialize(next);
    }

    void segmentSize(int newSegmentSize) {
        segmentSize = newSegmentSize;
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
     * a peer that has filled our window sends its acknowledgments from there. A FIN needs no room.
     */
    boolean isAcceptable(long sequence, TcpSegment segment) {
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
     * @return whether RCV.NXT has moved
     */
    boolean accept(long now, long sequence, Bytes payload, boolean fin) {
        long end = Math.min(sequence + payload.length(), Math.min(window.rightEdge(), finSequence));
        if (fin && finSequence == NONE && end == sequence + payload.length()) {
            finSequence = end;
        }
        long from = Math.max(sequence, next);
        long before = next;
        if (from < end) {
            Bytes fresh = payload.slice((int) (from - sequence), (int) (end - from));
            if (from == next) {
                boolean wholeAndAlone = sequence == from && reassembly.isEmpty();
                append(fresh);
                drainReassembly();
                acknowledgment.inOrder((int) (next - before), segmentSize, now);
                if (!wholeAndAlone) {
                    // It filled a gap, or came in part again: the peer is resending and waits (RFC 5681, 4.2).
                    acknowledgment.immediately();
                }
            } else {
                counters.count(TcpCounters.Event.OUT_OF_ORDER_SEGMENTS);
                if (!reassembly.add(from, fresh)) {
                    counters.count(TcpCounters.Event.REASSEMBLY_OVERFLOWS);
                }
                acknowledgment.outOfOrder();
            }
        } else if (payload.length() > 0) {
            acknowledgment.immediately();
        }
        if (next == finSequence) {
            next++;
            acknowledgment.immediately();
        } else if (fin && next < finSequence && payload.isEmpty()) {
            acknowledgment.outOfOrder();
        }
        return next != before;
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

    int read(ByteBuffer target) {
        int count = queue.read(target);
        madeRoom(count);
        return count;
    }

    private void madeRoom(int count) {
        window.read(count);
        if (count > 0 && window.isWorthAnUpdate(next, queue.size(), segmentSize)) {
            acknowledgment.immediately();
        }
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

    /** The field for a segment that goes out now. */
    int announceWindow() {
        return window.announce(next, queue.size(), segmentSize);
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
        acknowledgment.stop();
    }
}
