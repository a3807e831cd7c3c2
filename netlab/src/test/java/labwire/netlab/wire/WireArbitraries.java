package labwire.netlab.wire;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.IntegerArbitrary;
import org.jspecify.annotations.Nullable;

/** Frames of every kind that the wire can show, such that encoding loses nothing of them. */
final class WireArbitraries {
    private static final int MAX_DATA = 1460;
    private static final int SHORTEST_UNKNOWN = 46;

    private WireArbitraries() {}

    static Arbitrary<EthernetFrame> frames() {
        return Combinators.combine(macs(), macs(), tags().list().ofMaxSize(EthernetFrame.MAX_TAGS), payloads())
                .as(EthernetFrame::new);
    }

    private static Arbitrary<FramePayload> payloads() {
        return Arbitraries.<FramePayload>oneOf(List.of(
                ipv4Packets(),
                ipv6Packets(),
                arpPackets(),
                bpdus(),
                cdpPackets(),
                lldpPackets(),
                dtpPackets(),
                bytes(0, MAX_DATA).map(VtpPacket::new),
                unknownPayloads(),
                unknownLlcPayloads()));
    }

    static Arbitrary<MacAddress> macs() {
        return Arbitraries.longs().between(0, MacAddress.BROADCAST.value()).map(MacAddress::new);
    }

    static Arbitrary<Ipv4Address> addresses() {
        return Arbitraries.integers().map(Ipv4Address::new);
    }

