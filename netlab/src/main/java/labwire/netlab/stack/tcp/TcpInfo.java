package labwire.netlab.stack.tcp;

/**
 * A connection's inside at one moment, for consoles and tests; the like of {@code ss -ti}.
 *
 * @param maximumSegmentSize payload bytes of our largest segment
 * @param sendWindowScale the shift for windows that the peer announces
 * @param receiveWindowScale the shift for windows that we announce
 * @param sendWindowBytes what the peer has announced, beyond its acknowledgment
 * @param receiveWindowBytes what we have announced, beyond ours
 * @param congestionWindowBytes what congestion control allows in flight
 * @param slowStartThresholdBytes {@link Long#MAX_VALUE} before the first loss
 * @param smoothedRoundTripNanos 0 before the first sample
 * @param roundTripVariationNanos 0 before the first sample
 * @param minimumRoundTripNanos of the last minutes; 0 before the first sample
 * @param retransmitTimeoutNanos with its back-off
 * @param timeouts of the retransmission timer since something was last acknowledged
 * @param inFlightBytes sent, not acknowledged
 * @param unsentBytes written, not sent
 * @param unreadBytes received in order, not read
 * @param outOfOrderBytes received, waiting for bytes before them
 * @param retransmittedSegments over the life of the connection
 * @param sackedSegments in flight, and reported by the peer
 * @param lostBytes in flight, taken for lost and not yet sent again
 */
public record TcpInfo(
        TcpState state,
        Agreed agreed,
        int maximumSegmentSize,
        int sendWindowScale,
        int receiveWindowScale,
        long sendWindowBytes,
        long receiveWindowBytes,
        long congestionWindowBytes,
        long slowStartThresholdBytes,
        long smoothedRoundTripNanos,
        long roundTripVariationNanos,
        long minimumRoundTripNanos,
        long retransmitTimeoutNanos,
        int timeouts,
        long inFlightBytes,
        long unsentBytes,
        int unreadBytes,
        int outOfOrderBytes,
        long retransmittedSegments,
        int sackedSegments,
        long lostBytes,
        Buffers buffers,
        Traffic traffic) {

    /**
     * What the handshake has brought.
     *
     * @param congestionControl its name, as {@code ss} has it
     * @param pathMtuBytes of whole packets, as far as is known
     * @param announcedSegmentSize what our SYN has said
     */
    public record Agreed(
            boolean timestamps,
            boolean selectiveAcknowledgment,
            boolean ecn,
            boolean windowScaling,
            String congestionControl,
            int pathMtuBytes,
            int announcedSegmentSize) {}

    /**
     * How far the buffers have tuned themselves.
     *
     * @param sendBytes what the send buffer holds at most for now, and {@code receiveBytes} the receive buffer
     * @param readBytes the most that the application has read in a round trip
     * @param roundTripNanos as the receiving side sees it; 0 before the first sample
     */
    public record Buffers(int sendBytes, int receiveBytes, long readBytes, long roundTripNanos) {}

    /**
     * What has passed over the life of the connection. Bytes are of payload.
     *
     * @param sentBytes with those sent again
     * @param sinceSentNanos how long ago data was last sent; {@link Long#MAX_VALUE}: never
     * @param sinceReceivedNanos how long ago a segment last came
     */
    public record Traffic(
            long sentBytes,
            long resentBytes,
            long acknowledgedBytes,
            long receivedBytes,
            long segmentsOut,
            long segmentsIn,
            long dataSegmentsOut,
            long dataSegmentsIn,
            long sinceSentNanos,
            long sinceReceivedNanos) {}

    /** The congestion window in segments. */
    public long congestionWindowSegments() {
        return congestionWindowBytes / maximumSegmentSize;
    }
}
