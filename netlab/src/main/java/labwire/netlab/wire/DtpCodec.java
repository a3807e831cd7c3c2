package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * Dynamic Trunking Protocol.
 *
 * <pre>
 *  0  version (1)    1
 *  1  TLVs: type 2, length with this header 2, value
 *       1  domain, a zero at its end
 *       2  status: trunking 0x80; wish 1 on, 2 off, 3 desirable, 4 auto
 *       3  trunk type: in use (high 3 bits), wished for (low 3 bits)
 *       4  the sender's address
 * </pre>
 */
final class DtpCodec {
    private static final int VERSION = 1;
    private static final int DOMAIN = 1;
    private static final int STATUS = 2;
    private static final int TYPE = 3;
    private static final int NEIGHBOR = 4;

    private DtpCodec() {}

    static void write(ByteBuffer out, DtpPacket packet) {
        LlcCodec.ciscoSnap(out, LlcCodec.SNAP_DTP);
        out.put((byte) VERSION);
        header(out, DOMAIN, packet.domain().length() + 1);
        WireWriter.text(out, packet.domain());
        out.put((byte) 0);
        header(out, STATUS, 1);
        out.put((byte) packet.status());
        header(out, TYPE, 1);
        out.put((byte) packet.trunkType());
        header(out, NEIGHBOR, 6);
        WireWriter.mac(out, packet.neighbor());
    }

    private static void header(ByteBuffer out, int type, int length) {
        out.putShort((short) type).putShort((short) (DtpPacket.TLV_HEADER_LENGTH + length));
    }

    static DtpPacket read(Bytes body) throws MalformedInputException {
        WireReader in = new WireReader("DTP message", body);
        int version = in.u8();
        if (version != VERSION) {
            throw MalformedInputException.of("DTP version", version, "1");
        }
        String domain = "";
        int status = -1;
        int trunkType = 0;
        MacAddress neighbor = new MacAddress(0);
        while (in.remaining() >= DtpPacket.TLV_HEADER_LENGTH) {
            int type = in.u16();
            int length = in.u16() - DtpPacket.TLV_HEADER_LENGTH;
            if (length < 0) {
                throw MalformedInputException.of("DTP TLV length", length + DtpPacket.TLV_HEADER_LENGTH, "at least 4");
            }
            WireReader value = new WireReader("DTP TLV", in.slice(length));
            switch (type) {
                case DOMAIN -> domain = domain(value);
                case STATUS -> status = value.u8();
                case TYPE -> trunkType = value.u8();
                case NEIGHBOR -> neighbor = value.mac();
                default -> {}
            }
        }
        if (status < 0) {
            throw new MalformedInputException("DTP message without a status (expected: one)");
        }
        return new DtpPacket(domain, status, trunkType, neighbor);
    }

    private static String domain(WireReader value) throws MalformedInputException {
        String padded = value.text(value.remaining());
        int end = padded.indexOf('\0');
        String domain = end < 0 ? padded : padded.substring(0, end);
        if (domain.length() > DtpPacket.MAX_DOMAIN) {
            throw MalformedInputException.of("DTP domain", domain.length(), "at most 32 characters");
        }
        return domain;
    }
}
