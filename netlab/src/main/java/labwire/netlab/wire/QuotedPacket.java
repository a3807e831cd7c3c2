package labwire.netlab.wire;

import java.util.Optional;

/**
 * The packet that an ICMP error is about, as far as the error quotes it: its IP header and at least eight bytes more
 * (<a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>). That is enough to find its socket.
 *
 * <pre>
 * +------------------------------+---------------------------+----------------
 * | IP header, options included  | eight bytes of its data   | more, perhaps
 * +------------------------------+---------------------------+----------------
 *                                  TCP: ports, sequence
 *                                  UDP: ports, length, checksum
 * </pre>
 *
 * @param destination the last one, if it was source routed
 * @param protocol the number in the IP header
 * @param sourcePort of TCP and UDP, else 0
 * @param destinationPort of TCP and UDP, else 0
 * @param sequence of TCP, else 0; a TCP checks it against what it has sent (RFC 5927, 4.1)
 * @param data what is quoted behind the IP header, ports included; of an echo, its identifier is in there
 */
public record QuotedPacket(
        Ipv4Address source,
        Ipv4Address destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int sequence,
        Bytes data) {
    /** Bytes of a packet's data that an error quotes at least. */
    public static final int MIN_QUOTED_DATA = 8;
    /** What an error of ours quotes at most, so that it stays within 576 bytes (RFC 1812, 4.3.2.3). */
    public static final int MAX_QUOTE = 576 - Ipv4Packet.HEADER_LENGTH - IcmpMessage.HEADER_LENGTH;

    /** The beginning of the packet, as the body of an ICMP error about it. */
    public static Bytes quote(Ipv4Packet packet) {
        Bytes whole = Ipv4Codec.encode(Segmentation.first(packet));
        return whole.slice(0, Math.min(whole.length(), MAX_QUOTE));
    }

    /**
     * Reads the body of an ICMP error. The quoted header's checksum is not looked at: some routers quote it as it was
     * before they changed what it covers.
     *
     * @return empty if it is no beginning of an IPv4 packet with eight bytes of its data, or that of a later fragment,
     *     which has no ports
     */
    public static Optional<QuotedPacket> decode(Bytes body) {
        try {
            return read(new WireReader("quoted packet", body));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<QuotedPacket> read(WireReader in) throws MalformedInputException {
        in.require(Ipv4Packet.HEADER_LENGTH);
        int versionAndLength = in.u8();
        int headerLength = (versionAndLength & 0xF) * 4;
        in.skip(5);
        boolean laterFragment = (in.u16() & 0x1FFF) != 0;
        in.skip(1);
        int protocol = in.u8();
        in.skip(2);
        Ipv4Address source = in.address();
        Ipv4Address stop = in.address();
        if (versionAndLength >>> 4 != 4 || headerLength < Ipv4Packet.HEADER_LENGTH || laterFragment) {
            return Optional.empty();
        }
        Ipv4Address destination = SourceRoute.end(in.slice(headerLength - Ipv4Packet.HEADER_LENGTH), stop);
        Bytes data = in.rest();
        WireReader header = new WireReader("quoted data", data);
        header.require(MIN_QUOTED_DATA);
        boolean isTcp = protocol == IpPayload.PROTOCOL_TCP;
        if (!isTcp && protocol != IpPayload.PROTOCOL_UDP) {
            return Optional.of(new QuotedPacket(source, destination, protocol, 0, 0, 0, data));
        }
        int sourcePort = header.u16();
        int destinationPort = header.u16();
        int sequence = isTcp ? header.i32() : 0;
        return Optional.of(
                new QuotedPacket(source, destination, protocol, sourcePort, destinationPort, sequence, data));
    }

    /** As a packet whose TCP or UDP header holds the quoted fields and nothing else; others keep the quoted data. */
    public Ipv4Packet toPacket() {
        IpPayload payload = switch (protocol) {
            case IpPayload.PROTOCOL_TCP ->
                new TcpSegment(sourcePort, destinationPort, sequence, 0, 0, 0, TcpOptions.NONE, Bytes.EMPTY);
            case IpPayload.PROTOCOL_UDP -> new UdpDatagram(sourcePort, destinationPort, Bytes.EMPTY);
            default -> new UnknownIpPayload(protocol, data);
        };
        return new Ipv4Packet(source, destination, 0, payload);
    }
}
