package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * IPv6 packets (<a href="https://www.rfc-editor.org/rfc/rfc8200#section-3">RFC 8200, 3</a>).
 *
 * <pre>
 *  0               1               2               3
 * +-------+---------------+---------------------------------------+
 * |version| traffic class |              flow label               |
 * +-------+---------------+-------+---------------+---------------+
 * |         payload length        |  next header  |   hop limit   |
 * +-------------------------------+---------------+---------------+
 * |                source address, four words                     |
 * +---------------------------------------------------------------+
 * |              destination address, four words                  |
 * +---------------+---------------+-------------------------------+
 * |  next header  |    length     |  extension headers ...
 * +---------------+---------------+-------------------------------
 * </pre>
 */
public final class Ipv6Codec {
    /** The longest payload, extension headers included; there are no jumbograms here. */
    public static final int MAX_PAYLOAD_LENGTH = 0xFFFF;

    private static final int VERSION = 6;
    private static final int UNIT = 8;
    private static final int FLOW_LABEL_MASK = 0xF_FFFF;

    private Ipv6Codec() {}

    /**
     * The packet as on the wire, with its checksums.
     *
     * @throws IllegalArgumentException if its payload is longer than {@link #MAX_PAYLOAD_LENGTH}
     */
    public static Bytes encode(Ipv6Packet packet) {
        ByteBuffer out = ByteBuffer.allocate(packet.length());
        write(out, packet);
        return Bytes.wrap(out.array());
    }

    /** What follows the packet's headers, as on the wire. */
    public static Bytes encodePayload(Ipv6Packet packet) {
        if (packet.payload() instanceof RawIpPayload raw) {
            return raw.bytes();
        }
        ByteBuffer out = ByteBuffer.allocate(packet.payload().length());
        writePayload(out, packet);
        return Bytes.wrap(out.array());
    }

    /** The packet from its extension headers after the {@code from}-th on, as on the wire: what is cut in fragments. */
    public static Bytes encodeFrom(Ipv6Packet packet, int from) {
        List<ExtensionHeader> extensions = packet.extensions();
        int length = packet.payload().length();
        for (ExtensionHeader extension : extensions.subList(from, extensions.size())) {
            length += extension.length();
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int i = from; i < extensions.size(); i++) {
            writeExtension(out, extensions.get(i), numberAfter(packet, i));
        }
        writePayload(out, packet);
        return Bytes.wrap(out.array());
    }

