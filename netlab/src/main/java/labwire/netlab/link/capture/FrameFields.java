package labwire.netlab.link.capture;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** What a filter looks at in a frame. */
final class FrameFields {
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int PROTOCOL_OSPF = 89;

    private FrameFields() {}

    /** Which end's address or port. */
    enum End {
        SOURCE,
        DESTINATION,
        EITHER
    }

    /** A protocol that a filter names. */
    enum Protocol {
        /** IPv4 alone, as tcpdump has it. */
        IP,
        IP6,
        ARP,
        ICMP,
        ICMP6,
        TCP,
        UDP,
        OSPF,
        STP,
        CDP,
        LLDP,
        DTP,
        VTP;

        static Optional<Protocol> of(String word) {
            for (Protocol protocol : values()) {
                if (protocol.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(protocol);
                }
            }
            return Optional.empty();
        }

        boolean is(EthernetFrame frame) {
            FramePayload.Kind kind = frame.payload().kind();
            return switch (this) {
                case IP -> kind == FramePayload.Kind.IPV4;
                case IP6 -> kind == FramePayload.Kind.IPV6;
                case ARP -> kind == FramePayload.Kind.ARP;
                case ICMP -> hasIpProtocol(frame, IpPayload.PROTOCOL_ICMP);
                case ICMP6 -> hasIpProtocol(frame, PROTOCOL_ICMPV6);
                case TCP -> hasIpProtocol(frame, IpPayload.PROTOCOL_TCP);
                case UDP -> hasIpProtocol(frame, IpPayload.PROTOCOL_UDP);
                case OSPF -> hasIpProtocol(frame, PROTOCOL_OSPF);
                case STP -> kind == FramePayload.Kind.BPDU;
                case CDP -> kind == FramePayload.Kind.CDP;
                case LLDP -> kind == FramePayload.Kind.LLDP;
                case DTP -> kind == FramePayload.Kind.DTP;
                case VTP -> kind == FramePayload.Kind.VTP;
            };
        }
    }

    private static boolean hasIpProtocol(EthernetFrame frame, int number) {
        return frame.payload() instanceof IpPacket packet && packet.payload().protocolNumber() == number;
    }

    static Stream<MacAddress> macs(EthernetFrame frame, End end) {
        return ends(end, frame.source(), frame.destination());
    }

    static Stream<IpAddress> hosts(EthernetFrame frame, End end) {
        if (frame.payload() instanceof IpPacket packet) {
            return ends(end, packet.source(), packet.destination());
        }
        if (frame.payload() instanceof ArpPacket packet) {
            return ends(end, packet.senderAddress(), packet.targetAddress());
        }
        return Stream.empty();
    }

    static IntStream ports(EthernetFrame frame, End end) {
        if (frame.payload() instanceof IpPacket packet && packet.payload() instanceof TcpSegment segment) {
            return ends(end, segment.sourcePort(), segment.destinationPort()).mapToInt(port -> port);
        }
        if (frame.payload() instanceof IpPacket packet && packet.payload() instanceof UdpDatagram datagram) {
            return ends(end, datagram.sourcePort(), datagram.destinationPort()).mapToInt(port -> port);
        }
        return IntStream.empty();
    }

    private static <T> Stream<T> ends(End end, T source, T destination) {
        return switch (end) {
            case SOURCE -> Stream.of(source);
            case DESTINATION -> Stream.of(destination);
            case EITHER -> Stream.of(source, destination);
        };
    }
}
