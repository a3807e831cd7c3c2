package labwire.netlab.wire;

/** An ARP packet for IPv4 over Ethernet (<a href="https://www.rfc-editor.org/rfc/rfc826">RFC 826</a>). */
public record ArpPacket(
        Operation operation,
        MacAddress senderMac,
        Ipv4Address senderAddress,
        MacAddress targetMac,
        Ipv4Address targetAddress)
        implements FramePayload {
    public static final int LENGTH = 28;
    public static final MacAddress UNKNOWN_MAC = new MacAddress(0);

    /** The ARP operations that hosts and routers use. */
    public enum Operation {
        REQUEST(1),
        REPLY(2);

        private final int code;

        Operation(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    @Override
    public Kind kind() {
        return Kind.ARP;
    }

    @Override
    public int length() {
        return LENGTH;
    }
}
