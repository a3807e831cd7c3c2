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
 * @param retransmitTimeoutNanos with its back-off
 * @param inFlightBytes sent, not acknowledged
 * @param unsentBytes written, not sent
 * @param unreadBytes received in order, not read
 * @param outOfOrderBytes received, waiting for bytes before them
 * @param retransmittedSegments over the life of the connection
 */
public record TcpInfo(
        TcpState state,
        int maximumSegmentSize,
        int sendWindowScale,
        int receiveWindowScale,
        long sendWindowBytes,
        long receiveWindowBytes,
        long congestionWindowBytes,
        long slowStartThresholdBytes,
        long smoothedRoundTripNanos,
        long roundTripVariationNanos,
        long retransmitTimeoutNanos,
        long inFlightBytes,
        long unsentBytes,
        int unreadBytes,
        int outOfOrderBytes,
        long retransmittedSegments) {}
