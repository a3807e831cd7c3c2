package labwire.netlab.wire;

/**
 * A bridge protocol data unit (802.1D-2004, clause 9), either in its IEEE form (LLC 42-42-03, for the untagged tree)
 * or in the PVST+ form (SNAP 00-00-0C 01-0B, with the VLAN in a trailing TLV).
 *
 * @param vlanId 0 for the IEEE form, else the originating VLAN of the PVST+ form
 * @param flags the flags octet of 9.2.9; see the {@code FLAG_} and {@code ROLE_} constants
 * @param messageAge in 1/256 s, as are the other times
 */
public record Bpdu(
        Type type,
        int vlanId,
        int flags,
        BridgeId root,
        int rootPathCost,
        BridgeId bridge,
        int portId,
        int messageAge,
        int maxAge,
        int helloTime,
        int forwardDelay)
        implements FramePayload {
    public static final int FLAG_TOPOLOGY_CHANGE = 0x01;
    public static final int FLAG_PROPOSAL = 0x02;
    public static final int ROLE_MASK = 0x0C;
    public static final int ROLE_ALTERNATE_OR_BACKUP = 0x04;
    public static final int ROLE_ROOT = 0x08;
    public static final int ROLE_DESIGNATED = 0x0C;
    public static final int FLAG_LEARNING = 0x10;
    public static final int FLAG_FORWARDING = 0x20;
    public static final int FLAG_AGREEMENT = 0x40;
    public static final int FLAG_TOPOLOGY_CHANGE_ACK = 0x80;

    /** Units of the time fields in a second. */
    public static final int TICKS_PER_SECOND = 256;

    static final int LLC_LENGTH = 3;
    static final int SNAP_LENGTH = 8;
    /** The PVST+ form has its TLV where a rapid BPDU's body ends, whatever its type. */
    static final int PVST_BODY_LENGTH = 36;

    static final int PVST_TLV_LENGTH = 6;

    /** BPDU types (9.3), with the length of their encoded body and their protocol version. */
    public enum Type {
        /** 802.1D configuration, protocol version 0. */
        CONFIGURATION(0x00, 0, 35),
        /** 802.1D topology change notification: nothing but the header. */
        TOPOLOGY_CHANGE(0x80, 0, 4),
        /** 802.1w rapid spanning tree, protocol version 2. */
        RAPID(0x02, 2, 36);

        private final int code;
        private final int protocolVersion;
        private final int bodyLength;

        Type(int code, int protocolVersion, int bodyLength) {
            this.code = code;
            this.protocolVersion = protocolVersion;
            this.bodyLength = bodyLength;
        }

        public int code() {
            return code;
        }

        public int protocolVersion() {
            return protocolVersion;
        }

        public int bodyLength() {
            return bodyLength;
        }
    }

    /** A topology change notification; it carries nothing else, so the rest is zero. */
    public static Bpdu topologyChange(int vlanId) {
        BridgeId none = new BridgeId(0, new MacAddress(0));
        return new Bpdu(Type.TOPOLOGY_CHANGE, vlanId, 0, none, 0, none, 0, 0, 0, 0, 0);
    }

    public boolean hasFlag(int flag) {
        return (flags & flag) != 0;
    }

    @Override
    public Kind kind() {
        return Kind.BPDU;
    }

    @Override
    public int length() {
        return vlanId == 0 ? LLC_LENGTH + type.bodyLength() : SNAP_LENGTH + PVST_BODY_LENGTH + PVST_TLV_LENGTH;
    }
}
