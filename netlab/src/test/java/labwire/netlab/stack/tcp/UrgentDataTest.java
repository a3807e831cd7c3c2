package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.8.5: urgent data are data, and a word about where they end. */
class UrgentDataTest {
    private static ByteBuffer bytes(int from, int length) {
        return ByteBuffer.wrap(Conversation.text(from, length).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void segmentsUpToTheEndOfTheUrgentDataSayWhereItIs() {
        try (Conversation c = new Conversation().accepted()) {
            assertThat(c.app.socket().writeUrgent(bytes(1, 2500))).isEqualTo(2500);
            c.out("URG ACK seq=1 len=1000 up=2500");
            c.out("URG ACK seq=1001 len=1000 up=1500");
            c.out("URG ACK seq=2001 len=500 up=500");
            c.write(2501, 1000);
            c.out("ACK seq=2501 len=1000 up=0");
            c.nothing();
        }
    }

    @Test
    void anEndBeyondThePointersReachIsTheFarthestThatItCanName() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().writeUrgent(bytes(1, 80_000));
            c.out("URG ACK seq=1 len=1000 up=65535");
        }
    }

    @Test
    void whatIsAcknowledgedIsUrgentNoMore() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().writeUrgent(bytes(1, 10));
            c.out("URG ACK seq=1 len=10 up=10");
            c.in("ACK seq=1 ack=11");
            c.inTogether("ACK seq=1 ack=11 len=1000", "ACK seq=1001 ack=11 len=1000");
            c.out("ACK seq=11 ack=2001 up=0");
        }
    }

    @Test
    void theApplicationHearsOfUrgentDataBeforeTheyCome() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.reading = false;
            c.in("URG ACK seq=1 ack=1 len=100 up=150");
            assertThat(c.app.told).containsExactly("urgent", "readable");
            assertThat(c.app.socket().urgentBytes()).isEqualTo(150);
            assertThat(c.app.read()).hasSize(100);
            assertThat(c.app.socket().urgentBytes()).as("still to come").isEqualTo(50);
            c.in("ACK seq=101 ack=1 len=100");
            assertThat(c.app.read()).hasSize(100);
            assertThat(c.app.socket().urgentBytes()).isZero();
            assertThat(c.app.told).containsExactly("urgent", "readable", "readable");
        }
    }

    @Test
    void aPointerThatGoesOnIsToldOnceEach() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("URG ACK seq=1 ack=1 len=100 up=100");
            c.in("URG ACK seq=1 ack=1 len=100 up=100");
            c.in("URG ACK seq=101 ack=1 len=100 up=100");
            assertThat(c.app.told).containsExactly("urgent", "readable", "urgent", "readable");
            assertThat(c.app.received).hasToString(Conversation.text(1, 200));
        }
    }

    @Test
    void theWordIsHeardThroughAShutWindow() {
        try (Conversation c = new Conversation()) {
            c.settings = TcpSettings.DEFAULT.withBuffers(2048, 2048);
            c.mtu = 1064;
            c.accepted("mss=1024");
            c.app.reading = false;
            c.inTogether("ACK seq=1 ack=1 len=1024", "ACK seq=1025 ack=1 len=1024");
            c.out("ACK ack=2049 win=0");
            c.in("URG ACK seq=2049 ack=1 len=1 up=1");
            assertThat(c.app.told).containsExactly("readable", "urgent");
            assertThat(c.app.socket().urgentBytes()).isEqualTo(2049);
        }
    }
}
