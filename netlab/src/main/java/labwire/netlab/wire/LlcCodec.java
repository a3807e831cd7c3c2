package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * What an 802.3 frame carries behind its length: an LLC header (802.2), and for Cisco's protocols a SNAP header.
 *
 * <pre>
 * spanning tree   42 42 03
 * SNAP            AA AA 03, OUI 00 00 0C, protocol: 01 0B PVST+, 20 00 CDP, 20 03 VTP, 20 04 DTP
 * </pre>
 */
final class LlcCodec {
    static final int SNAP_PVST = 0x010B;
    static final int SNAP_CDP = 0x2000;
    static final int SNAP_VTP = 0x2003;
    static final int SNAP_DTP = 0x2004;
    /** Of LLC and SNAP together. */
    static final int SNAP_LENGTH = 8;

    private static final int LLC_LENGTH = 3;
    private static final int UNNUMBERED = 0x03;
    private static final int BRIDGE_GROUP = 0x4242;
    private static final int SNAP = 0xAAAA;
    private static final int OUI_CISCO = 0x00000C;

    private LlcCodec() {}

    static void bridgeGroup(ByteBuffer out) {
        out.putShort((short) BRIDGE_GROUP).put((byte) UNNUMBERED);
    }

    static void ciscoSnap(ByteBuffer out, int protocol) {
        out.putShort((short) SNAP).put((byte) UNNUMBERED);
        out.put((byte) (OUI_CISCO >>> 16)).putShort((short) OUI_CISCO).putShort((short) protocol);
    }

    /** Reads a protocol that the lab knows; anything else is carried unread. */
    static FramePayload read(Bytes llc) throws MalformedInputException {
        if (startsWith(llc, BRIDGE_GROUP)) {
            return BpduCodec.read(llc);
        }
        if (startsWith(llc, SNAP) && llc.length() >= SNAP_LENGTH) {
            WireReader in = new WireReader("SNAP header", llc);
            in.skip(LLC_LENGTH);
            if ((in.u8() << 16 | in.u16()) == OUI_CISCO) {
                return readCisco(in.u16(), llc);
            }
        }
        return new UnknownPayload(llc.length(), llc);
    }

    private static FramePayload readCisco(int protocol, Bytes llc) throws MalformedInputException {
        Bytes body = llc.slice(SNAP_LENGTH, llc.length() - SNAP_LENGTH);
        return switch (protocol) {
            case SNAP_PVST -> BpduCodec.readPvst(llc);
            case SNAP_CDP -> CdpCodec.read(body);
            case SNAP_VTP -> new VtpPacket(body);
            case SNAP_DTP -> DtpCodec.read(body);
            default -> new UnknownPayload(llc.length(), llc);
        };
    }

    private static boolean startsWith(Bytes llc, int serviceAccessPoints) {
        return llc.length() >= LLC_LENGTH
                && (llc.get(0) & 0xFF) == serviceAccessPoints >>> 8
                && (llc.get(1) & 0xFF) == (serviceAccessPoints & 0xFF)
                && llc.get(2) == UNNUMBERED;
    }
}
