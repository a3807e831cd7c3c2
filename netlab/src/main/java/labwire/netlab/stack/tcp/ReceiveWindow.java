package labwire.netlab.stack.tcp;

/**
 * The window that we announce (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.6.2.2">RFC 9293,
 * 3.8.6.2.2</a>): its right edge moves only to the right, and only by steps worth a segment.
 */
final class ReceiveWindow {
    /** RFC 7323, 2.3. */
    static final int MAX_SCALE = 14;

    private static final int MAX_FIELD = 0xFFFF;
    /** How far the right edge may be pushed beyond the buffer by segments smaller than the scale's unit. */
    private static final int MAX_CREEP_BYTES = 1 << 16;

    private int scale;
    private boolean scaling = true;
    private final BufferCapacity capacity;
    /** The first sequence number that we have not announced room for. */
    private long rightEdge;
    /** Bytes read since the right edge was last moved as far as it goes. */
    private long readSince;

    ReceiveWindow(BufferCapacity capacity) {
        this.capacity = capacity;
        this.scale = scaleFor(capacity.maximumBytes());
    }

    /** The smallest shift by which the window field reaches the whole buffer, however large that grows. */
    private static int scaleFor(int maximumBytes) {
        int scale = 0;
        while (maximumBytes >> scale > MAX_FIELD && scale < MAX_SCALE) {
            scale++;
        }
        return scale;
    }

    /** The shift that our SYN offers, and if the peer offers one too, the one in force. */
    int scale() {
        return scale;
    }

    /** The peer did not offer scaling. */
    void dropScale() {
        scaling = false;
        scale = 0;
    }

    /** Whether our SYN carries the option: if it is the answer to one that did not, no (RFC 7323, 2.2). */
    boolean isScaling() {
        return scaling;
    }

    /** The window begins with the peer's first byte. */
    void initialize(long next) {
        rightEdge = next;
    }

    long rightEdge() {
        return rightEdge;
    }

    /** The window of a SYN, which is not scaled (RFC 7323, 2.2): whole segments, as in Linux. */
    int announceUnscaled(long next, int payloadSize) {
        int room = Math.min(capacity.bytes(), MAX_FIELD);
        int field = room < payloadSize ? room : room - room % payloadSize;
        rightEdge = Math.max(rightEdge, next + field);
        return field;
    }

    /**
     * Moves the right edge as far as the rules allow, and gives the field that says so.
     *
     * @param next RCV.NXT
     * @param unread bytes that take up the buffer
     */
    int announce(long next, int unread, int segmentSize) {
        long edge = rightEdge;
        if (farthest(next, unread) - rightEdge >= step(segmentSize)) {
            edge = farthest(next, unread);
            readSince = 0;
        }
        // Rounded up, so that the edge does not move back by a fraction of the scale's unit (RFC 7323, 2.4). Segments
        // below a unit push the edge before them, as long as nothing is read: where that has led too far beyond the
        // buffer, as only an attack can, the window is rounded down. What lies before the edge is accepted all the
        // same.
        int unit = 1 << scale;
        long field = (edge - next + unit - 1) >> scale;
        long endOfBuffer = next + capacity.bytes() - unread;
        if (next + (field << scale) >= endOfBuffer + Math.max(2L * unit, MAX_CREEP_BYTES)) {
            field = (edge - next) >> scale;
        }
        field = Math.min(field, MAX_FIELD);
        rightEdge = Math.max(rightEdge, next + (field << scale));
        return (int) field;
    }

    /** The application has made room. */
    void read(int count) {
        readSince += count;
    }

    /**
     * Whether the application has read so much that the peer should hear of it without waiting for an acknowledgment:
     * the window grows by a step, and to twice of what the peer believes or more.
     */
    boolean isWorthAnUpdate(long next, int unread, int segmentSize) {
        long gain = Math.min(readSince, farthest(next, unread) - rightEdge);
        return gain >= step(segmentSize) && gain >= rightEdge - next;
    }

    /** As far as the free buffer and the field reach. */
    private long farthest(long next, int unread) {
        return next + Math.min(Math.max(0, capacity.bytes() - unread), (long) MAX_FIELD << scale);
    }

    private int step(int segmentSize) {
        return Math.min(segmentSize, capacity.bytes() / 2);
    }
}
