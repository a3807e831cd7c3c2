package labwire.netlab.wire;

/**
 * An ICMPv6 message (<a href="https://www.rfc-editor.org/rfc/rfc4443">RFC 4443</a>): an error, an echo, or what
 * {@link NdpCodec} and {@link MldReport} make of it.
 *
 * @param rest the four bytes after the checksum: identifier and sequence number of an echo, MTU of "packet too big",
 *     pointer of "parameter problem"
 * @param body what follows the eight header bytes
 * @param checksumValid false for a message that arrived damaged
 */
public record Icmpv6Message(int type, int code, int rest, Bytes body, boolean checksumValid) implements IpPayload {
    public static final int HEADER_LENGTH = 8;

    public static final int DESTINATION_UNREACHABLE = 1;
    public static final int PACKET_TOO_BIG = 2;
    public static final int TIME_EXCEEDED = 3;
    public static final int PARAMETER_PROBLEM = 4;
    public static final int ECHO_REQUEST = 128;
    public static final int ECHO_REPLY = 129;
    /** A query of multicast listener discovery, of either version. */
    public static final int MLD_QUERY = 130;

    public static final int MLDV1_REPORT = 131;
    public static final int MLDV1_DONE = 132;
    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOR_SOLICITATION = 135;
    public static final int NEIGHBOR_ADVERTISEMENT = 136;
    public static final int REDIRECT = 137;
    public static final int MLDV2_REPORT = 143;

    public static final int CODE_NO_ROUTE = 0;
    public static final int CODE_ADMINISTRATIVELY_PROHIBITED = 1;
    public static final int CODE_BEYOND_SCOPE = 2;
    public static final int CODE_ADDRESS_UNREACHABLE = 3;
    public static final int CODE_PORT_UNREACHABLE = 4;

    public static final int CODE_HOP_LIMIT_EXCEEDED = 0;
    public static final int CODE_REASSEMBLY_TIME_EXCEEDED = 1;

    public static final int CODE_ERRONEOUS_HEADER = 0;
    public static final int CODE_UNRECOGNIZED_NEXT_HEADER = 1;
    public static final int CODE_UNRECOGNIZED_OPTION = 2;

    /** From this type on, messages inform; below, they are errors (RFC 4443, 2.1). */
    private static final int FIRST_INFORMATIONAL = 128;

    public Icmpv6Message(int type, int code, int rest, Bytes body) {
        this(type, code, rest, body, true);
    }

    /** The identifier of an echo. */
    public int identifier() {
        return rest >>> 16;
    }

    /** The sequence number of an echo. */
    public int sequenceNumber() {
        return rest & 0xFFFF;
    }

    /** True for the messages about which no error may be sent (RFC 4443, 2.4 (e.1)). */
    public boolean isError() {
        return type < FIRST_INFORMATIONAL;
    }

    /** True for what {@link NdpCodec} reads. */
    public boolean isNeighborDiscovery() {
        return type >= ROUTER_SOLICITATION && type <= REDIRECT;
    }

    @Override
    public Kind kind() {
        return Kind.ICMPV6;
    }

    @Override
    public int protocolNumber() {
        return PROTOCOL_ICMPV6;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + body.length();
    }
}
