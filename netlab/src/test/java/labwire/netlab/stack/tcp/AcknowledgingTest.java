package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.8.6: what the receiver acknowledges, when, and the window it announces. */
class AcknowledgingTest {
    @Test
    void singleSegmentIsAcknowledgedAfterTheDelay() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 len=1000");
            c.after(39);
            c.nothing();
            c.after(1);
            c.out("ACK seq=1 ack=1001");
            c.after(1000);
            c.nothing();
        }
    }

    @Test
    void everySecondFullSegmentIsAcknowledgedAtOnce() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 len=1000");
            c.nothing();
            c.in("ACK seq=1001 ack=1 len=1000");
            c.out("ACK ack=2001");
            c.in("ACK seq=2001 ack=1 len=1000");
            c.nothing();
        }
    }

    @Test
    void segmentsOfOneInstantGetOneAcknowledgment() {
        try (Conversation c = new Conversation().accepted()) {
            c.inTogether(
                    "ACK seq=1 ack=1 len=1000",
                    "ACK seq=1001 ack=1 len=1000",
                    "ACK seq=2001 ack=1 len=1000",
                    "ACK seq=3001 ack=1 len=1000");
            c.out("ACK ack=4001");
            c.nothing();
            assertThat(c.app.told).containsExactly("readable");
        }
    }

    @Test
    void withoutDelayEverySegmentIsAcknowledgedAtOnce() {
        try (Conversation c = new Conversation()) {
            TcpSettings d = TcpSettings.DEFAULT;
            c.settings = new TcpSettings(
                    d.sendBuffer(),
                    d.receiveBuffer(),
                    d.noDelay(),
                    d.cork(),
                    d.keepAlive(),
                    Duration.ZERO,
                    d.minimumRetransmitTimeout(),
                    d.retries(),
                    d.features(),
                    d.timeWait(),
                    d.finWait2(),
                    d.packets(),
                    d.challengeAcks());
            c.accepted();
            c.in("ACK seq=1 ack=1 len=1");
            c.out("ACK ack=2");
        }
    }

    @Test
    void eachSegmentOutOfOrderIsAcknowledgedAtOnceEvenInOneInstant() {
        try (Conversation c = new Conversation().accepted()) {
            c.inTogether(
                    "ACK seq=1 ack=1 len=1000",
                    "ACK seq=2001 ack=1 len=1000",
                    "ACK seq=3001 ack=1 len=1000",
                    "ACK seq=4001 ack=1 len=1000");
            c.out("ACK ack=1001");
            c.out("ACK ack=1001");
            c.out("ACK ack=1001");
            c.out("ACK ack=1001");
            c.nothing();
            c.in("ACK seq=1001 ack=1 len=1000");
            c.out("ACK ack=5001");
            assertThat(c.app.received).hasToString(Conversation.text(1, 5000));
            assertThat(c.count(Event.OUT_OF_ORDER_SEGMENTS)).isEqualTo(3);
        }
    }

    @Test
    void partOfAGapIsAcknowledgedAtOnce() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1001 ack=1 len=1000");
            c.out("ACK ack=1");
            c.in("ACK seq=1 ack=1 len=500");
            c.out("ACK ack=501");
        }
    }

    @Test
    void overlapsAreTrimmed() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 len=100");
            c.in("ACK seq=51 ack=1 len=100");
            c.out("ACK ack=151");
            c.in("ACK seq=301 ack=1 len=100");
            c.in("ACK seq=201 ack=1 len=400");
            c.discardSent();
            c.in("ACK seq=101 ack=1 len=350");
            c.out("ACK ack=601");
            assertThat(c.app.received).hasToString(Conversation.text(1, 600));
        }
    }

    @Test
    void oldDataIsAcknowledgedAgainAtOnce() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 len=1000");
            c.after(40);
            c.out("ACK ack=1001");
            for (int i = 0; i < 20; i++) {
                c.in("ACK seq=1 ack=1 len=1000");
                c.out("ACK ack=1001");
            }
            assertThat(c.app.received).hasSize(1000);
        }
    }

    @Test
    void keepaliveProbeOfThePeerIsAnswered() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=0 ack=1");
            c.out("ACK seq=1 ack=1");
            c.in("ACK seq=0 ack=1 len=1");
            c.out("ACK seq=1 ack=1");
        }
    }

    @Test
    void unreadDataClosesTheWindow() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.inTogether("ACK seq=1 ack=1 len=1000", "ACK seq=1001 ack=1 len=1000");
            c.out("ACK ack=2001 win=2000");
            c.inTogether("ACK seq=2001 ack=1 len=1000", "ACK seq=3001 ack=1 len=1000");
            c.out("ACK ack=4001 win=0");
            c.in("ACK seq=4001 ack=1 len=1");
            c.out("ACK ack=4001 win=0");
            assertThat(c.app.socket().readableBytes()).isEqualTo(4000);
        }
    }

    private static Conversation small() {
        Conversation c = new Conversation();
        c.mtu = 1040;
        c.settings = TcpSettings.DEFAULT.withBuffers(4000, 4000);
        return c.accepted("mss=1000");
    }

    @Test
    void readingReopensAShutWindowOnlyByASegmentOrHalfTheBuffer() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.inTogether("ACK seq=1 ack=1 len=2000", "ACK seq=2001 ack=1 len=2000");
            c.out("ACK ack=4001 win=0");
            read(c, 999);
            c.nothing();
            read(c, 1);
            c.out("ACK ack=4001 win=1000");
            read(c, 999);
            c.nothing();
            read(c, 1);
            c.out("ACK ack=4001 win=2000");
        }
    }

    private static void read(Conversation c, int count) {
        assertThat(c.app.socket().read(ByteBuffer.allocate(count))).isEqualTo(count);
        c.settle();
    }

    @Test
    void rightEdgeNeverMovesBack() {
        try (Conversation c = small()) {
            c.app.reading = false;
            long edge = 4001;
            long next = 1;
            for (int i = 0; i < 7; i++) {
                c.in("ACK seq=" + next + " ack=1 len=500");
                next += 500;
                c.after(40);
                int window = c.out("ACK ack=" + next).window();
                assertThat(next + window).isGreaterThanOrEqualTo(edge);
                edge = next + window;
            }
            c.app.socket().settings(c.settings.withBuffers(4000, 2048));
            c.in("ACK seq=" + next + " ack=1 len=200");
            c.after(40);
            assertThat(next + 200 + c.out("ACK").window()).isGreaterThanOrEqualTo(edge);
        }
    }

    @Test
    void scaledWindowDoesNotMoveBackByFractionsOfItsUnit() {
        try (Conversation c = new Conversation().accepted("mss=1000 ws=0")) {
            c.app.reading = false;
            long edge = 0;
            long next = 1;
            for (int i = 1; i < 500; i++) {
                int length = i % 2 == 0 ? 1440 : 1460 - 20 * (i % 3);
                c.in("ACK seq=" + next + " ack=1 len=" + length);
                next += length;
                c.after(40);
                if (c.discardSent() > 0) {
                    long newEdge = next + c.app.socket().info().receiveWindowBytes();
                    assertThat(newEdge).isGreaterThanOrEqualTo(edge);
                    edge = newEdge;
                }
            }
        }
    }

    @Test
    void segmentsBelowTheUnitOfTheScaleDoNotPushTheEdgeFarBeyondTheBuffer() {
        try (Conversation c = new Conversation().accepted("mss=1000 ws=0")) {
            c.app.reading = false;
            c.app.socket().settings(TcpSettings.DEFAULT.withNoDelay(true));
            long edge = TcpSettings.RECEIVE_BUFFER.initialBytes();
            long next = 1;
            for (int i = 0; next + 100 <= edge; i++) {
                c.in("ACK seq=" + next + " ack=1 len=100");
                next += 100;
                c.after(40);
                long newEdge = next + ((long) c.out("ACK ack=" + next).window() << 7);
                if (i < 500 && i > 0) {
                    assertThat(newEdge).isGreaterThanOrEqualTo(edge);
                }
                edge = newEdge;
                assertThat(edge).isLessThan(1 + TcpSettings.RECEIVE_BUFFER.initialBytes() + (1 << 16) + 128);
            }
            assertThat(edge).isGreaterThan(1 + TcpSettings.RECEIVE_BUFFER.initialBytes() - 128);
        }
    }

    @Test
    void readingALittleAfterTheHandshakeIsNotWorthAnUpdate() {
        try (Conversation c = new Conversation().accepted("mss=1000 ws=0")) {
            c.in("ACK seq=1 ack=1 len=1");
            c.nothing();
        }
    }

    @Test
    void dataBeyondTheWindowIsCutOff() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.in("ACK seq=1 ack=1 len=5000");
            c.out("ACK ack=4001 win=0");
            assertThat(c.app.socket().readableBytes()).isEqualTo(4000);
        }
    }

    @Test
    void zeroWindowProbeIsAnsweredAndItsAcknowledgmentTaken() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.write(1, 1000);
            c.out("ACK seq=1 len=1000");
            c.in("ACK seq=1 ack=1 len=4000");
            c.out("ACK ack=4001 win=0");
            c.in("ACK seq=4001 ack=1001 len=1");
            c.out("ACK seq=1001 ack=4001 win=0");
            assertThat(c.app.socket().info().inFlightBytes()).isZero();
        }
    }

    @Test
    void finNeedsNoRoom() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.in("ACK seq=1 ack=1 len=4000");
            c.out("ACK ack=4001 win=0");
            c.in("FIN ACK seq=4001 ack=1");
            c.out("ACK ack=4002");
            assertThat(c.state()).isEqualTo(TcpState.CLOSE_WAIT);
            assertThat(c.app.socket().isInputFinished()).isFalse();
        }
    }

    @Test
    void acknowledgmentFromTheRightEdgeIsAccepted() {
        try (Conversation c = small()) {
            c.write(1, 1000);
            c.out("ACK seq=1 len=1000");
            c.in("ACK seq=2001 ack=1 len=2000");
            c.out("ACK ack=1");
            c.in("ACK seq=4001 ack=1001");
            assertThat(c.app.socket().info().inFlightBytes())
                    .as("the peer has filled the window, its first bytes are lost")
                    .isZero();
        }
    }

    @Test
    void smallReadsDoNotDeadlockAShutWindow() {
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen(1, TcpSettings.DEFAULT.withBuffers(4096, 4096));
            RecordingListener client = hosts.connect();
            hosts.run(10);
            RecordingListener server = hosts.accepted.get(0);
            server.reading = false;
            client.write(Conversation.text(0, 20_000));
            client.socket().close();
            StringBuilder got = new StringBuilder();
            for (int i = 0; i < 20_000 && !server.socket().isInputFinished(); i++) {
                ByteBuffer one = ByteBuffer.allocate(7);
                server.socket().read(one);
                got.append(new String(one.array(), 0, one.position(), StandardCharsets.ISO_8859_1));
                hosts.run(1);
            }
            assertThat(got).hasToString(Conversation.text(0, 20_000));
            assertThat(hosts.client.counters().get(Event.WINDOW_PROBES)).isLessThan(3);
        }
    }

    @Test
    void discardingUnreadDataReopensTheWindow() {
        try (Conversation c = small()) {
            c.app.reading = false;
            c.in("ACK seq=1 ack=1 len=4000");
            c.out("ACK ack=4001 win=0");
            c.app.socket().shutdownInput();
            c.out("ACK ack=4001 win=4000");
        }
    }

    @Test
    void urgentDataIsData() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("URG ACK seq=1 ack=1 len=5");
            assertThat(c.app.received).hasToString(Conversation.text(1, 5));
        }
    }

    @Test
    void segmentWithoutAcknowledgmentIsDropped() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("PSH seq=1 len=5");
            c.nothing();
            assertThat(c.app.received).isEmpty();
        }
    }
}
