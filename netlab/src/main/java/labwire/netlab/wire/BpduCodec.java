package labwire.netlab.wire;

import java.nio.ByteBuffer;

/**
 * Bridge protocol data units behind their LLC or SNAP header (802.1D-2004, 9.3; PVST+ as Cisco bridges send it).
 *
 * <pre>
 * IEEE    LLC 42 42 03
 * PVST+   LLC AA AA 03, OUI 00 00 0C, protocol 01 0B
 *
 *  0  protocol identifier (0)          2
 *  2  protocol version                 1
 *  3  type                             1     a topology change notification ends here
 *  4  flags                            1
 *  5  root: priority, address          2 + 6
 * 13  root path cost                   4
 * 17  bridge: priority, address        2 + 6
 * 25  port                             2
 * 27  message age, max age, hello time, forward delay, in 1/256 s    4 x 2
 * 35  version 1 length (0)             1     rapid BPDUs, and PVST+ always
 * 36  TLV: type (0), length (2), originating VLAN    3 x 2    PVST+ alone
 * </pre>
 */
final class BpduCodec {
    private static final int TLV_ORIGINATING_VLAN = 0;
    private static final int TLV_LENGTH = 2;

    private BpduCodec() {}

    static void write(ByteBuffer out, Bpdu bpdu) {
        boolean pvst = bpdu.vlanId() != 0;
        if (pvst) {
            LlcCodec.ciscoSnap(out, LlcCodec.SNAP_PVST);
        } else {
            LlcCodec.bridgeGroup(out);
        }
        int body = out.position();
        writeBody(out, bpdu);
        if (pvst) {
            // Java's buffer is zero where nothing was written: the octets of a shorter type stay so.
            out.position(body + Bpdu.PVST_BODY_LENGTH);
            out.putShort((short) TLV_ORIGINATING_VLAN).putShort((short) TLV_LENGTH);
            out.putShort((short) bpdu.vlanId());
        }
    }

    private static void writeBody(ByteBuffer out, Bpdu bpdu) {
        out.putShort((short) 0);
        out.put((byte) bpdu.type().protocolVersion()).put((byte) bpdu.type().code());
        if (bpdu.type() == Bpdu.Type.TOPOLOGY_CHANGE) {
            return;
        }
        out.put((byte) bpdu.flags());
        bridgeId(out, bpdu.root());
        out.putInt(bpdu.rootPathCost());
        bridgeId(out, bpdu.bridge());
        out.putShort((short) bpdu.portId());
        out.putShort((short) bpdu.messageAge()).putShort((short) bpdu.maxAge());
        out.putShort((short) bpdu.helloTime()).putShort((short) bpdu.forwardDelay());
        if (bpdu.type() == Bpdu.Type.RAPID) {
            out.put((byte) 0);
        }
    }

    private static void bridgeId(ByteBuffer out, BridgeId id) {
        out.putShort((short) id.priority());
        WireWriter.mac(out, id.address());
    }

    /** Reads the IEEE form, behind its LLC header. */
    static Bpdu read(Bytes llc) throws MalformedInputException {
        WireReader in = new WireReader("BPDU", llc);
        in.skip(Bpdu.LLC_LENGTH);
        return readBody(in, 0);
    }

    /** Reads the PVST+ form, behind its LLC and SNAP headers. */
    static Bpdu readPvst(Bytes llc) throws MalformedInputException {
        WireReader in = new WireReader("PVST+ BPDU", llc);
        in.skip(Bpdu.SNAP_LENGTH);
        return readBody(in, originatingVlan(llc));
    }

    private static int originatingVlan(Bytes llc) throws MalformedInputException {
        WireReader in = new WireReader("PVST+ BPDU", llc);
        in.skip(Bpdu.SNAP_LENGTH + Bpdu.PVST_BODY_LENGTH);
        int type = in.u16();
        int length = in.u16();
        int vlanId = in.u16();
        if (type != TLV_ORIGINATING_VLAN || length != TLV_LENGTH) {
            throw new MalformedInputException(
                    "PVST+ TLV: type " + type + ", length " + length + " (expected: the originating VLAN, 0 and 2)");
        }
        if (vlanId < 1 || vlanId > VlanTag.MAX_VLAN_ID) {
            throw MalformedInputException.of("originating VLAN", vlanId, "1-" + VlanTag.MAX_VLAN_ID);
        }
        return vlanId;
    }

    /** Validates as 802.1D-2004, 9.3.4 does: identifier, type, version of a rapid BPDU, least length. */
    private static Bpdu readBody(WireReader in, int vlanId) throws MalformedInputException {
        int protocol = in.u16();
        int version = in.u8();
        Bpdu.Type type = type(in.u8(), version);
        if (protocol != 0) {
            throw MalformedInputException.of("BPDU protocol identifier", protocol, "0");
        }
        if (type == Bpdu.Type.TOPOLOGY_CHANGE) {
            return Bpdu.topologyChange(vlanId);
        }
        in.require(type.bodyLength() - Bpdu.Type.TOPOLOGY_CHANGE.bodyLength());
        int flags = in.u8();
        BridgeId root = new BridgeId(in.u16(), in.mac());
        int rootPathCost = in.i32();
        BridgeId bridge = new BridgeId(in.u16(), in.mac());
        return new Bpdu(
                type, vlanId, flags, root, rootPathCost, bridge, in.u16(), in.u16(), in.u16(), in.u16(), in.u16());
    }

    private static Bpdu.Type type(int code, int version) throws MalformedInputException {
        for (Bpdu.Type type : Bpdu.Type.values()) {
            // A later version may say more at the end, which an earlier bridge does not read (9.3.4, note 2).
            if (type.code() == code && version >= type.protocolVersion()) {
                return type;
            }
        }
        throw new MalformedInputException(
                "BPDU type " + code + ", version " + version + " (expected: configuration, topology change or rapid)");
    }
}
