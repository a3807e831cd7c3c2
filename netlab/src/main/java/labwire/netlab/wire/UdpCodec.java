package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * UDP datagrams (<a href="https://www.rfc-editor.org/rfc/rfc768">RFC 768</a>).
 *
 * <pre>
 *  0               1               2               3
 * +-------------------------------+-------------------------------+
 * |          source port          |       destination port        |
 * +-------------------------------+-------------------------------+
 * |            length             |           checksum            |
 * +-------------------------------+-------------------------------+
 * |  data ...
 * +---------------------------------------------------------------
 * </pre>
 */
final class UdpCodec {
    private static final int CHECKSUM_OFFSET = 6;
    /** "No checksum": a computed zero is sent as its other form, all ones. */
    private static final int NO_CHECKSUM = 0;

    private UdpCodec() {}

    static void write(ByteBuffer out, UdpDatagram datagram, IpAddress source, IpAddress destination) {
        int start = out.position();
        int length = datagram.length();
        out.putShort((short) datagram.sourcePort()).putShort((short) datagram.destinationPort());
        out.putShort((short) length).putShort((short) 0);
        WireWriter.bytes(out, datagram.payload());
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_UDP, length);
        int checksum = InternetChecksum.of(InternetChecksum.add(pseudo, out, start, length));
        if (checksum == NO_CHECKSUM) {
            checksum = 0xFFFF;
        }
        out.putShort(start + CHECKSUM_OFFSET, (short)
                (datagram.checksumValid() ? checksum : InternetChecksum.damaged(checksum)));
    }

    static UdpDatagram read(Bytes bytes, IpAddress source, IpAddress destination) throws MalformedInputException {
        WireReader in = new WireReader("UDP datagram", bytes);
        in.require(UdpDatagram.HEADER_LENGTH);
        int sourcePort = in.u16();
        int destinationPort = in.u16();
        int length = in.u16();
        int checksum = in.u16();
        if (length < UdpDatagram.HEADER_LENGTH || length > bytes.length()) {
            throw MalformedInputException.of(
                    "UDP length", length, UdpDatagram.HEADER_LENGTH + "-" + bytes.length() + ", as the packet has");
        }
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_UDP, length);
        // RFC 8200, 8.1: over IPv6, whose header has no checksum, there is always one.
        boolean valid = checksum == NO_CHECKSUM
                ? source instanceof Ipv4Address
                : InternetChecksum.isValid(InternetChecksum.add(pseudo, bytes.slice(0, length)));
        return new UdpDatagram(sourcePort, destinationPort, in.slice(length - UdpDatagram.HEADER_LENGTH), valid);
    }
}
