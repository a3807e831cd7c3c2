package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * ARP for IPv4 over Ethernet (<a href="https://www.rfc-editor.org/rfc/rfc826">RFC 826</a>).
 *
 * <pre>
 *  0               1               2               3
 * +-------------------------------+-------------------------------+
 * |       hardware type (1)       |     protocol type (0x0800)    |
 * +---------------+---------------+-------------------------------+
 * |hardw. len. (6)|prot. len. (4) |           operation           |
 * +---------------+---------------+-------------------------------+
 * |                   sender hardware address                     |
 * +                               +-------------------------------+
 * |                               |    sender protocol address    |
 * +-------------------------------+-------------------------------+
 * |       (continued)             |    target hardware address    |
 * +-------------------------------+                               +
 * |                                                               |
 * +---------------------------------------------------------------+
 * |                   target protocol address                     |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class ArpCodec {
    private static final int HARDWARE_ETHERNET = 1;
    private static final int MAC_LENGTH = 6;
    private static final int ADDRESS_LENGTH = 4;

    private ArpCodec() {}

    static void write(ByteBuffer out, ArpPacket packet) {
        out.putShort((short) HARDWARE_ETHERNET);
        out.putShort((short) EtherType.IPV4);
        out.put((byte) MAC_LENGTH).put((byte) ADDRESS_LENGTH);
        out.putShort((short) packet.operation().code());
        WireWriter.mac(out, packet.senderMac());
        out.putInt(packet.senderAddress().value());
        WireWriter.mac(out, packet.targetMac());
        out.putInt(packet.targetAddress().value());
    }

    /** Reads an ARP packet; one for other hardware, another protocol or another operation is passed on unread. */
    static FramePayload read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("ARP packet", bytes);
        int hardware = in.u16();
        int protocol = in.u16();
        int macLength = in.u8();
        int addressLength = in.u8();
        int code = in.u16();
        if (hardware != HARDWARE_ETHERNET || protocol != EtherType.IPV4) {
            return new UnknownPayload(EtherType.ARP, bytes);
        }
        if (macLength != MAC_LENGTH || addressLength != ADDRESS_LENGTH) {
            throw new MalformedInputException(
                    "ARP address lengths: " + macLength + " and " + addressLength + " (expected: 6 and 4)");
        }
        for (ArpPacket.Operation operation : ArpPacket.Operation.values()) {
            if (operation.code() == code) {
                return new ArpPacket(operation, in.mac(), in.address(), in.mac(), in.address());
            }
        }
        return new UnknownPayload(EtherType.ARP, bytes);
    }
}
