package labwire.netlab.stack.tcp;

/**
 * How much may be sent during fast recovery, so that the flight shrinks evenly to the new threshold while
 * acknowledgments come in (<a href="https://www.rfc-editor.org/rfc/rfc6937#section-3.1">RFC 6937, 3.1</a>, with the
 * slow start reduction bound).
 */
final class ProportionalRate {
    private long delivered;
    private long sent;
    private long flightAtStart;

    void begin(long flight) {
        delivered = 0;
        sent = 0;
        flightAtStart = Math.max(1, flight);
    }

    void sent(long bytes) {
        sent += bytes;
    }

    /**
     * The window after an acknowledgment.
     *
     * @param pipe bytes in flight by the scoreboard
     * @param threshold where the flight is to end
     */
    long window(long newlyDelivered, long pipe, long threshold, int segmentSize) {
        delivered += newlyDelivered;
        long room;
        if (pipe > threshold) {
            room = (delivered * threshold + flightAtStart - 1) / flightAtStart - sent;
        } else {
            long limit = Math.max(delivered - sent, newlyDelivered) + segmentSize;
            room = Math.min(threshold - pipe, limit);
        }
        return pipe + Math.max(0, room);
    }
}
