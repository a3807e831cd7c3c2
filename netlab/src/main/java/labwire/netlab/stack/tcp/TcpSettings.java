package labwire.netlab.stack.tcp;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a connection behaves.
 *
 * @param sendBuffer written and not yet acknowledged bytes that one connection holds; grows with the congestion window
 * @param receiveBuffer received and not yet read bytes that one connection holds; the advertised window follows what is
 *     free of it, and it grows with what the application reads. Raising its maximum on an open connection helps only as
 *     far as the window scale of its handshake reaches
 * @param noDelay true: small segments go out at once (Nagle's algorithm is off)
 * @param cork true: small segments wait until they are full, no data follows, or a timeout is over, whatever else is said
 *     (TCP_CORK of Linux)
 * @param delayedAck how long an acknowledgment may wait for company, at most 500 ms (RFC 9293, 3.8.6.3). Linux: 40 ms
 * @param minimumRetransmitTimeout RFC 6298, 2.4 asks for 1 s; this is 200 ms, as in Linux, because a lab's paths are
 *     short and a second lost to every tail drop helps nobody
 * @param retries when a peer that does not answer is given up
 * @param features what is offered to peers, and how the window grows
 * @param timeWait 2 MSL. 60 s, as in Linux; the RFC's MSL of two minutes is a matter of engineering choice, it says
 * @param finWait2 how long a closed socket waits for the peer's FIN (not in the RFC; as in Linux)
 * @param packets what the IP headers of its packets say
 * @param challengeAcks how often segments that may be forged are answered
 */
public record TcpSettings(
        BufferSize sendBuffer,
        BufferSize receiveBuffer,
        boolean noDelay,
        boolean cork,
        KeepAlive keepAlive,
        Duration delayedAck,
        Duration minimumRetransmitTimeout,
        TcpRetries retries,
        TcpFeatures features,
        Duration timeWait,
        Duration finWait2,
        TcpPackets packets,
        ChallengeAcks challengeAcks) {
    /** The maximum is that of Linux's tcp_wmem. */
    public static final BufferSize SEND_BUFFER = new BufferSize(64 << 10, 4 << 20);
    /** The maximum is that of Linux's tcp_rmem; what a connection begins with is what a SYN can say. */
    public static final BufferSize RECEIVE_BUFFER = new BufferSize(64 << 10, 6 << 20);

    public static final TcpSettings DEFAULT = new TcpSettings(
            SEND_BUFFER,
            RECEIVE_BUFFER,
            false,
            false,
            KeepAlive.OFF,
            Duration.ofMillis(40),
            Duration.ofMillis(200),
            TcpRetries.DEFAULT,
            TcpFeatures.DEFAULT,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            TcpPackets.DEFAULT,
            ChallengeAcks.DEFAULT);

    public TcpSettings {
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

    /** Buffers that do not tune themselves. */
    public TcpSettings withBuffers(int sendBufferBytes, int receiveBufferBytes) {
        return withBuffers(BufferSize.fixed(sendBufferBytes), BufferSize.fixed(receiveBufferBytes));
    }

    public TcpSettings withBuffers(BufferSize newSendBuffer, BufferSize newReceiveBuffer) {
        return with(values -> {
            values.sendBuffer = newSendBuffer;
            values.receiveBuffer = newReceiveBuffer;
        });
    }

    public TcpSettings withNoDelay(boolean newNoDelay) {
        return with(values -> values.noDelay = newNoDelay);
    }

    public TcpSettings withCork(boolean newCork) {
        return with(values -> values.cork = newCork);
    }

    public TcpSettings withKeepAlive(KeepAlive newKeepAlive) {
        return with(values -> values.keepAlive = newKeepAlive);
    }

    public TcpSettings withRetries(TcpRetries newRetries) {
        return with(values -> values.retries = newRetries);
    }

    public TcpSettings withFeatures(TcpFeatures newFeatures) {
        return with(values -> values.features = newFeatures);
    }

    public TcpSettings withPackets(TcpPackets newPackets) {
        return with(values -> values.packets = newPackets);
    }

    public TcpSettings withChallengeAcks(ChallengeAcks newChallengeAcks) {
        return with(values -> values.challengeAcks = newChallengeAcks);
    }

    private TcpSettings with(Consumer<Values> change) {
        Values values = new Values(this);
        change.accept(values);
        return values.settings();
    }

    CongestionAlgorithm congestionControl() {
        return features.congestionControl();
    }

    /** The same values while one of them is changed. */
    private static final class Values {
        private BufferSize sendBuffer;
        private BufferSize receiveBuffer;
        private boolean noDelay;
        private boolean cork;
        private KeepAlive keepAlive;
        private Duration delayedAck;
        private Duration minimumRetransmitTimeout;
        private TcpRetries retries;
        private TcpFeatures features;
        private Duration timeWait;
        private Duration finWait2;
        private TcpPackets packets;
        private ChallengeAcks challengeAcks;

        Values(TcpSettings of) {
            sendBuffer = of.sendBuffer;
            receiveBuffer = of.receiveBuffer;
            noDelay = of.noDelay;
            cork = of.cork;
            keepAlive = of.keepAlive;
            delayedAck = of.delayedAck;
            minimumRetransmitTimeout = of.minimumRetransmitTimeout;
            retries = of.retries;
            features = of.features;
            timeWait = of.timeWait;
            finWait2 = of.finWait2;
            packets = of.packets;
            challengeAcks = of.challengeAcks;
        }

        TcpSettings settings() {
            return new TcpSettings(
                    sendBuffer,
                    receiveBuffer,
                    noDelay,
                    cork,
                    keepAlive,
                    delayedAck,
                    minimumRetransmitTimeout,
                    retries,
                    features,
                    timeWait,
                    finWait2,
                    packets,
                    challengeAcks);
        }
    }
}