    static Arbitrary<Bytes> bytes(int min, int max) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Bytes::wrap);
    }

    static Arbitrary<Ipv4Packet> ipv4Packets() {
        Arbitrary<Ipv4Packet> whole = Combinators.combine(
                        u8(),
                        u16(),
                        Arbitraries.of(true, false),
                        u8(),
                        addresses(),
                        addresses(),
                        ipOptions(),
                        ipPayloads())
                .as((tos, id, dontFragment, ttl, source, destination, options, payload) ->
                        new Ipv4Packet(tos, id, dontFragment, false, 0, ttl, source, destination, options, payload));
        Arbitrary<Ipv4Packet> fragments = Combinators.combine(
                        u16(),
                        Arbitraries.integers().between(1, 0x1FFF),
                        Arbitraries.of(true, false),
                        addresses(),
                        addresses(),
                        ipOptions(),
                        u8(),
                        bytes(0, MAX_DATA))
                .as((id, offset, more, source, destination, options, protocol, data) -> new Ipv4Packet(
                        0,
                        id,
                        false,
                        more,
                        offset,
                        Ipv4Packet.DEFAULT_TTL,
                        source,
                        destination,
                        options,
                        new UnknownIpPayload(protocol, data)));
        return Arbitraries.oneOf(List.of(whole, fragments));
    }

    private static Arbitrary<Ipv6Address> addresses6() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Ipv6Address::new);
    }

    private static Arbitrary<ExtensionHeader> extensions() {
        Arbitrary<ExtensionHeader> options = Arbitraries.integers()
                .between(0, 3)
                .flatMap(units -> bytes(6 + 8 * units, 6 + 8 * units))
                .map(data -> new ExtensionHeader.Options(ExtensionHeader.DESTINATION_OPTIONS, data));
        Arbitrary<ExtensionHeader> routing = Combinators.combine(u8(), u8(), bytes(4, 4))
                .as((type, left, data) -> new ExtensionHeader.Routing(type, left, data));
        return Arbitraries.oneOf(List.of(options, routing));
    }

    static Arbitrary<Ipv6Packet> ipv6Packets() {
        Arbitrary<Ipv6Packet> whole = Combinators.combine(
                        u8(),
                        Arbitraries.integers().between(0, 0xF_FFFF),
                        u8(),
                        addresses6(),
                        addresses6(),
                        extensions().list().ofMaxSize(ExtensionHeader.MAX_HEADERS - 1),
                        Arbitraries.<IpPayload>oneOf(List.of(tcpSegments(), udpDatagrams(), icmpv6Messages())))
                .as(Ipv6Packet::new);
        Arbitrary<Ipv6Packet> fragments = Combinators.combine(
                        addresses6(),
                        addresses6(),
                        Arbitraries.integers().between(1, 0x1FFF),
                        Arbitraries.of(true, false),
                        Arbitraries.integers(),
                        bytes(0, MAX_DATA))
                .as((source, destination, offset, more, id, data) -> new Ipv6Packet(
                        0,
                        0,
                        64,
                        source,
                        destination,
                        List.of(new ExtensionHeader.Fragment(offset, more, id)),
                        new UnknownIpPayload(IpPayload.PROTOCOL_UDP, data)));
        return Arbitraries.oneOf(List.of(whole, fragments));
    }

    private static Arbitrary<Icmpv6Message> icmpv6Messages() {
        return Combinators.combine(u8(), u8(), Arbitraries.integers(), bytes(0, MAX_DATA), Arbitraries.of(true, false))
                .as(Icmpv6Message::new);
    }

    static Arbitrary<IpPayload> ipPayloads() {
        return Arbitraries.<IpPayload>oneOf(
                List.of(tcpSegments(), udpDatagrams(), icmpMessages(), unknownIpPayloads()));
    }

    static Arbitrary<TcpSegment> tcpSegments() {
        return Combinators.combine(
                        u16(),
                        u16(),
                        Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), u16())
                                .as(List::of),
                        u8(),
                        u16(),
                        tcpOptions(),
                        bytes(0, MAX_DATA),
                        Arbitraries.of(true, false))
                .as((source, destination, numbers, flags, window, options, data, valid) -> new TcpSegment(
                        source,
                        destination,
                        numbers.get(0),
                        numbers.get(1),
                        flags,
                        window,
                        numbers.get(2),
                        options,
                        data,
                        valid));
    }

    static Arbitrary<TcpOptions> tcpOptions() {
        Arbitrary<TcpOptions.SackBlock> blocks = Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                .as(TcpOptions.SackBlock::new);
        Arbitrary<TcpOptions.Timestamps> stamps = Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                .as(TcpOptions.Timestamps::new);
        return Combinators.combine(
                        Arbitraries.integers().between(TcpOptions.ABSENT, 0xFFFF),
                        Arbitraries.integers().between(TcpOptions.ABSENT, 0xFF),
                        Arbitraries.of(true, false),
                        blocks.list().ofMaxSize(TcpOptions.MAX_SACK_BLOCKS),
                        stamps.injectNull(0.5))
                .as(WireArbitraries::optionsThatFit);
    }

    /** With as many of the blocks as there is room for, if without any padding. */
    private static TcpOptions optionsThatFit(
            int segmentSize,
            int scale,
            boolean sackPermitted,
            List<TcpOptions.SackBlock> blocks,
            TcpOptions.@Nullable Timestamps stamps) {
        int others = (segmentSize == TcpOptions.ABSENT ? 0 : 4)
                + (scale == TcpOptions.ABSENT ? 0 : 3)
                + (sackPermitted ? 2 : 0)
                + (stamps == null ? 0 : 10);
        int room = (TcpSegment.MAX_OPTIONS_LENGTH - others - 2) / 8;
        return new TcpOptions(
                segmentSize, scale, sackPermitted, blocks.subList(0, Math.min(blocks.size(), room)), stamps);
    }

    private static Arbitrary<UdpDatagram> udpDatagrams() {
        return Combinators.combine(u16(), u16(), bytes(0, MAX_DATA), Arbitraries.of(true, false))
                .as(UdpDatagram::new);
    }

    private static Arbitrary<IcmpMessage> icmpMessages() {
        return Combinators.combine(u8(), u8(), Arbitraries.integers(), bytes(0, MAX_DATA), Arbitraries.of(true, false))
                .as(IcmpMessage::new);
    }

    private static Arbitrary<UnknownIpPayload> unknownIpPayloads() {
        return Combinators.combine(u8().filter(protocol -> !List.of(1, 6, 17).contains(protocol)), bytes(0, MAX_DATA))
                .as(UnknownIpPayload::new);
    }

    private static Arbitrary<ArpPacket> arpPackets() {
        return Combinators.combine(Arbitraries.of(ArpPacket.Operation.class), macs(), addresses(), macs(), addresses())
                .as(ArpPacket::new);
    }

    private static Arbitrary<Bpdu> bpdus() {
        Arbitrary<Integer> vlans = Arbitraries.integers().between(0, VlanTag.MAX_VLAN_ID);
        Arbitrary<BridgeId> bridges = Combinators.combine(u16(), macs()).as(BridgeId::new);
        Arbitrary<Bpdu> full = Combinators.combine(
                        Arbitraries.of(Bpdu.Type.CONFIGURATION, Bpdu.Type.RAPID),
                        vlans,
                        u8(),
                        bridges,
                        Arbitraries.integers(),
                        bridges,
                        u16(),
                        u16().list().ofSize(4))
                .as((type, vlan, flags, root, cost, bridge, port, times) -> new Bpdu(
                        type,
                        vlan,
                        flags,
                        root,
                        cost,
                        bridge,
                        port,
                        times.get(0),
                        times.get(1),
                        times.get(2),
                        times.get(3)));
        return Arbitraries.oneOf(List.of(full, vlans.map(Bpdu::topologyChange)));
    }

    private static Arbitrary<CdpPacket> cdpPackets() {
        Arbitrary<List<Ipv4Address>> addressLists = addresses().list().ofMaxSize(CdpPacket.MAX_ADDRESSES);
        return Combinators.combine(
                        u8(),
                        texts(CdpPacket.MAX_TEXT).list().ofSize(3),
                        texts(CdpPacket.MAX_VERSION),
                        Arbitraries.integers(),
                        texts(CdpPacket.MAX_TEXT).optional(),
                        u16(),
                        Arbitraries.of(CdpPacket.Duplex.class),
                        addressLists.list().ofSize(2))
                .as((ttl, texts, version, capabilities, domain, vlan, duplex, lists) -> new CdpPacket(
                        ttl,
                        texts.get(0),
                        lists.get(0),
                        texts.get(1),
                        capabilities,
                        version,
                        texts.get(2),
                        domain,
                        vlan,
                        duplex,
                        lists.get(1)));
    }

    private static Arbitrary<LldpPacket> lldpPackets() {
        Arbitrary<LldpPacket.Identifier> identifiers =
                Combinators.combine(u8(), bytes(1, LldpPacket.MAX_TEXT)).as(LldpPacket.Identifier::new);
        Arbitrary<LldpPacket.OrganizationTlv> organizations = Combinators.combine(
                        Arbitraries.integers().between(0, 0xFFFFFF), u8(), bytes(0, 507))
                .as(LldpPacket.OrganizationTlv::new);
        return Combinators.combine(
                        identifiers,
                        identifiers,
                        u16(),
                        texts(LldpPacket.MAX_TEXT).optional().list().ofSize(3),
                        Combinators.combine(u16(), u16())
                                .as(LldpPacket.Capabilities::new)
                                .optional(),
                        addresses().list().ofMaxSize(LldpPacket.MAX_REPEATED),
                        organizations.list().ofMaxSize(LldpPacket.MAX_REPEATED))
                .as((chassis, port, ttl, texts, capabilities, addresses, tlvs) -> new LldpPacket(
                        chassis, port, ttl, texts.get(0), texts.get(1), texts.get(2), capabilities, addresses, tlvs));
    }

    private static Arbitrary<DtpPacket> dtpPackets() {
        Arbitrary<String> domains =
                Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(DtpPacket.MAX_DOMAIN);
        return Combinators.combine(domains, u8(), u8(), macs()).as(DtpPacket::new);
    }

    /** Every character is a byte on the wire. */
    private static Arbitrary<String> texts(int max) {
        return Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(max);
    }

    /** Long enough not to be padded: of a protocol without a length, nobody can tell padding from data. */
    private static Arbitrary<UnknownPayload> unknownPayloads() {
        return Combinators.combine(
                        u16().filter(type -> type >= EtherType.MIN_TYPE
                                && !List.of(EtherType.IPV4, EtherType.ARP, EtherType.VLAN_TAG, EtherType.LLDP)
                                        .contains(type)),
                        bytes(SHORTEST_UNKNOWN, EtherType.MAX_LENGTH))
                .as(UnknownPayload::new);
    }

    private static Arbitrary<UnknownPayload> unknownLlcPayloads() {
        return bytes(0, EtherType.MAX_LENGTH)
                .filter(bytes -> bytes.isEmpty() || (bytes.get(0) != 0x42 && bytes.get(0) != (byte) 0xAA))
                .map(bytes -> new UnknownPayload(bytes.length(), bytes));
    }

    private static Arbitrary<Bytes> ipOptions() {
        Arbitrary<Bytes> any = Arbitraries.integers()
                .between(0, Ipv4Packet.MAX_OPTIONS_LENGTH / 4)
                .flatMap(words -> bytes(4 * words, 4 * words));
        return Arbitraries.oneOf(List.of(any, sourceRoutes().map(SourceRoute::encode)));
    }

    static Arbitrary<SourceRoute> sourceRoutes() {
        Arbitrary<List<Ipv4Address>> stops =
                Arbitraries.integers().map(Ipv4Address::new).list().ofMaxSize(Ipv4Options.MAX_ADDRESSES);
        return Combinators.combine(Arbitraries.of(true, false), stops, u8())
                .as((strict, each, passed) -> new SourceRoute(strict, each, passed % (each.size() + 1)));
    }

    private static Arbitrary<VlanTag> tags() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, VlanTag.MAX_VLAN_ID))
                .as(VlanTag::new);
    }

    static IntegerArbitrary u8() {
        return Arbitraries.integers().between(0, 0xFF);
    }

    static IntegerArbitrary u16() {
        return Arbitraries.integers().between(0, 0xFFFF);
    }
}
