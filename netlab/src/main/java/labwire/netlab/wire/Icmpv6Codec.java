package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * ICMPv6 messages (<a href="https://www.rfc-editor.org/rfc/rfc4443#section-2.1">RFC 4443, 2.1</a>); the checksum covers
 * the addresses too.
 *
 * <pre>
 *  0               1               2               3
 * +---------------+---------------+-------------------------------+
 * |     type      |     code      |           checksum            |
 * +---------------+---------------+-------------------------------+
 * |  identifier and sequence number, or MTU, or pointer, or flags |
 * +---------------------------------------------------------------+
 * |  echoed data, or the quoted packet, or addresses and options ...
 * +---------------------------------------------------------------
 * </pre>
 */
final class Icmpv6Codec {
    private static final int CHECKSUM_OFFSET = 2;

    private Icmpv6Codec() {}

    static void write(ByteBuffer out, Icmpv6Message message, IpAddress source, IpAddress destination) {
        int start = out.position();
        out.put((byte) message.type()).put((byte) message.code()).putShort((short) 0);
        out.putInt(message.rest());
        WireWriter.bytes(out, message.body());
        int length = message.length();
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_ICMPV6, length);
        int checksum = InternetChecksum.of(InternetChecksum.add(pseudo, out, start, length));
        out.putShort(start + CHECKSUM_OFFSET, (short)
                (message.checksumValid() ? checksum : InternetChecksum.damaged(checksum)));
    }

    static Icmpv6Message read(Bytes bytes, IpAddress source, IpAddress destination) throws MalformedInputException {
        WireReader in = new WireReader("ICMPv6 message", bytes);
        in.require(Icmpv6Message.HEADER_LENGTH);
        int type = in.u8();
        int code = in.u8();
        in.skip(2);
        long pseudo = InternetChecksum.pseudoHeader(source, destination, IpPayload.PROTOCOL_ICMPV6, bytes.length());
        boolean valid = InternetChecksum.isValid(InternetChecksum.add(pseudo, bytes));
        return new Icmpv6Message(type, code, in.i32(), in.rest(), valid);
    }
}
