package labwire.netlab.wire;

import java.util.Optional;

/**
 * The packet that an ICMPv6 error is about, as far as the error quotes it (RFC 4443, 2.4 (c)): as much as fits into the
 * smallest packet of any link.
 */
public final class QuotedPacket6 {
    private static final int MAX_QUOTE =
            Ipv6Packet.MIN_LINK_MTU - Ipv6Packet.HEADER_LENGTH - Icmpv6Message.HEADER_LENGTH;
    private static final int MIN_QUOTED_DATA = 8;

    private QuotedPacket6() {}

    /** The beginning of the packet, as the body of an error about it. */
    public static Bytes quote(Ipv6Packet packet) {
        Bytes whole = Ipv6Codec.encode(Segmentation.first(packet));
        return whole.slice(0, Math.min(whole.length(), MAX_QUOTE));
    }

    /**
     * Reads the body of an error. Of TCP and UDP, the payload holds the ports and the sequence number and nothing else;
     * of an echo, its identifier and number.
     *
     * @return empty if it is no beginning of an IPv6 packet with eight bytes of its payload, or that of a later fragment
     */
    public static Optional<Ipv6Packet> decode(Bytes body) {
        try {
            return read(new WireReader("quoted packet", body));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<Ipv6Packet> read(WireReader in) throws MalformedInputException {
        int version = in.i32() >>> 28;
        in.skip(2);
        int number = in.u8();
        in.skip(1);
        Ipv6Address source = in.address6();
        Ipv6Address destination = in.address6();
        for (int headers = 0; headers < ExtensionHeader.MAX_HEADERS && isExtension(number); headers++) {
            int next = in.u8();
            if (number == ExtensionHeader.FRAGMENT) {
                in.skip(1);
                if (in.u16() >>> 3 != 0) {
                    return Optional.empty();
                }
                in.skip(4);
            } else {
                in.skip(in.u8() * 8 + 6);
            }
            number = next;
        }
        in.require(MIN_QUOTED_DATA);
        return version == 6 ? Optional.of(new Ipv6Packet(source, destination, payload(number, in))) : Optional.empty();
    }

    private static boolean isExtension(int number) {
        return switch (number) {
            case ExtensionHeader.HOP_BY_HOP,
                    ExtensionHeader.ROUTING,
                    ExtensionHeader.FRAGMENT,
                    ExtensionHeader.DESTINATION_OPTIONS -> true;
            default -> false;
        };
    }

    private static IpPayload payload(int number, WireReader in) throws MalformedInputException {
        return switch (number) {
            case IpPayload.PROTOCOL_TCP ->
                new TcpSegment(in.u16(), in.u16(), in.i32(), 0, 0, 0, TcpOptions.NONE, Bytes.EMPTY);
            case IpPayload.PROTOCOL_UDP -> new UdpDatagram(in.u16(), in.u16(), Bytes.EMPTY);
            case IpPayload.PROTOCOL_ICMPV6 -> {
                int type = in.u8();
                int code = in.u8();
                in.skip(2);
                yield new Icmpv6Message(type, code, in.i32(), Bytes.EMPTY);
            }
            default -> new UnknownIpPayload(number, in.rest());
        };
    }
}
