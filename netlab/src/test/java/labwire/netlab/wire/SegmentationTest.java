package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final int UNIT = 1448;
    private static final MacAddress TO = new MacAddress(0x0200_0000_0002L);
    private static final MacAddress FROM = new MacAddress(0x0200_0000_0001L);

    private static TcpSegment segment(int sequence, int flags, Bytes payload, int unit) {
        TcpOptions stamped =
                new TcpOptions(TcpOptions.ABSENT, TcpOptions.ABSENT, false, List.of(), new TcpOptions.Timestamps(7, 8));
        return new TcpSegment(4000, 80, sequence, 9, flags, 512, 0, stamped, payload, unit, true);
    }

    private static Ipv4Packet version4(int identification, TcpSegment segment) {
        return new Ipv4Packet(Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("10.0.0.2"), identification, segment);
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static List<EthernetFrame> split(EthernetFrame frame) {
        List<EthernetFrame> pieces = new ArrayList<>();
        Segmentation.split(frame, pieces::add);
        return pieces;
    }

    @Test
    void aTrainIsTheSegmentsThatASenderWithoutOffloadWouldHaveSent() {
        Bytes payload = random(3 * UNIT);
        int all = TcpSegment.ACK | TcpSegment.CWR | TcpSegment.PSH | TcpSegment.FIN;
        EthernetFrame train = new EthernetFrame(TO, FROM, version4(0xFFFF, segment(-UNIT, all, payload, UNIT)));

        assertThat(split(train))
                .containsExactly(
                        new EthernetFrame(
                                TO,
                                FROM,
                                version4(
                                        0xFFFF,
                                        segment(-UNIT, TcpSegment.ACK | TcpSegment.CWR, payload.slice(0, UNIT), 0))),
                        new EthernetFrame(
                                TO, FROM, version4(0, segment(0, TcpSegment.ACK, payload.slice(UNIT, UNIT), 0))),
                        new EthernetFrame(
                                TO,
                                FROM,
                                version4(
                                        1,
                                        segment(
                                                UNIT,
                                                TcpSegment.ACK | TcpSegment.PSH | TcpSegment.FIN,
                                                payload.slice(2 * UNIT, UNIT),
                                                0))));
    }

    @Test
    void aTrainTakesTheRoomOfItsPieces() {
        List<VlanTag> tagged = List.of(new VlanTag(0, false, 10));
        for (IpPacket packet : List.of(
                version4(1, segment(1, TcpSegment.ACK, random(4), 2)),
                new Ipv6Packet(
                        Ipv6Address.parse("2001:db8::1"),
                        Ipv6Address.parse("2001:db8::2"),
                        segment(1, TcpSegment.ACK, random(7 * UNIT), UNIT)))) {
            EthernetFrame train = new EthernetFrame(TO, FROM, tagged, packet);
            List<EthernetFrame> pieces = split(train);

            assertThat(train.wireCount()).isEqualTo(pieces.size());
            assertThat(train.wireLength())
                    .isEqualTo(
                            pieces.stream().mapToInt(EthernetFrame::wireLength).sum());
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(piece.tags()).isEqualTo(tagged);
                assertThat(piece.payload().length()).isEqualTo(packet.unitLength());
                assertThat(FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(piece))))
                        .isInstanceOf(Decoded.Frame.class);
            });
        }
    }

    @Test
    void whatIsNoTrainStaysAsItIs() {
        EthernetFrame plain = new EthernetFrame(TO, FROM, version4(1, segment(1, TcpSegment.ACK, random(UNIT), 0)));
        assertThat(split(plain)).containsExactly(plain);
    }

    @Test
    void aTrainHasNoFormOnTheWireAndPiecesOfOneLength() {
        EthernetFrame train =
                new EthernetFrame(TO, FROM, version4(1, segment(1, TcpSegment.ACK, random(2 * UNIT), UNIT)));
        assertThatThrownBy(() -> FrameEncoder.encode(train)).hasMessageContaining("2 segments (expected: one)");
        assertThatThrownBy(() -> segment(1, TcpSegment.ACK, random(UNIT + 1), UNIT))
                .hasMessageContaining("unit: 1448 of 1449 bytes");
        assertThatThrownBy(() -> segment(1, TcpSegment.ACK, random(UNIT), UNIT))
                .hasMessageContaining("unit: 1448 of 1448 bytes");
    }
}
