package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * ICMP messages (<a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>).
 *
 * <pre>
 *  0               1               2               3
 * +---------------+---------------+-------------------------------+
 * |     type      |     code      |           checksum            |
 * +---------------+---------------+-------------------------------+
 * |  identifier and sequence number, or next-hop MTU, or unused   |
 * +---------------------------------------------------------------+
 * |  echoed data, or the quoted packet ...
 * +---------------------------------------------------------------
 * </pre>
 */
final class IcmpCodec {
    private static final int CHECKSUM_OFFSET = 2;

    private IcmpCodec() {}

    static void write(ByteBuffer out, IcmpMessage message) {
        int start = out.position();
        out.put((byte) message.type()).put((byte) message.code()).putShort((short) 0);
        out.putInt(message.rest());
        WireWriter.bytes(out, message.body());
        int checksum = InternetChecksum.of(InternetChecksum.add(0, out, start, message.length()));
        out.putShort(start + CHECKSUM_OFFSET, (short)
                (message.checksumValid() ? checksum : InternetChecksum.damaged(checksum)));
    }

    static IcmpMessage read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("ICMP message", bytes);
        in.require(IcmpMessage.HEADER_LENGTH);
        int type = in.u8();
        int code = in.u8();
        in.skip(2);
        boolean valid = InternetChecksum.isValid(InternetChecksum.add(0, bytes));
        return new IcmpMessage(type, code, in.i32(), in.rest(), valid);
    }
}
