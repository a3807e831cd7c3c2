package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * IPv4 packets (<a href="https://www.rfc-editor.org/rfc/rfc791#section-3.1">RFC 791, 3.1</a>).
 *
 * <pre>
 *  0               1               2               3
 * +-------+-------+---------------+-------------------------------+
 * |version|length |type of service|         total length          |
 * +-------+-------+---------------+-----+-------------------------+
 * |        identification         |0 D M|     fragment offset     |
 * +---------------+---------------+-----+-------------------------+
 * | time to live  |   protocol    |        header checksum        |
 * +---------------+---------------+-------------------------------+
 * |                        source address                         |
 * +---------------------------------------------------------------+
 * |                      destination address                      |
 * +---------------------------------------------------------------+
 * |  options, up to the header length; then data ...
 * +---------------------------------------------------------------
 * </pre>
 *
 * <p>A stack that cuts a packet into fragments needs the bytes of its payload, and one that has put fragments together
 * needs the payload of the bytes: {@link #encodePayload} and {@link #decodePayload}.
 */
public final class Ipv4Codec {
    public static final int MAX_LENGTH = 0xFFFF;

    private static final int VERSION = 4;
    private static final int CHECKSUM_OFFSET = 10;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;

    private Ipv4Codec() {}

    /**
     * The packet as on the wire, with its checksums.
     *
     * @throws IllegalArgumentException if it is longer than {@link #MAX_LENGTH}, or its options are not whole words
     */
    public static Bytes encode(Ipv4Packet packet) {
        ByteBuffer out = ByteBuffer.allocate(packet.length());
        write(out, packet);
        return Bytes.wrap(out.array());
    }

    /** What follows the packet's header, as on the wire. */
    public static Bytes encodePayload(Ipv4Packet packet) {
        if (packet.payload() instanceof RawIpPayload raw) {
            return raw.bytes();
        }
        ByteBuffer out = ByteBuffer.allocate(packet.payload().length());
        writePayload(out, packet);
        return Bytes.wrap(out.array());
    }

    /**
     * Reads the payload of a packet whose fragments have been put together.
     *
     * @return empty if it is malformed, as a segment shorter than its header
     */
    public static Optional<IpPayload> decodePayload(
            int protocol, Ipv4Address source, Ipv4Address destination, Bytes bytes) {
        try {
            return Optional.of(readPayload(protocol, source, destination, bytes));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    static void write(ByteBuffer out, Ipv4Packet packet) {
        if (packet.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "IPv4 packet: " + packet.length() + " bytes (expected: at most " + MAX_LENGTH + ")");
        }
        int options = packet.options().length();
        if (options % 4 != 0 || options > Ipv4Packet.MAX_OPTIONS_LENGTH) {
            throw new IllegalArgumentException("IPv4 options: " + options
                    + " bytes (expected: a multiple of 4, at most " + Ipv4Packet.MAX_OPTIONS_LENGTH + ")");
        }
        int start = out.position();
        out.put((byte) (VERSION << 4 | packet.headerLength() / 4)).put((byte) packet.typeOfService());
        out.putShort((short) packet.length()).putShort((short) packet.identification());
        out.putShort((short) ((packet.dontFragment() ? DONT_FRAGMENT : 0)
                | (packet.moreFragments() ? MORE_FRAGMENTS : 0)
                | packet.fragmentOffset() & FRAGMENT_OFFSET_MASK));
        out.put((byte) packet.timeToLive()).put((byte) packet.payload().protocolNumber());
        out.putShort((short) 0);
        out.putInt(packet.source().value()).putInt(packet.destination().value());
        WireWriter.bytes(out, packet.options());
        long sum = InternetChecksum.add(0, out, start, packet.headerLength());
        out.putShort(start + CHECKSUM_OFFSET, (short) InternetChecksum.of(sum));
        writePayload(out, packet);
    }

    private static void writePayload(ByteBuffer out, Ipv4Packet packet) {
        IpPayload payload = packet.payload();
        if (payload instanceof TcpSegment segment) {
            TcpCodec.write(out, segment, packet.source(), packet.finalDestination());
        } else if (payload instanceof UdpDatagram datagram) {
            UdpCodec.write(out, datagram, packet.source(), packet.finalDestination());
        } else if (payload instanceof IcmpMessage message) {
            IcmpCodec.write(out, message);
        } else if (payload instanceof Icmpv6Message message) {
            Icmpv6Codec.write(out, message, packet.source(), packet.destination());
        } else if (payload instanceof RawIpPayload raw) {
            WireWriter.bytes(out, raw.bytes());
        }
    }

    /** Reads a packet; bytes behind its total length are padding of the link and are cut. */
    static Ipv4Packet read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("IPv4 packet", bytes);
        in.require(Ipv4Packet.HEADER_LENGTH);
        int versionAndLength = in.u8();
        int typeOfService = in.u8();
        int totalLength = in.u16();
        int headerLength = checkedHeaderLength(versionAndLength, totalLength, bytes);
        int identification = in.u16();
        int fragment = in.u16();
        int timeToLive = in.u8();
        int protocol = in.u8();
        in.skip(2);
        Ipv4Address source = in.address();
        Ipv4Address destination = in.address();
        Bytes options = in.slice(headerLength - Ipv4Packet.HEADER_LENGTH);
        Bytes data = in.slice(totalLength - headerLength);
        boolean isFragment = (fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
        IpPayload payload = isFragment
                ? new UnknownIpPayload(protocol, data)
                : readPayload(protocol, source, SourceRoute.end(options, destination), data);
        return new Ipv4Packet(
                typeOfService,
                identification,
                (fragment & DONT_FRAGMENT) != 0,
                (fragment & MORE_FRAGMENTS) != 0,
                fragment & FRAGMENT_OFFSET_MASK,
                timeToLive,
                source,
                destination,
                options,
                payload);
    }

    /** The checks of RFC 1812, 5.2.2, in their order. */
    private static int checkedHeaderLength(int versionAndLength, int totalLength, Bytes bytes)
            throws MalformedInputException {
        int headerLength = (versionAndLength & 0xF) * 4;
        if (versionAndLength >>> 4 != VERSION) {
            throw MalformedInputException.of("IP version", versionAndLength >>> 4, "4");
        }
        if (headerLength < Ipv4Packet.HEADER_LENGTH || headerLength > bytes.length()) {
            throw MalformedInputException.of(
                    "IPv4 header length",
                    headerLength,
                    Ipv4Packet.HEADER_LENGTH + "-" + bytes.length() + ", as the frame has");
        }
        if (totalLength < headerLength || totalLength > bytes.length()) {
            throw MalformedInputException.of(
                    "IPv4 total length", totalLength, headerLength + "-" + bytes.length() + ", as the frame has");
        }
        if (!InternetChecksum.isValid(InternetChecksum.add(0, bytes.slice(0, headerLength)))) {
            throw new MalformedInputException("IPv4 header checksum: wrong");
        }
        return headerLength;
    }

    private static IpPayload readPayload(int protocol, Ipv4Address source, Ipv4Address destination, Bytes bytes)
            throws MalformedInputException {
        return switch (protocol) {
            case IpPayload.PROTOCOL_TCP -> TcpCodec.read(bytes, source, destination);
            case IpPayload.PROTOCOL_UDP -> UdpCodec.read(bytes, source, destination);
            case IpPayload.PROTOCOL_ICMP -> IcmpCodec.read(bytes);
            default -> new UnknownIpPayload(protocol, bytes);
        };
    }
}