    /**
     * Reads what was put together from fragments.
     *
     * @param first the packet of the first fragment, up to its fragment header
     * @param nextHeader what the fragment header says
     * @return empty if it is malformed
     */
    public static Optional<Ipv6Packet> decodeBehind(Ipv6Packet first, int nextHeader, Bytes bytes) {
        try {
            List<ExtensionHeader> extensions = new ArrayList<>(first.extensions());
            IpPayload payload = readChain(
                    nextHeader, new WireReader("IPv6 packet", bytes), extensions, first.source(), first.destination());
            return Optional.of(first.with(extensions, payload));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    /** The number in the next-header field of the packet's extension header at {@code index}; -1: of the first header. */
    public static int numberAfter(Ipv6Packet packet, int index) {
        return index + 1 < packet.extensions().size()
                ? packet.extensions().get(index + 1).number()
                : packet.payload().protocolNumber();
    }

    static void write(ByteBuffer out, Ipv6Packet packet) {
        int payloadLength = packet.length() - Ipv6Packet.HEADER_LENGTH;
        if (payloadLength > MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException(
                    "IPv6 payload: " + payloadLength + " bytes (expected: at most " + MAX_PAYLOAD_LENGTH + ")");
        }
        out.putInt(VERSION << 28 | (packet.trafficClass() & 0xFF) << 20 | packet.flowLabel() & FLOW_LABEL_MASK);
        out.putShort((short) payloadLength);
        out.put((byte) numberAfter(packet, -1)).put((byte) packet.hopLimit());
        WireWriter.address6(out, packet.source());
        WireWriter.address6(out, packet.destination());
        for (int i = 0; i < packet.extensions().size(); i++) {
            writeExtension(out, packet.extensions().get(i), numberAfter(packet, i));
        }
        writePayload(out, packet);
    }

    private static void writeExtension(ByteBuffer out, ExtensionHeader extension, int nextHeader) {
        out.put((byte) nextHeader);
        if (extension instanceof ExtensionHeader.Options header) {
            out.put((byte) (header.length() / UNIT - 1));
            WireWriter.bytes(out, header.options());
        } else if (extension instanceof ExtensionHeader.Routing header) {
            out.put((byte) (header.length() / UNIT - 1));
            out.put((byte) header.type()).put((byte) header.segmentsLeft());
            WireWriter.bytes(out, header.data());
        } else if (extension instanceof ExtensionHeader.Fragment header) {
            out.put((byte) 0);
            out.putShort((short) (header.offset() << 3 | (header.more() ? 1 : 0)));
            out.putInt(header.identification());
        }
    }

    private static void writePayload(ByteBuffer out, Ipv6Packet packet) {
        IpPayload payload = packet.payload();
        if (payload instanceof TcpSegment segment) {
            TcpCodec.write(out, segment, packet.source(), packet.destination());
        } else if (payload instanceof UdpDatagram datagram) {
            UdpCodec.write(out, datagram, packet.source(), packet.destination());
        } else if (payload instanceof Icmpv6Message message) {
            Icmpv6Codec.write(out, message, packet.source(), packet.destination());
        } else if (payload instanceof IcmpMessage message) {
            IcmpCodec.write(out, message);
        } else if (payload instanceof RawIpPayload raw) {
            WireWriter.bytes(out, raw.bytes());
        }
    }

    /** Reads a packet; bytes behind its length are padding of the link and are cut. */
    static Ipv6Packet read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("IPv6 packet", bytes);
        in.require(Ipv6Packet.HEADER_LENGTH);
        int first = in.i32();
        int payloadLength = in.u16();
        int nextHeader = in.u8();
        int hopLimit = in.u8();
        if (first >>> 28 != VERSION) {
            throw MalformedInputException.of("IP version", first >>> 28, "6");
        }
        Ipv6Address source = in.address6();
        Ipv6Address destination = in.address6();
        if (payloadLength > in.remaining()) {
            throw MalformedInputException.of(
                    "IPv6 payload length", payloadLength, "at most " + in.remaining() + ", as the frame has");
        }
        List<ExtensionHeader> extensions = new ArrayList<>(0);
        WireReader chain = new WireReader("IPv6 payload", in.slice(payloadLength));
        IpPayload payload = readChain(nextHeader, chain, extensions, source, destination);
        return new Ipv6Packet(
                first >>> 20 & 0xFF, first & FLOW_LABEL_MASK, hopLimit, source, destination, extensions, payload);
    }

    /**
     * Reads header after header up to the payload. Where the chain breaks a rule (hop-by-hop options not in front, too
     * many headers, too long), the rest is the payload, for whoever it is for to refuse.
     */
    private static IpPayload readChain(
            int firstNumber,
            WireReader in,
            List<ExtensionHeader> extensions,
            Ipv6Address source,
            Ipv6Address destination)
            throws MalformedInputException {
        int number = firstNumber;
        int begin = in.position();
        while (isExtension(number, extensions.isEmpty())
                && extensions.size() < ExtensionHeader.MAX_HEADERS
                && in.position() - begin < ExtensionHeader.MAX_CHAIN_LENGTH) {
            int next = in.u8();
            ExtensionHeader read = readExtension(number, in);
            extensions.add(read);
            number = next;
            if (read instanceof ExtensionHeader.Fragment fragment && !fragment.isAtomic()) {
                return new UnknownIpPayload(number, in.rest());
            }
        }
        return readPayload(number, source, destination, in.rest());
    }

    private static boolean isExtension(int number, boolean isFirst) {
        return switch (number) {
            case ExtensionHeader.HOP_BY_HOP -> isFirst;
            case ExtensionHeader.ROUTING, ExtensionHeader.FRAGMENT, ExtensionHeader.DESTINATION_OPTIONS -> true;
            default -> false;
        };
    }

    private static ExtensionHeader readExtension(int number, WireReader in) throws MalformedInputException {
        if (number == ExtensionHeader.FRAGMENT) {
            in.skip(1);
            int offset = in.u16();
            return new ExtensionHeader.Fragment(offset >>> 3, (offset & 1) != 0, in.i32());
        }
        int length = (in.u8() + 1) * UNIT;
        if (number == ExtensionHeader.ROUTING) {
            int type = in.u8();
            int segmentsLeft = in.u8();
            return new ExtensionHeader.Routing(type, segmentsLeft, in.slice(length - 4));
        }
        return new ExtensionHeader.Options(number, in.slice(length - 2));
    }

    private static IpPayload readPayload(int number, Ipv6Address source, Ipv6Address destination, Bytes bytes)
            throws MalformedInputException {
        return switch (number) {
            case IpPayload.PROTOCOL_TCP -> TcpCodec.read(bytes, source, destination);
            case IpPayload.PROTOCOL_UDP -> UdpCodec.read(bytes, source, destination);
            case IpPayload.PROTOCOL_ICMPV6 -> Icmpv6Codec.read(bytes, source, destination);
            default -> new UnknownIpPayload(number, bytes);
        };
    }
}
