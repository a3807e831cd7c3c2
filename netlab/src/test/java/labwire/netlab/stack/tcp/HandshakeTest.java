package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.5: establishing a connection; RFC 7323, 2.2: window scaling; RFC 9293, 3.7.1: the MSS option. */
class HandshakeTest {
    @Test
    void activeOpenOffersSegmentSizeAndScaleAndAcknowledgesTheAnswer() {
        try (Conversation c = new Conversation()) {
            c.app.socket =
                    c.tcp.connect(Ipv4Address.ANY, 0, Conversation.PEER, Conversation.PEER_PORT, c.settings, c.app);
            int port = c.app.socket().localPort();
            assertThat(port).isBetween(EphemeralPorts.FIRST, EphemeralPorts.LAST);
            c.time.runFor(Duration.ZERO);
            c.out("SYN seq=0 len=0 win=64240 mss=1460 ws=7");
        }
    }

    @Test
    void activeOpenEstablishes() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("SYN ACK seq=0 ack=1 win=500 mss=1000 ws=3");
            c.out("ACK seq=1 ack=1 len=0");
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(c.app.told).containsExactly("connected");
            assertThat(c.app.socket().info().maximumSegmentSize()).isEqualTo(1000);
            assertThat(c.app.socket().info().sendWindowBytes())
                    .as("unscaled on a SYN")
                    .isEqualTo(500);
            c.in("ACK seq=1 ack=1 win=500");
            assertThat(c.app.socket().info().sendWindowBytes()).isEqualTo(500 << 3);
        }
    }

    @Test
    void dataWrittenBeforeTheHandshakeGoesWithItsLastAcknowledgment() {
        try (Conversation c = new Conversation().connecting()) {
            c.write(1, 10);
            c.nothing();
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            c.out("ACK seq=1 ack=1 len=10");
            c.nothing();
        }
    }

    @Test
    void dataOnTheSynAckIsTaken() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            c.out("ACK seq=1 ack=1");
            c.in("ACK seq=1 ack=1 len=5");
            assertThat(c.app.received).hasToString(Conversation.text(1, 5));
        }
    }

    @Test
    void passiveOpenAnswersEstablishesAndHandsOver() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 win=1000 mss=1200 ws=2");
            c.out("SYN ACK seq=0 ack=1 len=0 win=64240 mss=1460 ws=7");
            assertThat(c.app.socket).isNull();
            c.in("ACK seq=1 ack=1 win=1000");
            c.nothing();
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(c.app.told).isEmpty();
            assertThat(c.app.socket().info().maximumSegmentSize()).isEqualTo(1200);
            assertThat(c.app.socket().info().sendWindowBytes()).isEqualTo(4000);
        }
    }

    @Test
    void withoutOptionsSegmentsAre536BytesAndWindowsAreNotScaled() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 win=65535");
            c.out("SYN ACK seq=0 ack=1 win=64240 mss=1460 ws=-1");
            c.in("ACK seq=1 ack=1 win=65535");
            c.write(1, 1000);
            c.out("ACK seq=1 len=536 win=64240");
            c.out("ACK seq=537 len=464");
        }
    }

    @Test
    void scaleOfTheAnswerIsInForceOnlyAfterTheHandshake() {
        try (Conversation c = new Conversation().accepted("mss=1000 ws=0")) {
            c.write(1, 1);
            c.out("ACK seq=1 ack=1 len=1 win=" + ((64_240 + 127) >> 7));
        }
    }

    @Test
    void scaleBeyond14CountsAs14() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 win=1000 mss=1000 ws=15");
            c.out("SYN ACK seq=0 ack=1");
            c.in("ACK seq=1 ack=1 win=1");
            assertThat(c.app.socket().info().sendWindowBytes()).isEqualTo(1 << 14);
        }
    }

    @Test
    void segmentSizeFollowsTheMtuWhereThatIsLess() {
        try (Conversation c = new Conversation()) {
            c.mtu = 600;
            c.accepted("mss=1460");
            c.write(1, 600);
            c.out("ACK seq=1 len=560");
        }
    }

    @Test
    void absurdlySmallSegmentSizeIsNotBelieved() {
        try (Conversation c = new Conversation().accepted("mss=1")) {
            assertThat(c.app.socket().info().maximumSegmentSize()).isEqualTo(TcpConnection.MIN_SEGMENT_SIZE);
        }
    }

    @Test
    void synIsRetransmittedWithBackoffAndGivenUp() {
        try (Conversation c = new Conversation().connecting()) {
            for (long wait : new long[] {1000, 2000, 4000, 8000, 16000, 32000, 64000}) {
                c.after(wait - 1);
                c.nothing();
                c.after(1);
                c.out("SYN seq=0 ws=7 mss=1460");
            }
            c.after(119_999);
            assertThat(c.app.told).isEmpty();
            c.after(1);
            c.nothing();
            assertThat(c.app.told).containsExactly("closed TIMED_OUT");
            assertThat(c.time.loop().now()).as("three minutes at least").isEqualTo(247_000_000_000L);
            c.assertGone();
        }
    }

    @Test
    void refusedConnectionIsReported() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("RST ACK seq=0 ack=1");
            c.nothing();
            assertThat(c.app.told).containsExactly("closed REFUSED");
            c.assertGone();
        }
    }

    @Test
    void resetWithoutAcknowledgmentDoesNotEndAnActiveOpen() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("RST seq=0");
            c.in("RST ACK seq=0 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.SYN_SENT);
            assertThat(c.app.told).isEmpty();
        }
    }

    @Test
    void wrongAcknowledgmentInSynSentIsAnsweredByReset() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("SYN ACK seq=0 ack=77");
            c.out("RST seq=77");
            assertThat(c.state()).isEqualTo(TcpState.SYN_SENT);
            c.in("ACK seq=0 ack=0");
            c.out("RST seq=0");
            c.in("ACK seq=0 ack=1");
            c.nothing();
            assertThat(c.state()).as("acceptable, but no SYN").isEqualTo(TcpState.SYN_SENT);
        }
    }

    @Test
    void simultaneousOpenEstablishesBothSides() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("SYN seq=0 win=700 mss=1000 ws=1");
            c.out("SYN ACK seq=0 ack=1 mss=1460 ws=7");
            assertThat(c.state()).isEqualTo(TcpState.SYN_RECEIVED);
            c.in("SYN ACK seq=0 ack=1 win=700 mss=1000 ws=1");
            c.out("ACK seq=1 ack=1");
            c.nothing();
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(c.app.told).containsExactly("connected");
        }
    }

    @Test
    void simultaneousOpenRefusedByResetIsReported() {
        try (Conversation c = new Conversation().connecting()) {
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("RST seq=1");
            assertThat(c.app.told).containsExactly("closed REFUSED");
            c.assertGone();
        }
    }

    @Test
    void twoStacksOpenTowardsEachOther() {
        try (TwoHosts hosts = new TwoHosts()) {
            RecordingListener one = new RecordingListener();
            RecordingListener other = new RecordingListener();
            one.socket = hosts.client.connect(Ipv4Address.ANY, 5000, TwoHosts.SERVER, 6000, TcpSettings.DEFAULT, one);
            other.socket =
                    hosts.server.connect(Ipv4Address.ANY, 6000, TwoHosts.CLIENT, 5000, TcpSettings.DEFAULT, other);
            one.write("from one");
            other.write("from other");
            hosts.run(100);
            assertThat(one.told).startsWith("connected");
            assertThat(other.told).startsWith("connected");
            assertThat(one.received).hasToString("from other");
            assertThat(other.received).hasToString("from one");
        }
    }

    @Test
    void lostSynAckIsSentAgainForTheRepeatedSyn() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.after(1000);
            c.out("SYN ACK seq=0 ack=1");
        }
    }

    @Test
    void unansweredSynAckIsGivenUpAndForgotten() {
        try (Conversation c = new Conversation()) {
            TcpListener listener = c.listen();
            c.in("SYN seq=0 mss=1000");
            c.after(200_000);
            assertThat(c.discardSent()).isEqualTo(1 + TcpRetries.DEFAULT.synAck());
            assertThat(listener.halfOpenConnections()).isZero();
            c.assertGone();
        }
    }

    @Test
    void resetInSynReceivedReturnsToListening() {
        try (Conversation c = new Conversation()) {
            TcpListener listener = c.listen();
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("RST seq=1");
            c.nothing();
            assertThat(listener.halfOpenConnections()).isZero();
            c.assertGone();
            assertThat(c.app.socket).isNull();
        }
    }

    @Test
    void wrongAcknowledgmentInSynReceivedIsAnsweredByReset() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("ACK seq=1 ack=2");
            c.out("RST seq=2");
            c.in("ACK seq=1 ack=1");
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void dataWithTheLastAcknowledgmentIsReportedToTheNewListener() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("FIN ACK seq=1 ack=1 len=5");
            c.out("ACK seq=1 ack=7");
            assertThat(c.app.told).containsExactly("readable", "input finished");
            assertThat(c.app.received).hasToString(Conversation.text(1, 5));
            assertThat(c.app.socket().isInputFinished()).isTrue();
        }
    }

    @Test
    void roundTripOfTheHandshakeIsTheFirstSample() {
        try (Conversation c = new Conversation().connecting()) {
            c.after(30);
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            assertThat(c.app.socket().info().smoothedRoundTripNanos()).isEqualTo(30_000_000);
        }
    }

    @Test
    void afterALostSynTheTimeoutIsThreeSeconds() {
        try (Conversation c = new Conversation().connecting()) {
            c.after(1000);
            c.out("SYN seq=0");
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            assertThat(c.app.socket().info().retransmitTimeoutNanos())
                    .as("RFC 6298, 5.7")
                    .isEqualTo(RttEstimator.TIMEOUT_AFTER_LOST_SYN_NANOS);
            assertThat(c.app.socket().info().congestionWindowBytes())
                    .as("RFC 6928, 2")
                    .isEqualTo(10_000);
        }
    }

    @Test
    void afterTwoLostSynsTheInitialWindowIsOneSegment() {
        try (Conversation c = new Conversation().connecting()) {
            c.after(3000);
            c.discardSent();
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            assertThat(c.app.socket().info().congestionWindowBytes()).isEqualTo(1000);
        }
    }

    @Test
    void sequenceNumbersWrapAround() {
        try (Conversation c = new Conversation()) {
            c.peerInitial = -3;
            c.accepted();
            c.in("ACK seq=1 ack=1 len=10");
            c.in("ACK seq=11 ack=1 len=1000");
            c.after(40);
            c.out("ACK ack=1011");
            assertThat(c.app.received).hasToString(Conversation.text(1, 1010));
        }
    }

    @Test
    void secondConnectionBetweenTheSameEndsIsRefusedLocally() {
        try (Conversation c = new Conversation()) {
            c.tcp.connect(Ipv4Address.ANY, 7, Conversation.PEER, 9, c.settings, c.app);
            assertThatThrownBy(() -> c.tcp.connect(Ipv4Address.ANY, 7, Conversation.PEER, 9, c.settings, c.app))
                    .isInstanceOfSatisfying(
                            TcpException.class,
                            e -> assertThat(e.reason()).isEqualTo(TcpException.Reason.ADDRESS_IN_USE));
            c.tcp.connect(Ipv4Address.ANY, 8, Conversation.PEER, 9, c.settings, c.app);
        }
    }

    @Test
    void closeInSynSentForgetsTheConnection() {
        try (Conversation c = new Conversation().connecting()) {
            c.app.socket().close();
            c.nothing();
            assertThat(c.app.told).containsExactly("closed");
            c.assertGone();
        }
    }

    @Test
    void shutdownBeforeTheHandshakeSendsFinAfterIt() {
        try (Conversation c = new Conversation().connecting()) {
            c.write(1, 3);
            c.app.socket().shutdownOutput();
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            c.out("FIN ACK seq=1 ack=1 len=3");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_1);
        }
    }

    @Test
    void segmentsWithABadChecksumOrAddressAreCountedAndDropped() {
        try (Conversation c = new Conversation()) {
            c.listen();
            TcpSegment syn = c.segment("SYN seq=0 mss=1000");
            c.tcp.receive(new Ipv4Packet(
                    Conversation.PEER,
                    Conversation.HERE,
                    0,
                    new TcpSegment(
                            syn.sourcePort(),
                            syn.destinationPort(),
                            syn.sequence(),
                            0,
                            syn.flags(),
                            syn.window(),
                            0,
                            syn.options(),
                            syn.payload(),
                            false)));
            c.tcp.receive(new Ipv4Packet(Conversation.PEER, Ipv4Address.LIMITED_BROADCAST, 0, syn));
            c.nothing();
            assertThat(c.count(Event.BAD_CHECKSUMS)).isEqualTo(1);
            assertThat(c.count(Event.MALFORMED)).isEqualTo(1);
        }
    }
}
