package labwire.netlab.stack.tcp;

/**
 * Lets the receive buffer grow with what the application reads in a round trip, so that the window does not hold back a
 * sender that it keeps up with: dynamic right-sizing, as in Linux. Who reads slowly, keeps a small window.
 *
 * <p>The round trip is the receiver's: by the peer's echoes of our timestamps, and by the time in which a whole window
 * arrives, which bounds it from above.
 */
final class RightSizing {
    /** What a sender may begin with (RFC 6928): the first measure that reading is compared with. */
    private static final int INITIAL_SEGMENTS = 10;
    /** Room for what is out of order and for segments that are not full. */
    private static final int SPARE_SEGMENTS = 16;

    private static final int SMOOTHING = 8;

    private final BufferCapacity capacity;
    private int segmentSize = TcpConnection.DEFAULT_SEGMENT_SIZE;
    /** 0 before the first sample. */
    private long roundTripNanos;

    private int lastEcho;
    /** The end of the window whose arrival is timed, and when it was open. */
    private long windowEnd;

    private long windowNanos;
    /** Since when reading is measured, how much was read since, and how much in the round trip before. */
    private long readSinceNanos;

    private long readBytes;
    private long readBefore;

    RightSizing(BufferCapacity capacity) {
        this.capacity = capacity;
    }

    /** The handshake is done. */
    void begin(long now, int newSegmentSize, long windowEdge) {
        segmentSize = newSegmentSize;
        readBefore = (long) INITIAL_SEGMENTS * newSegmentSize;
        readSinceNanos = now;
        windowNanos = now;
        windowEnd = windowEdge;
    }

    /** A full segment came that echoes a timestamp of ours. */
    void echoed(int echo, long ageNanos) {
        if (echo == lastEcho) {
            return; // all of a flight echo the same acknowledgment: only the first tells the round trip
        }
        lastEcho = echo;
        roundTripNanos = roundTripNanos == 0 ? ageNanos : roundTripNanos + (ageNanos - roundTripNanos) / SMOOTHING;
    }

    /**
     * Data came.
     *
     * @param next RCV.NXT
     * @param windowEdge the right edge of the window
     */
    void arrived(long now, long next, long windowEdge) {
        if (next < windowEnd) {
            return;
        }
        long took = Math.max(1, now - windowNanos);
        if (roundTripNanos == 0 || took < roundTripNanos) {
            roundTripNanos = took;
        }
        windowEnd = windowEdge;
        windowNanos = now;
    }

    /**
     * The application has read. Once a round trip: twice of what was read in it, because the acknowledgment that says so
     * is for the round trip after the next one; and more if more is read from one to the next, because a sender in slow
     * start doubles.
     */
    void read(long now, int bytes) {
        readBytes += bytes;
        if (roundTripNanos == 0 || now - readSinceNanos < roundTripNanos) {
            return;
        }
        if (readBytes > readBefore) {
            long window = 2 * readBytes + (long) SPARE_SEGMENTS * segmentSize;
            double growth = (double) (readBytes - readBefore) / readBefore;
            capacity.growTo((long) (window + 2 * window * growth));
            readBefore = readBytes;
        }
        readSinceNanos = now;
        readBytes = 0;
    }

    /** 0 before the first sample. */
    long roundTripNanos() {
        return roundTripNanos;
    }

    /** The most that was read in a round trip. */
    long spaceBytes() {
        return readBefore;
    }
}
