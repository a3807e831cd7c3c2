package labwire.netlab.stack.filter;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.RawIpPayload;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/**
 * Which packets a rule is about.
 *
 * <p>A later fragment has no ports. As on IOS, a rule that permits by port takes the addresses alone for it, so that a
 * packet that is let through is let through whole; one that denies by port does not concern it.
 *
 * @param protocol as in the IP header, or {@link #ANY}
 * @param icmpType of ICMP or ICMPv6, or {@link #ANY}
 * @param icmpCode likewise, or {@link #ANY}
 * @param established true if only segments that belong to a connection match: with ACK or RST
 */
public record PacketMatch(
        int protocol,
        AddressMatch source,
        PortMatch sourcePort,
        AddressMatch destination,
        PortMatch destinationPort,
        int icmpType,
        int icmpCode,
        boolean established) {
    /** In place of a number: whichever. */
    public static final int ANY = -1;

    /** No packet's: what a list is asked about without a packet has it. */
    static final int NO_PROTOCOL = 255;

    private static final int PORTS_LENGTH = 4;
    private static final int TCP_FLAGS_OFFSET = 13;

    /** All packets from some addresses. */
    public static PacketMatch from(AddressMatch source) {
        return new PacketMatch(ANY, source, PortMatch.ANY, AddressMatch.ANY, PortMatch.ANY, ANY, ANY, false);
    }

    /** True if the packet is one of these; {@code permitting} says how a later fragment counts. */
    boolean matches(IpPacket packet, boolean permitting) {
        IpPayload payload = packet.payload();
        if (protocol != ANY && protocol != payload.protocolNumber()
                || !source.matches(packet.source())
                || !destination.matches(packet.destination())) {
            return false;
        }
        if (!looksBehindHeader()) {
            return true;
        }
        if (isLaterFragment(packet)) {
            return permitting;
        }
        if (payload instanceof TcpSegment segment) {
            return matchesPorts(segment.sourcePort(), segment.destinationPort()) && matchesFlags(segment.flags());
        }
        if (payload instanceof UdpDatagram datagram) {
            return matchesPorts(datagram.sourcePort(), datagram.destinationPort());
        }
        if (payload instanceof IcmpMessage message) {
            return matchesIcmp(message.type(), message.code());
        }
        if (payload instanceof Icmpv6Message message) {
            return matchesIcmp(message.type(), message.code());
        }
        return payload instanceof RawIpPayload raw && matchesFirstFragment(raw.bytes());
    }

    private static boolean isLaterFragment(IpPacket packet) {
        if (packet instanceof Ipv6Packet six) {
            return six.extensions().stream()
                    .anyMatch(header -> header instanceof Fragment fragment && fragment.offset() != 0);
        }
        return ((Ipv4Packet) packet).fragmentOffset() != 0;
    }

    private boolean looksBehindHeader() {
        return sourcePort.operator() != PortMatch.Operator.ANY
                || destinationPort.operator() != PortMatch.Operator.ANY
                || icmpType != ANY
                || established;
    }

    private boolean matchesPorts(int from, int to) {
        return sourcePort.matches(from) && destinationPort.matches(to);
    }

    private boolean matchesFlags(int flags) {
        return !established || (flags & (TcpSegment.ACK | TcpSegment.RST)) != 0;
    }

    private boolean matchesIcmp(int type, int code) {
        return (icmpType == ANY || icmpType == type) && (icmpCode == ANY || icmpCode == code);
    }

    /** The first fragment of a packet is not read any further by the lab, so its header is read here. */
    private boolean matchesFirstFragment(Bytes bytes) {
        if (bytes.length() < PORTS_LENGTH) {
            return false;
        }
        if (protocol == IpPayload.PROTOCOL_ICMP || protocol == IpPayload.PROTOCOL_ICMPV6) {
            return matchesIcmp(bytes.get(0) & 0xFF, bytes.get(1) & 0xFF);
        }
        boolean flagsFit =
                !established || bytes.length() > TCP_FLAGS_OFFSET && matchesFlags(bytes.get(TCP_FLAGS_OFFSET));
        return flagsFit && matchesPorts(unsigned16(bytes, 0), unsigned16(bytes, 2));
    }

    private static int unsigned16(Bytes bytes, int from) {
        return (bytes.get(from) & 0xFF) << 8 | bytes.get(from + 1) & 0xFF;
    }
}
