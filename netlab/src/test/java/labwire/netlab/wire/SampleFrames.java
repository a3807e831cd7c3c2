package labwire.netlab.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One frame of each kind: what a fuzz test begins with, and what a capture is tried on. */
public final class SampleFrames {
    private static final MacAddress MAIL_MAC = MacAddress.parse("52:54:00:00:00:01");
    /** Whom the untagged ones are addressed to. */
    public static final MacAddress TO = MacAddress.parse("52:54:00:00:00:02");

    private static final Ipv4Address MAIL = Ipv4Address.parse("10.10.88.25");
    private static final Ipv4Address VIDEO = Ipv4Address.parse("10.10.88.80");
    private static final Ipv6Address MAIL6 = Ipv6Address.parse("fe80::25");
    private static final Ipv6Address VIDEO6 = Ipv6Address.parse("fe80::80");
    private static final Bytes TEXT = Bytes.wrap("labwire ".repeat(9).getBytes(StandardCharsets.US_ASCII));
    private static final BridgeId BRIDGE = new BridgeId(0x800A, MacAddress.parse("5254.0000.0100"));

    private SampleFrames() {}

    public static List<EthernetFrame> all() {
        return Stream.concat(withoutIpv6().stream(), ofIpv6().stream()).toList();
    }

    private static List<EthernetFrame> ofIpv6() {
        UdpDatagram echo = new UdpDatagram(49_153, 7, TEXT);
        Bytes wholeUdp = Ipv6Codec.encodePayload(new Ipv6Packet(MAIL6, VIDEO6, echo));
        Icmpv6Message unreachable = new Icmpv6Message(
                Icmpv6Message.DESTINATION_UNREACHABLE,
                Icmpv6Message.CODE_PORT_UNREACHABLE,
                0,
                QuotedPacket6.quote(new Ipv6Packet(MAIL6, VIDEO6, echo)));
        NdpMessage.PrefixInformation prefix = new NdpMessage.PrefixInformation(
                Ipv6Prefix.tryParse("2001:db8:88::/64").orElseThrow(), true, true, 2_592_000, 604_800);
        ExtensionHeader padding = new ExtensionHeader.Options(
                ExtensionHeader.DESTINATION_OPTIONS, Bytes.wrap(Hex.bytes("01 04 00000000")));
        MldReport joined =
                new MldReport(List.of(new MldReport.Change(MldReport.Kind.TO_EXCLUDE, MAIL6.solicitedNode())));
        return List.of(
                untagged(packet6(64, VIDEO6, new Icmpv6Message(Icmpv6Message.ECHO_REQUEST, 0, 0x0001_0001, TEXT))),
                untagged(packet6(64, VIDEO6, unreachable)),
                untagged(packet6(64, VIDEO6, echo)),
                tagged(10, packet6(64, VIDEO6, syn())),
                untagged(packet6(64, VIDEO6, data(), padding, new ExtensionHeader.Fragment(0, false, 9))),
                untagged(fragment6(true, 0, wholeUdp.slice(0, 40))),
                untagged(fragment6(false, 5, wholeUdp.slice(40, wholeUdp.length() - 40))),
                discovery(new NdpMessage.RouterSolicitation(Optional.of(MAIL_MAC)), Ipv6Address.ALL_ROUTERS),
                discovery(
                        new NdpMessage.RouterAdvertisement(
                                64,
                                false,
                                true,
                                NdpMessage.Preference.LOW,
                                1800,
                                30_000,
                                1_000,
                                1500,
                                Optional.of(MAIL_MAC),
                                List.of(prefix)),
                        Ipv6Address.ALL_NODES),
                discovery(new NdpMessage.NeighborSolicitation(VIDEO6, Optional.of(MAIL_MAC)), VIDEO6.solicitedNode()),
                discovery(new NdpMessage.NeighborAdvertisement(true, true, true, MAIL6, Optional.of(MAIL_MAC)), VIDEO6),
                discovery(
                        new NdpMessage.Redirect(
                                VIDEO6,
                                Ipv6Address.parse("2001:db8::1"),
                                Optional.of(TO),
                                Ipv6Codec.encode(new Ipv6Packet(VIDEO6, MAIL6, echo))),
                        VIDEO6),
                untagged(packet6(1, Ipv6Address.ALL_MLDV2_ROUTERS, joined.encode(), MldReport.routerAlert())));
    }

