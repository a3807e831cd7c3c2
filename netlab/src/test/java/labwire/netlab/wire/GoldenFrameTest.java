package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames laid out by hand from the RFCs, with checksums computed apart from this code. */
class GoldenFrameTest {
    private static final MacAddress MAIL_MAC = MacAddress.parse("52:54:00:00:00:01");
    private static final MacAddress VIDEO_MAC = MacAddress.parse("52:54:00:00:00:02");
    private static final Ipv4Address MAIL = Ipv4Address.parse("10.10.88.25");
    private static final Ipv4Address VIDEO = Ipv4Address.parse("10.10.88.80");

    private static void assertOnTheWire(EthernetFrame frame, String hex) {
        byte[] expected = Hex.frame(hex);
        assertThat(FrameEncoder.encode(frame)).asHexString().isEqualTo(hexOf(expected));
        assertThat(FrameDecoder.decode(Bytes.wrap(expected))).isEqualTo(new Decoded.Frame(frame));
    }

    private static String hexOf(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static EthernetFrame toVideo(Ipv4Packet packet) {
        return new EthernetFrame(VIDEO_MAC, MAIL_MAC, packet);
    }

    private static Bytes ascii(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void arpRequest() {
        ArpPacket request = new ArpPacket(ArpPacket.Operation.REQUEST, MAIL_MAC, MAIL, ArpPacket.UNKNOWN_MAC, VIDEO);
        assertOnTheWire(new EthernetFrame(MacAddress.BROADCAST, MAIL_MAC, request), """
                ffffffffffff 525400000001 0806
                0001 0800 06 04 0001
                525400000001 0a0a5819
                000000000000 0a0a5850
                """);
    }

    @Test
    void icmpEchoRequestOfOddLength() {
        IcmpMessage echo = new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 0x0102_0003, ascii("labwire"));
        assertOnTheWire(toVideo(new Ipv4Packet(MAIL, VIDEO, 0x1234, echo)), """
                525400000002 525400000001 0800
                45 00 0023 1234 4000 40 01 6429 0a0a5819 0a0a5850
                08 00 59af 0102 0003
                6c616277697265
                """);
    }

    @Test
    void udpDatagramInATaggedFrame() {
        UdpDatagram query = new UdpDatagram(5353, 53, ascii("query"));
        Ipv4Packet packet = new Ipv4Packet(MAIL, VIDEO, 0x1234, query);
        VlanTag tag = new VlanTag(5, false, 10);
        assertOnTheWire(new EthernetFrame(VIDEO_MAC, MAIL_MAC, List.of(tag), packet), """
                525400000002 525400000001 8100 a00a 0800
                45 00 0021 1234 4000 40 11 641b 0a0a5819 0a0a5850
                14e9 0035 000d d650
                7175657279
                """);
    }

    @Test
    void tcpSynWithSegmentSizeSackPermittedAndWindowScale() {
        TcpOptions options = new TcpOptions(1460, 7, true, List.of(), null);
        TcpSegment syn = new TcpSegment(49152, 25, 0x11223344, 0, TcpSegment.SYN, 64240, options, Bytes.EMPTY);
        assertOnTheWire(toVideo(new Ipv4Packet(MAIL, VIDEO, 0x1234, syn)), """
                525400000002 525400000001 0800
                45 00 0034 1234 4000 40 06 6413 0a0a5819 0a0a5850
                c000 0019 11223344 00000000 80 02 faf0 ab23 0000
                02 04 05b4  01 01 04 02  01 03 03 07
                """);
    }

    @Test
    void tcpDataWithTimestampsAndSack() {
        TcpOptions options = new TcpOptions(
                TcpOptions.ABSENT,
                TcpOptions.ABSENT,
                false,
                List.of(new TcpOptions.SackBlock(0x11223400, 0x11223500)),
                new TcpOptions.Timestamps(100, 200));
        TcpSegment data = new TcpSegment(
                25, 49152, 0x55667788, 0x11223345, TcpSegment.ACK | TcpSegment.PSH, 502, options, ascii("250 OK\r\n"));
        assertOnTheWire(toVideo(new Ipv4Packet(MAIL, VIDEO, 0x1234, data)), """
                525400000002 525400000001 0800
                45 00 0048 1234 4000 40 06 63ff 0a0a5819 0a0a5850
                0019 c000 55667788 11223345 b0 18 01f6 5d98 0000
                01 01 08 0a 00000064 000000c8
                01 01 05 0a 11223400 11223500
                323530204f4b0d0a
                """);
    }

    @Test
    void ipv4PacketWithTheRouterAlertOption() {
        Ipv4Packet report = new Ipv4Packet(
                0xC0,
                0x1234,
                false,
                false,
                0,
                1,
                MAIL,
                Ipv4Address.parse("224.0.0.1"),
                Bytes.wrap(Hex.bytes("94 04 0000")),
                new UnknownIpPayload(2, Bytes.wrap(Hex.bytes("1164 ee9b 00000000"))));
        assertOnTheWire(toVideo(report), """
                525400000002 525400000001 0800
                46 c0 0020 1234 0000 01 02 cfbf 0a0a5819 e0000001
                94 04 0000
                1164 ee9b 00000000
                """);
    }

    @Test
    void laterFragmentIsNotReadAsItsProtocol() {
        Ipv4Packet fragment = new Ipv4Packet(
                0,
                0x1234,
                false,
                true,
                185,
                64,
                MAIL,
                VIDEO,
                Bytes.EMPTY,
                new UnknownIpPayload(IpPayload.PROTOCOL_UDP, ascii("a later fragment")));
        assertOnTheWire(toVideo(fragment), """
                525400000002 525400000001 0800
                45 00 0024 1234 20b9 40 11 835f 0a0a5819 0a0a5850
                61206c6174657220667261676d656e74
                """);
    }

    private static Bpdu rapid(int vlanId, BridgeId root, int cost, BridgeId bridge, int portId, int messageAge) {
        int flags = Bpdu.ROLE_DESIGNATED | Bpdu.FLAG_LEARNING | Bpdu.FLAG_FORWARDING;
        return new Bpdu(
                Bpdu.Type.RAPID,
                vlanId,
                flags,
                root,
                cost,
                bridge,
                portId,
                messageAge,
                20 * Bpdu.TICKS_PER_SECOND,
                2 * Bpdu.TICKS_PER_SECOND,
                15 * Bpdu.TICKS_PER_SECOND);
    }

    @Test
    void rapidSpanningTreeBpdu() {
        BridgeId root = new BridgeId(0x8001, MacAddress.parse("5254.0000.0100"));
        BridgeId bridge = new BridgeId(0x8001, MacAddress.parse("5254.0000.0200"));
        Bpdu bpdu = rapid(0, root, 20_000, bridge, 0x8002, Bpdu.TICKS_PER_SECOND);
        MacAddress portMac = MacAddress.parse("5254.0000.0101");
        assertOnTheWire(new EthernetFrame(MacAddress.BRIDGE_GROUP, portMac, bpdu), """
                0180c2000000 525400000101 0027
                42 42 03
                0000 02 02 3c
                8001 525400000100 00004e20
                8001 525400000200 8002
                0100 1400 0200 0f00 00
                """);
    }

    @Test
    void pvstBpduInATaggedFrame() {
        BridgeId root = new BridgeId(0x800A, MacAddress.parse("5254.0000.0100"));
        Bpdu bpdu = rapid(10, root, 0, root, 0x8003, 0);
        MacAddress portMac = MacAddress.parse("5254.0000.0101");
        VlanTag tag = new VlanTag(7, false, 10);
        assertOnTheWire(new EthernetFrame(MacAddress.PVST_GROUP, portMac, List.of(tag), bpdu), """
                01000ccccccd 525400000101 8100 e00a 0032
                aa aa 03 00000c 010b
                0000 02 02 3c
                800a 525400000100 00000000
                800a 525400000100 8003
                0000 1400 0200 0f00 00
                0000 0002 000a
                """);
    }
}
