package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** IPv6 laid out by hand from the diagrams of the RFCs, with checksums computed apart from this code; both ways. */
class GoldenIpv6FrameTest {
    private static final MacAddress ONE_MAC = MacAddress.parse("52:54:00:00:00:01");
    private static final MacAddress TWO_MAC = MacAddress.parse("52:54:00:00:00:02");
    private static final Ipv6Address ONE = Ipv6Address.parse("fe80::1");
    private static final Ipv6Address TWO = Ipv6Address.parse("fe80::2");
    private static final String FROM_ONE = "fe800000000000000000000000000001";
    private static final String TO_TWO = "fe800000000000000000000000000002";

    private static void assertOnTheWire(Ipv6Packet packet, String hex) {
        EthernetFrame frame = new EthernetFrame(TWO_MAC, ONE_MAC, packet);
        byte[] expected = Hex.frame("525400000002 525400000001 86dd" + hex);
        assertThat(HexFormat.of().formatHex(FrameEncoder.encode(frame)))
                .isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(FrameDecoder.decode(Bytes.wrap(expected))).isEqualTo(new Decoded.Frame(frame));
    }

    private static void assertDiscovery(Ipv6Address from, Ipv6Address to, NdpMessage message, String hex) {
        assertOnTheWire(new Ipv6Packet(0, 0, 255, from, to, List.of(), NdpCodec.encode(message)), hex);
        assertThat(NdpCodec.decode(NdpCodec.encode(message))).contains(message);
    }

