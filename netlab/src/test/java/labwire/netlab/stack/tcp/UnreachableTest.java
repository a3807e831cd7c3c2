package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.9.2.2, and RFC 5927: ICMP errors. */
class UnreachableTest {
    private static Ipv4Packet quotation(TcpSegment segment) {
        return new Ipv4Packet(Conversation.HERE, Conversation.PEER, 0, segment);
    }

    private static TcpSegment lastSyn(Conversation c) {
        c.after(1000);
        return c.out("SYN seq=0");
    }

    @Test
    void hardErrorEndsAnActiveOpen() {
        try (Conversation c = new Conversation().connecting()) {
            c.tcp.unreachable(quotation(lastSyn(c)), true);
            c.nothing();
            assertThat(c.app.told).containsExactly("closed UNREACHABLE");
            c.assertGone();
        }
    }

    @Test
    void softErrorIsTheReasonGivenWhenTheTryingIsOver() {
        try (Conversation c = new Conversation().connecting()) {
            c.tcp.unreachable(quotation(lastSyn(c)), false);
            assertThat(c.state()).isEqualTo(TcpState.SYN_SENT);
            c.after(600_000);
            assertThat(c.app.told).containsExactly("closed UNREACHABLE");
        }
    }

    @Test
    void softErrorDoesNotKeepAnOpenFromSucceeding() {
        try (Conversation c = new Conversation().connecting()) {
            c.tcp.unreachable(quotation(lastSyn(c)), false);
            c.in("SYN ACK seq=0 ack=1 mss=1000");
            assertThat(c.app.told).containsExactly("connected");
        }
    }

    @Test
    void hardErrorDoesNotEndAnEstablishedConnection() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 5);
            TcpSegment segment = c.out("ACK seq=1 len=5");
            c.tcp.unreachable(quotation(segment), true);
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
            c.after(7_200_000);
            assertThat(c.app.told).containsExactly("closed UNREACHABLE");
        }
    }

    @Test
    void errorAboutWhatIsNotInFlightIsIgnored() {
        try (Conversation c = new Conversation().connecting()) {
            TcpSegment syn = lastSyn(c);
            TcpSegment forged = new TcpSegment(
                    syn.sourcePort(),
                    syn.destinationPort(),
                    syn.sequence() + 1000,
                    0,
                    TcpSegment.SYN,
                    0,
                    syn.options(),
                    Bytes.EMPTY);
            c.tcp.unreachable(quotation(forged), true);
            assertThat(c.state()).isEqualTo(TcpState.SYN_SENT);
        }
    }

    @Test
    void eightBytesOfQuotationAreEnoughAndFewerAreIgnored() {
        try (Conversation c = new Conversation().connecting()) {
            TcpSegment syn = lastSyn(c);
            byte[] bytes = {
                (byte) (syn.sourcePort() >> 8),
                (byte) syn.sourcePort(),
                (byte) (syn.destinationPort() >> 8),
                (byte) syn.destinationPort(),
                (byte) (syn.sequence() >> 24),
                (byte) (syn.sequence() >> 16),
                (byte) (syn.sequence() >> 8),
                (byte) syn.sequence()
            };
            c.tcp.unreachable(raw(Bytes.wrap(bytes, 0, 7)), true);
            assertThat(c.state()).isEqualTo(TcpState.SYN_SENT);
            c.tcp.unreachable(raw(Bytes.wrap(bytes)), true);
            c.settle();
            assertThat(c.app.told).containsExactly("closed UNREACHABLE");
        }
    }

    private static Ipv4Packet raw(Bytes bytes) {
        return new Ipv4Packet(
                Conversation.HERE, Conversation.PEER, 0, new UnknownIpPayload(IpPayload.PROTOCOL_TCP, bytes));
    }
}
