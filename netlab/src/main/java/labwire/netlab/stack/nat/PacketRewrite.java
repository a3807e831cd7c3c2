package labwire.netlab.stack.nat;

import java.util.Optional;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.InternetChecksum;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/** Packets with other ends: their header, their ports, and what an ICMP error quotes. */
final class PacketRewrite {
    private static final int CHECKSUM_OFFSET = 10;
    private static final int SOURCE_OFFSET = 12;
    private static final int DESTINATION_OFFSET = 16;
    /** Of an echo within an error: behind type, code and checksum. */
    private static final int IDENTIFIER_OFFSET = 4;

    private PacketRewrite() {}

    /** The ports of a packet, source first; the identifier twice for an echo; zeros for other protocols. */
    static Optional<int[]> ports(IpPayload payload) {
        if (payload instanceof TcpSegment segment) {
            return Optional.of(new int[] {segment.sourcePort(), segment.destinationPort()});
        }
        if (payload instanceof UdpDatagram datagram) {
            return Optional.of(new int[] {datagram.sourcePort(), datagram.destinationPort()});
        }
        if (payload instanceof IcmpMessage message) {
            return isEcho(message.type())
                    ? Optional.of(new int[] {message.identifier(), message.identifier()})
                    : Optional.empty();
        }
        return Optional.of(new int[] {0, 0});
    }

    static boolean isEcho(int icmpType) {
        return icmpType == IcmpMessage.ECHO_REQUEST || icmpType == IcmpMessage.ECHO_REPLY;
    }

    static Ipv4Packet withSource(Ipv4Packet packet, Endpoint source) {
        IpPayload payload = packet.payload();
        if (payload instanceof TcpSegment segment) {
            payload = withPorts(segment, source.port(), segment.destinationPort());
        } else if (payload instanceof UdpDatagram datagram) {
            payload = new UdpDatagram(
                    source.port(), datagram.destinationPort(), datagram.payload(), datagram.checksumValid());
        } else if (payload instanceof IcmpMessage message) {
            payload = withIdentifier(message, source.port());
        }
        return packet.withEnds(source.address(), packet.destination(), payload);
    }

    static Ipv4Packet withDestination(Ipv4Packet packet, Endpoint destination) {
        IpPayload payload = packet.payload();
        if (payload instanceof TcpSegment segment) {
            payload = withPorts(segment, segment.sourcePort(), destination.port());
        } else if (payload instanceof UdpDatagram datagram) {
            payload = new UdpDatagram(
                    datagram.sourcePort(), destination.port(), datagram.payload(), datagram.checksumValid());
        } else if (payload instanceof IcmpMessage message) {
            payload = withIdentifier(message, destination.port());
        }
        return packet.withEnds(packet.source(), destination.address(), payload);
    }

    private static TcpSegment withPorts(TcpSegment segment, int source, int destination) {
        return new TcpSegment(
                source,
                destination,
                segment.sequence(),
                segment.acknowledgment(),
                segment.flags(),
                segment.window(),
                segment.urgentPointer(),
                segment.options(),
                segment.payload(),
                segment.unit(),
                segment.checksumValid());
    }

    private static IcmpMessage withIdentifier(IcmpMessage message, int identifier) {
        int rest = identifier << 16 | message.sequenceNumber();
        return new IcmpMessage(message.type(), message.code(), rest, message.body(), message.checksumValid());
    }

    /** An error with another source of the packet that it quotes. */
    static IcmpMessage withQuotedSource(IcmpMessage error, int protocol, Endpoint source) {
        return quoting(error, protocol, SOURCE_OFFSET, 0, source);
    }

    /** An error with another destination of the packet that it quotes. */
    static IcmpMessage withQuotedDestination(IcmpMessage error, int protocol, Endpoint destination) {
        return quoting(error, protocol, DESTINATION_OFFSET, 2, destination);
    }

    /** The quote is known to be well-formed: {@link labwire.netlab.wire.QuotedPacket} has read it. */
    private static IcmpMessage quoting(
            IcmpMessage error, int protocol, int addressOffset, int portOffset, Endpoint end) {
        byte[] quote = new byte[error.body().length()];
        error.body().copyTo(0, quote, 0, quote.length);
        int headerLength = (quote[0] & 0xF) * 4;
        put32(quote, addressOffset, end.address());
        if (protocol == IpPayload.PROTOCOL_ICMP) {
            put16(quote, headerLength + IDENTIFIER_OFFSET, end.port());
        } else if (protocol == IpPayload.PROTOCOL_TCP || protocol == IpPayload.PROTOCOL_UDP) {
            put16(quote, headerLength + portOffset, end.port());
        }
        put16(quote, CHECKSUM_OFFSET, 0);
        long sum = InternetChecksum.add(0, Bytes.wrap(quote, 0, headerLength));
        put16(quote, CHECKSUM_OFFSET, InternetChecksum.of(sum));
        return new IcmpMessage(error.type(), error.code(), error.rest(), Bytes.wrap(quote), error.checksumValid());
    }

    private static void put16(byte[] into, int offset, int value) {
        into[offset] = (byte) (value >> 8);
        into[offset + 1] = (byte) value;
    }

    private static void put32(byte[] into, int offset, Ipv4Address address) {
        put16(into, offset, address.value() >>> 16);
        put16(into, offset + 2, address.value() & 0xFFFF);
    }
}