    private static Bytes ascii(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void rfc8200HeaderWithTrafficClassAndFlowLabelAroundAnEchoOfRfc4443() {
        Icmpv6Message echo = new Icmpv6Message(Icmpv6Message.ECHO_REQUEST, 0, 0x0102_0003, ascii("labwire"));
        assertOnTheWire(
                new Ipv6Packet(0xB8, 0x12345, 64, ONE, TWO, List.of(), echo),
                "6b812345 000f 3a 40" + FROM_ONE + TO_TWO + """
                80 00 e460 0102 0003
                6c616277697265
                """);
    }

    @Test
    void rfc8200UdpBehindHopByHopAndDestinationOptionsARoutingAndAFragmentHeader() {
        Ipv6Packet packet = new Ipv6Packet(
                0,
                0,
                64,
                ONE,
                TWO,
                List.of(
                        MldReport.routerAlert(),
                        new ExtensionHeader.Options(
                                ExtensionHeader.DESTINATION_OPTIONS, Bytes.wrap(new byte[] {1, 4, 0, 0, 0, 0})),
                        new ExtensionHeader.Routing(4, 0, Bytes.wrap(new byte[] {0, 0, 0, 0})),
                        new ExtensionHeader.Fragment(0, false, 0x0A0B_0C0D)),
                new UdpDatagram(5353, 53, ascii("query")));
        assertOnTheWire(packet, "60000000 002d 00 40" + FROM_ONE + TO_TWO + """
                3c 00 05 02 0000 01 00
                2b 00 01 04 00000000
                2c 00 04 00 00000000
                11 00 0000 0a0b0c0d
                14e9 0035 000d 9dc9 7175657279
                """);
    }

    @Test
    void rfc8200FirstAndLastFragmentAreNotReadAnyFurther() {
        Ipv6Packet first = new Ipv6Packet(
                0,
                0,
                64,
                ONE,
                TWO,
                List.of(new ExtensionHeader.Fragment(0, true, 7)),
                new UnknownIpPayload(IpPayload.PROTOCOL_UDP, Bytes.wrap(new byte[8])));
        assertOnTheWire(first, "60000000 0010 2c 40" + FROM_ONE + TO_TWO + "11 00 0001 00000007 0000000000000000");
        Ipv6Packet last = first.with(
                List.of(new ExtensionHeader.Fragment(185, false, 7)),
                new UnknownIpPayload(IpPayload.PROTOCOL_UDP, Bytes.wrap(new byte[] {9})));
        assertOnTheWire(last, "60000000 0009 2c 40" + FROM_ONE + TO_TWO + "11 00 05c8 00000007 09");
    }

    @Test
    void rfc4443PacketTooBigNamesTheMtuAndQuotes() {
        Bytes quoted = Bytes.wrap(Hex.bytes("6000000000003b40" + TO_TWO + FROM_ONE));
        Icmpv6Message error = new Icmpv6Message(Icmpv6Message.PACKET_TOO_BIG, 0, 1280, quoted);
        assertOnTheWire(
                new Ipv6Packet(0, 0, 255, ONE, TWO, List.of(), error),
                "60000000 0030 3a ff" + FROM_ONE + TO_TWO + "02 00 634b 00000500 6000000000003b40" + TO_TWO + FROM_ONE);
    }

    @Test
    void rfc4861RouterSolicitation() {
        assertDiscovery(
                ONE,
                Ipv6Address.ALL_ROUTERS,
                new NdpMessage.RouterSolicitation(Optional.of(ONE_MAC)),
                "60000000 0010 3a ff" + FROM_ONE + "ff020000000000000000000000000002" + """
                85 00 29d8 00000000
                01 01 525400000001
                """);
    }

    @Test
    void rfc4861RouterAdvertisementWithAPreferenceOfRfc4191() {
        NdpMessage.PrefixInformation prefix = new NdpMessage.PrefixInformation(
                Ipv6Prefix.tryParse("2001:db8:1::/64").orElseThrow(), true, true, 2_592_000, 604_800);
        // Flags: managed, other configuration, preference high.
        assertDiscovery(
                ONE,
                Ipv6Address.ALL_NODES,
                new NdpMessage.RouterAdvertisement(
                        64,
                        true,
                        true,
                        NdpMessage.Preference.HIGH,
                        1800,
                        30_000,
                        1_000,
                        1500,
                        Optional.of(ONE_MAC),
                        List.of(prefix)),
                "60000000 0040 3a ff" + FROM_ONE + "ff020000000000000000000000000001" + """
                86 00 23b4 40 c8 0708 00007530 000003e8
                01 01 525400000001
                05 01 0000 000005dc
                03 04 40 c0 00278d00 00093a80 00000000 20010db8000100000000000000000000
                """);
    }

    @Test
    void rfc4861NeighborSolicitationsOfNobodyAndOfANeighbor() {
        String toGroup = "ff0200000000000000000001ff000002";
        assertDiscovery(
                Ipv6Address.ANY,
                TWO.solicitedNode(),
                new NdpMessage.NeighborSolicitation(TWO, Optional.empty()),
                "60000000 0018 3a ff" + "00000000000000000000000000000000" + toGroup + "87 00 7c23 00000000" + TO_TWO);
        assertDiscovery(
                ONE,
                TWO.solicitedNode(),
                new NdpMessage.NeighborSolicitation(TWO, Optional.of(ONE_MAC)),
                "60000000 0020 3a ff" + FROM_ONE + toGroup + "87 00 2a43 00000000" + TO_TWO + "01 01 525400000001");
    }

    @Test
    void rfc4861NeighborAdvertisementWithAllItsFlags() {
        assertDiscovery(
                TWO,
                ONE,
                new NdpMessage.NeighborAdvertisement(true, true, true, TWO, Optional.of(TWO_MAC)),
                "60000000 0020 3a ff" + TO_TWO + FROM_ONE + "88 00 47c5 e0000000" + TO_TWO + "02 01 525400000002");
    }

    @Test
    void rfc4861RedirectQuotesInWholeUnits() {
        assertDiscovery(
                ONE,
                Ipv6Address.parse("2001:db8::9"),
                new NdpMessage.Redirect(
                        Ipv6Address.parse("fe80::5"),
                        Ipv6Address.parse("2001:db8:5::1"),
                        Optional.of(MacAddress.parse("52:54:00:00:00:05")),
                        Bytes.wrap(Hex.bytes("6000000000003b40"))),
                "60000000 0040 3a ff" + FROM_ONE + "20010db8000000000000000000000009" + """
                89 00 2a5f 00000000
                fe800000000000000000000000000005 20010db8000500000000000000000001
                02 01 525400000005
                04 02 000000000000 6000000000003b40
                """);
    }

    @Test
    void rfc3810ReportAndRfc2710ReportAndDone() {
        Ipv6Address joined = Ipv6Address.parse("ff02::1234");
        MldReport report = new MldReport(List.of(
                new MldReport.Change(MldReport.Kind.TO_EXCLUDE, joined),
                new MldReport.Change(MldReport.Kind.TO_INCLUDE, Ipv6Address.parse("ff02::5678"))));
        assertOnTheWire(
                alert(Ipv6Address.ALL_MLDV2_ROUTERS, report.encode()),
                "60000000 0038 00 01" + FROM_ONE + "ff020000000000000000000000000016" + """
                3a 00 05 02 0000 01 00
                8f 00 0546 0000 0002
                04 00 0000 ff020000000000000000000000001234
                03 00 0000 ff020000000000000000000000005678
                """);
        assertThat(MldReport.decode(report.encode())).contains(report);
        assertOnTheWire(
                alert(joined, new MldReport.Change(MldReport.Kind.TO_EXCLUDE, joined).encodeForOldRouters()),
                "60000000 0020 00 01" + FROM_ONE + "ff020000000000000000000000001234" + """
                3a 00 05 02 0000 01 00
                83 00 5bbd 0000 0000 ff020000000000000000000000001234
                """);
        assertOnTheWire(
                alert(
                        Ipv6Address.ALL_ROUTERS,
                        new MldReport.Change(MldReport.Kind.TO_INCLUDE, joined).encodeForOldRouters()),
                "60000000 0020 00 01" + FROM_ONE + "ff020000000000000000000000000002" + """
                3a 00 05 02 0000 01 00
                84 00 6cef 0000 0000 ff020000000000000000000000001234
                """);
    }

    private static Ipv6Packet alert(Ipv6Address destination, Icmpv6Message message) {
        return new Ipv6Packet(0, 0, 1, ONE, destination, List.of(MldReport.routerAlert()), message);
    }
}
