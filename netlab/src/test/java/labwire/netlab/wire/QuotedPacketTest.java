package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class QuotedPacketTest {
    private static final Ipv4Address MAIL = Ipv4Address.parse("10.10.88.25");
    private static final Ipv4Address VIDEO = Ipv4Address.parse("10.10.88.80");

    private static Ipv4Packet tcp(Bytes options, Bytes payload) {
        TcpSegment segment = new TcpSegment(49152, 25, 0xFFEEDDCC, 7, TcpSegment.ACK, 100, TcpOptions.NONE, payload);
        return new Ipv4Packet(0, 1, true, false, 0, 64, MAIL, VIDEO, options, segment);
    }

    @Test
    void readsPortsAndSequenceFromHeaderAndEightBytes() {
        Bytes options = Bytes.wrap(Hex.bytes("94 04 0000"));
        Bytes body = Ipv4Codec.encode(tcp(options, Bytes.EMPTY)).slice(0, 24 + QuotedPacket.MIN_QUOTED_DATA);
        assertThat(QuotedPacket.decode(body)).hasValueSatisfying(quoted -> {
            assertThat(quoted.source()).isEqualTo(MAIL);
            assertThat(quoted.destination()).isEqualTo(VIDEO);
            assertThat(quoted.protocol()).isEqualTo(IpPayload.PROTOCOL_TCP);
            assertThat(quoted.sourcePort()).isEqualTo(49152);
            assertThat(quoted.destinationPort()).isEqualTo(25);
            assertThat(quoted.sequence()).isEqualTo(0xFFEEDDCC);
            assertThat(((TcpSegment) quoted.toPacket().payload()).sourcePort()).isEqualTo(49152);
        });
    }

    @Test
    void isEmptyIfLessThanEightBytesAreQuoted() {
        Bytes whole = Ipv4Codec.encode(tcp(Bytes.EMPTY, Bytes.EMPTY));
        for (int length = 0; length < 28; length++) {
            assertThat(QuotedPacket.decode(whole.slice(0, length))).isEmpty();
        }
        assertThat(QuotedPacket.decode(whole.slice(0, 28))).isPresent();
    }

    @Test
    void isEmptyForALaterFragmentWhichHasNoPorts() {
        UnknownIpPayload data = new UnknownIpPayload(IpPayload.PROTOCOL_UDP, Bytes.wrap(new byte[16]));
        Ipv4Packet fragment = new Ipv4Packet(0, 1, false, true, 5, 64, MAIL, VIDEO, Bytes.EMPTY, data);
        assertThat(QuotedPacket.decode(QuotedPacket.quote(fragment))).isEmpty();
    }

    @Test
    void isEmptyForAnotherIpVersion() {
        byte[] bytes = Ipv4Codec.encode(tcp(Bytes.EMPTY, Bytes.EMPTY)).toByteArray();
        bytes[0] = 0x65;
        assertThat(QuotedPacket.decode(Bytes.wrap(bytes))).isEmpty();
    }

    @Test
    void quotesNoMoreThanAnErrorOf576BytesHolds() {
        Bytes quote = QuotedPacket.quote(tcp(Bytes.EMPTY, Bytes.wrap(new byte[1400])));
        assertThat(quote.length() + Ipv4Packet.HEADER_LENGTH + IcmpMessage.HEADER_LENGTH)
                .isEqualTo(576);
    }

    @Provide
    Arbitrary<Ipv4Packet> packets() {
        return WireArbitraries.ipv4Packets()
                .filter(packet ->
                        packet.fragmentOffset() == 0 && packet.payload().length() >= 8);
    }

    @Property(tries = 300)
    void findsAgainWhatItQuoted(@ForAll("packets") Ipv4Packet packet) {
        QuotedPacket quoted = QuotedPacket.decode(QuotedPacket.quote(packet)).orElseThrow();
        assertThat(List.of(quoted.source(), quoted.destination(), quoted.protocol()))
                .isEqualTo(List.of(
                        packet.source(),
                        packet.finalDestination(),
                        packet.payload().protocolNumber()));
        if (packet.payload() instanceof TcpSegment segment) {
            assertThat(quoted.sourcePort()).isEqualTo(segment.sourcePort());
            assertThat(quoted.destinationPort()).isEqualTo(segment.destinationPort());
            assertThat(quoted.sequence()).isEqualTo(segment.sequence());
        }
    }
}
