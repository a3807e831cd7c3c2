package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * TCP segments (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.1">RFC 9293, 3.1</a>).
 *
 * <pre>
 *  0               1               2               3
 * +-------------------------------+-------------------------------+
 * |          source port          |       destination port        |
 * +-------------------------------+-------------------------------+
 * |                        sequence number                        |
 * +---------------------------------------------------------------+
 * |                     acknowledgment number                     |
 * +-------+-------+---------------+-------------------------------+
 * |offset | zero  |CEUAPRSF flags |            window             |
 * +-------+-------+---------------+-------------------------------+
 * |           checksum            |        urgent pointer         |
 * +-------------------------------+-------------------------------+
 * |  options, up to the offset; then data ...
 * +---------------------------------------------------------------
 * </pre>
 */
final class TcpCodec {
    private static final int CHECKSUM_OFFSET = 16;

    private TcpCodec() {}

    static void write(ByteBuffer out, TcpSegment segment, IpAddress source, IpAddress destination) {
        int start = out.position();
        int headerLength = TcpSegment.HEADER_LENGTH + segment.options().length();
        out.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
        out.putInt(segment.sequence()).putInt(segment.acknowledgment());
        out.put((byte) (headerLength / 4 << 4)).put((byte) segment.flags());
        out.putShort((short) segment.window());
        out.putShort((short) 0).putShort((short) segment.urgentPointer());
        TcpOptionsCodec.write(out, segment.options());
        WireWriter.bytes(out, segment.payload());
        int length = segment.length();
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_TCP, length);
        int checksum = InternetChecksum.of(InternetChecksum.add(pseudo, out, start, length));
        out.putShort(start + CHECKSUM_OFFSET, (short)
                (segment.checksumValid() ? checksum : InternetChecksum.damaged(checksum)));
    }

    static TcpSegment read(Bytes bytes, IpAddress source, IpAddress destination) throws MalformedInputException {
        WireReader in = new WireReader("TCP segment", bytes);
        in.require(TcpSegment.HEADER_LENGTH);
        int sourcePort = in.u16();
        int destinationPort = in.u16();
        int sequence = in.i32();
        int acknowledgment = in.i32();
        int headerLength = (in.u8() >>> 4) * 4;
        int flags = in.u8();
        int window = in.u16();
        in.skip(2);
        int urgentPointer = in.u16();
        if (headerLength < TcpSegment.HEADER_LENGTH || headerLength > bytes.length()) {
            throw MalformedInputException.of(
                    "TCP header length",
                    headerLength,
                    TcpSegment.HEADER_LENGTH + "-" + bytes.length() + ", as the packet has");
        }
        TcpOptions options = TcpOptionsCodec.read(in.slice(headerLength - TcpSegment.HEADER_LENGTH));
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_TCP, bytes.length());
        boolean valid = InternetChecksum.isValid(InternetChecksum.add(pseudo, bytes));
        return new TcpSegment(
                sourcePort,
                destinationPort,
                sequence,
                acknowledgment,
                flags,
                window,
                urgentPointer,
                options,
                in.rest(),
                valid);
    }
}
