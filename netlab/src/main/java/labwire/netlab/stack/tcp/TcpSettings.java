package labwire.netlab.stack.tcp;

import java.time.Duration;

/**
 * How a connection behaves. Buffers are limits, not allocations: memory is taken for bytes that are there.
 *
 * @param sendBufferBytes written and not yet acknowledged bytes that one connection holds, at least 2048
 * @param receiveBufferBytes received and not yet read bytes that one connection holds, 2048 to 1 GiB; the advertised
 *     window follows what is free of it. Raising it on an open connection helps only as far as the window scale of its
 *     handshake reaches
 * @param noDelay true: small segments go out at once (Nagle's algorithm is off)
 * @param delayedAck how long an acknowledgment may wait for company, at most 500 ms (RFC 9293, 3.8.6.3). Linux: 40 ms
 * @param minimumRetransmitTimeout RFC 6298, 2.4 asks for 1 s; this is 200 ms, as in Linux, because a lab's paths are
 *     short and a second lost to every tail drop helps nobody
 * @param retries when a peer that does not answer is given up
 * @param features what is offered to peers, and how the window grows
 * @param timeWait 2 MSL. 60 s, as in Linux; the RFC's MSL of two minutes is a matter of engineering choice, it says
 * @param finWait2 how long a closed socket waits for the peer's FIN (not in the RFC; as in Linux)
 */
public record TcpSettings(
        int sendBufferBytes,
        int receiveBufferBytes,
        boolean noDelay,
        KeepAlive keepAlive,
        Duration delayedAck,
        Duration minimumRetransmitTimeout,
        TcpRetries retries,
        TcpFeatures features,
        Duration timeWait,
        Duration finWait2) {
    public static final int MIN_BUFFER_BYTES = 2048;
    /** The largest window that RFC 7323, 2.3 can express. */
    public static final int MAX_RECEIVE_BUFFER_BYTES = 1 << 30;

    public static final TcpSettings DEFAULT = new TcpSettings(
            4 << 20,
            4 << 20,
            false,
            KeepAlive.OFF,
            Duration.ofMillis(40),
            Duration.ofMillis(200),
            TcpRetries.DEFAULT,
            TcpFeatures.DEFAULT,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));

    public TcpSettings {
        if (sendBufferBytes < MIN_BUFFER_BYTES) {
            throw new IllegalArgumentException(
                    "send buffer: " + sendBufferBytes + " bytes (expected: at least " + MIN_BUFFER_BYTES + ")");
        }
        if (receiveBufferBytes < MIN_BUFFER_BYTES || receiveBufferBytes > MAX_RECEIVE_BUFFER_BYTES) {
            throw new IllegalArgumentException("receive buffer: " + receiveBufferBytes + " bytes (expected: "
                    + MIN_BUFFER_BYTES + " to " + MAX_RECEIVE_BUFFER_BYTES + ")");
        }
        if (delayedAck.isNegative() || delayedAck.toMillis() > 500) {
            throw new IllegalArgumentException("delayed ACK: " + delayedAck + " (expected: 0 to 500 ms)");
        }
        if (minimumRetransmitTimeout.isNegative() || minimumRetransmitTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "minimum retransmit timeout: " + minimumRetransmitTimeout + " (expected: more than 0)");
        }
        if (timeWait.isNegative() || finWait2.isNegative()) {
            throw new IllegalArgumentException(
                    "TIME-WAIT and FIN-WAIT-2: " + timeWait + ", " + finWait2 + " (expected: 0 or more)");
        }
    }

    public TcpSettings withBuffers(int newSendBufferBytes, int newReceiveBufferBytes) {
        return new TcpSettings(
                newSendBufferBytes,
                newReceiveBufferBytes,
                noDelay,
                keepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                retries,
                features,
                timeWait,
                finWait2);
    }

    public TcpSettings withNoDelay(boolean newNoDelay) {
        return new TcpSettings(
                sendBufferBytes,
                receiveBufferBytes,
                newNoDelay,
                keepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                retries,
                features,
                timeWait,
                finWait2);
    }

    public TcpSettings withKeepAlive(KeepAlive newKeepAlive) {
        return new TcpSettings(
                sendBufferBytes,
                receiveBufferBytes,
                noDelay,
                newKeepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                retries,
                features,
                timeWait,
                finWait2);
    }

    public TcpSettings withRetries(TcpRetries newRetries) {
        return new TcpSettings(
                sendBufferBytes,
                receiveBufferBytes,
                noDelay,
                keepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                newRetries,
                features,
                timeWait,
                finWait2);
    }

    public TcpSettings withFeatures(TcpFeatures newFeatures) {
        return new TcpSettings(
                sendBufferBytes,
                receiveBufferBytes,
                noDelay,
                keepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                retries,
                newFeatures,
                timeWait,
                finWait2);
    }

    public TcpSettings withTimeWait(Duration newTimeWait) {
        return new TcpSettings(
                sendBufferBytes,
                receiveBufferBytes,
                noDelay,
                keepAlive,
                delayedAck,
                minimumRetransmitTimeout,
                retries,
                features,
                newTimeWait,
                finWait2);
    }

    CongestionAlgorithm congestionControl() {
        return features.congestionControl();
    }
}