    private static EthernetFrame discovery(NdpMessage message, Ipv6Address destination) {
        return untagged(packet6(Ipv6Packet.MAX_HOP_LIMIT, destination, NdpCodec.encode(message)));
    }

    private static Ipv6Packet packet6(
            int hopLimit, Ipv6Address destination, IpPayload payload, ExtensionHeader... extensions) {
        return new Ipv6Packet(0, 0, hopLimit, MAIL6, destination, List.of(extensions), payload);
    }

    private static Ipv6Packet fragment6(boolean more, int offset, Bytes data) {
        UnknownIpPayload payload = new UnknownIpPayload(IpPayload.PROTOCOL_UDP, data);
        return packet6(64, VIDEO6, payload, new ExtensionHeader.Fragment(offset, more, 9));
    }

    private static List<EthernetFrame> withoutIpv6() {
        Bytes routerAlert = Bytes.wrap(Hex.bytes("94 04 0000"));
        UnknownIpPayload igmp = new UnknownIpPayload(2, Bytes.wrap(Hex.bytes("11 64 ee9b 00000000")));
        UdpDatagram echo = new UdpDatagram(49_153, 7, TEXT);
        Bytes wholeUdp = Ipv4Codec.encodePayload(new Ipv4Packet(MAIL, VIDEO, 9, echo));
        IcmpMessage unreachable = new IcmpMessage(
                IcmpMessage.DESTINATION_UNREACHABLE,
                IcmpMessage.CODE_PORT_UNREACHABLE,
                0,
                QuotedPacket.quote(new Ipv4Packet(MAIL, VIDEO, 2, echo)));
        Bytes route = SourceRoute.loose(List.of(Ipv4Address.parse("10.10.88.1"), Ipv4Address.parse("10.10.88.2")))
                .encode();
        return List.of(
                untagged(new ArpPacket(ArpPacket.Operation.REQUEST, MAIL_MAC, MAIL, ArpPacket.UNKNOWN_MAC, VIDEO)),
                untagged(new ArpPacket(ArpPacket.Operation.REPLY, TO, VIDEO, MAIL_MAC, MAIL)),
                untagged(packet(new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 0x0001_0001, TEXT))),
                untagged(packet(unreachable)),
                untagged(packet(echo)),
                tagged(10, packet(new UdpDatagram(49_153, 7, Bytes.EMPTY))),
                untagged(packet(syn())),
                untagged(packet(data())),
                tagged(20, packet(data())),
                untagged(new Ipv4Packet(
                        0xC0, 3, false, false, 0, 1, MAIL, Ipv4Address.parse("224.0.0.1"), routerAlert, igmp)),
                untagged(SourceRoute.depart(packet(echo).withOptions(route))),
                untagged(SourceRoute.depart(packet(syn()).withOptions(route))),
                untagged(fragment(true, 0, wholeUdp.slice(0, 40))),
                untagged(fragment(false, 5, wholeUdp.slice(40, wholeUdp.length() - 40))),
                new EthernetFrame(MacAddress.BRIDGE_GROUP, MAIL_MAC, bpdu(Bpdu.Type.RAPID, 0)),
                new EthernetFrame(MacAddress.BRIDGE_GROUP, MAIL_MAC, bpdu(Bpdu.Type.CONFIGURATION, 0)),
                new EthernetFrame(MacAddress.BRIDGE_GROUP, MAIL_MAC, Bpdu.topologyChange(0)),
                new EthernetFrame(MacAddress.PVST_GROUP, MAIL_MAC, List.of(VlanTag.of(10)), bpdu(Bpdu.Type.RAPID, 10)),
                new EthernetFrame(MacAddress.CISCO_GROUP, MAIL_MAC, cdp("SW1.labwire.test")),
                new EthernetFrame(MacAddress.CISCO_GROUP, MAIL_MAC, cdp("SW1")),
                new EthernetFrame(MacAddress.LLDP_GROUP, MAIL_MAC, lldp()),
                new EthernetFrame(MacAddress.CISCO_GROUP, MAIL_MAC, dtp()),
                new EthernetFrame(MacAddress.CISCO_GROUP, MAIL_MAC, vtpRequest()),
                untagged(new UnknownPayload(0x88B5, TEXT)));
    }

    private static CdpPacket cdp(String deviceId) {
        return new CdpPacket(
                180,
                deviceId,
                List.of(MAIL),
                "GigabitEthernet0/1",
                CdpPacket.CAPABILITY_SWITCH | CdpPacket.CAPABILITY_IGMP,
                "Cisco IOS Software, Version 15.2",
                "Cisco ",
                Optional.of("lab"),
                99,
                CdpPacket.Duplex.FULL,
                List.of(MAIL, VIDEO));
    }

    private static LldpPacket lldp() {
        return new LldpPacket(
                new LldpPacket.Identifier(LldpPacket.CHASSIS_MAC_ADDRESS, Bytes.wrap(Hex.bytes("525400000001"))),
                new LldpPacket.Identifier(
                        LldpPacket.PORT_INTERFACE_NAME, Bytes.wrap("Gi0/1".getBytes(StandardCharsets.US_ASCII))),
                120,
                Optional.of("GigabitEthernet0/1"),
                Optional.of("SW1.labwire.test"),
                Optional.of("a switch"),
                Optional.of(new LldpPacket.Capabilities(
                        LldpPacket.CAPABILITY_BRIDGE | LldpPacket.CAPABILITY_ROUTER, LldpPacket.CAPABILITY_BRIDGE)),
                List.of(MAIL),
                List.of(LldpPacket.OrganizationTlv.portVlan(10)));
    }

    private static DtpPacket dtp() {
        return new DtpPacket("lab", DtpPacket.TRUNKING | DtpPacket.WISH_DESIRABLE, DtpPacket.TYPE_DOT1Q, MAIL_MAC);
    }

    private static VtpPacket vtpRequest() {
        return new VtpPacket(Bytes.wrap(Hex.bytes("02 03 00 03 6c6162" + "00".repeat(33))));
    }

    private static TcpSegment syn() {
        TcpOptions options = new TcpOptions(1460, 7, true, List.of(), new TcpOptions.Timestamps(1, 0));
        return new TcpSegment(49_152, 25, 1_000, 0, TcpSegment.SYN, 64_240, options, Bytes.EMPTY);
    }

    private static TcpSegment data() {
        TcpOptions options = new TcpOptions(
                TcpOptions.ABSENT,
                TcpOptions.ABSENT,
                false,
                List.of(new TcpOptions.SackBlock(9_000, 9_500), new TcpOptions.SackBlock(10_000, 10_500)),
                new TcpOptions.Timestamps(100, 200));
        return new TcpSegment(49_152, 25, 1_001, 8_001, TcpSegment.ACK | TcpSegment.PSH, 502, options, TEXT);
    }

    private static Bpdu bpdu(Bpdu.Type type, int vlanId) {
        return new Bpdu(type, vlanId, 0, BRIDGE, 4, BRIDGE, 0x8001, 0, 5_120, 512, 3_840);
    }

    private static Ipv4Packet packet(IpPayload payload) {
        return new Ipv4Packet(MAIL, VIDEO, 1, payload);
    }

    private static Ipv4Packet fragment(boolean more, int offset, Bytes data) {
        UnknownIpPayload payload = new UnknownIpPayload(IpPayload.PROTOCOL_UDP, data);
        return new Ipv4Packet(0, 9, false, more, offset, 64, MAIL, VIDEO, Bytes.EMPTY, payload);
    }

    private static EthernetFrame untagged(FramePayload payload) {
        return new EthernetFrame(TO, MAIL_MAC, payload);
    }

    private static EthernetFrame tagged(int vlanId, FramePayload payload) {
        return new EthernetFrame(TO, MAIL_MAC, List.of(VlanTag.of(vlanId)), payload);
    }
}
