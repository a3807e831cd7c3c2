package labwire.netlab.wire;

/**
 * A message of Cisco's Dynamic Trunking Protocol: what a port is, and what it would like its link to be.
 *
 * @param domain the VTP domain, at most {@link #MAX_DOMAIN} characters; ports of two different ones agree on no trunk
 * @param status {@link #TRUNKING} or not, and in {@link #WISH_MASK} one of the wishes
 * @param trunkType kind of tags, in use in the high and wished for in the low half
 * @param neighbor the sending port's address
 */
public record DtpPacket(String domain, int status, int trunkType, MacAddress neighbor) implements FramePayload {
    public static final int MAX_DOMAIN = 32;
    public static final int TRUNKING = 0x80;
    public static final int WISH_MASK = 0x07;
    public static final int WISH_ON = 1;
    public static final int WISH_OFF = 2;
    public static final int WISH_DESIRABLE = 3;
    public static final int WISH_AUTO = 4;
    /** 802.1Q in use and wished for. */
    public static final int TYPE_DOT1Q = 0xA5;
    /** 802.1Q in use, found by negotiation. */
    public static final int TYPE_NEGOTIATED_DOT1Q = 0xA0;

    static final int TLV_HEADER_LENGTH = 4;

    public DtpPacket {
        if (domain.length() > MAX_DOMAIN) {
            throw new IllegalArgumentException(
                    "VTP domain: " + domain.length() + " characters (expected: at most " + MAX_DOMAIN + ")");
        }
    }

    public boolean isTrunking() {
        return (status & TRUNKING) != 0;
    }

    public int wish() {
        return status & WISH_MASK;
    }

    @Override
    public Kind kind() {
        return Kind.DTP;
    }

    /** Header, version, and four TLVs: the domain with a zero at its end, two octets, an address. */
    @Override
    public int length() {
        return LlcCodec.SNAP_LENGTH + 1 + 4 * TLV_HEADER_LENGTH + domain.length() + 1 + 1 + 1 + 6;
    }
}
