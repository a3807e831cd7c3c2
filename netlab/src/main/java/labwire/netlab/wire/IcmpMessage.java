package labwire.netlab.wire;

/**
 * An ICMP message (<a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>).
 *
 * @param rest the four bytes after the checksum: identifier and sequence number of an echo, next-hop MTU in the low
 *     half of "fragmentation needed", zero else
 * @param body what follows the eight header bytes
 * @param checksumValid false for a message that arrived damaged
 */
public record IcmpMessage(int type, int code, int rest, Bytes body, boolean checksumValid) implements IpPayload {
    public static final int HEADER_LENGTH = 8;

    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    /** To be sent on by another router: {@code rest} is its address. */
    public static final int REDIRECT = 5;

    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;

    public static final int CODE_NETWORK_UNREACHABLE = 0;
    public static final int CODE_HOST_UNREACHABLE = 1;
    public static final int CODE_PROTOCOL_UNREACHABLE = 2;
    public static final int CODE_PORT_UNREACHABLE = 3;
    public static final int CODE_FRAGMENTATION_NEEDED = 4;
    public static final int CODE_SOURCE_ROUTE_FAILED = 5;
    /** A filter does not let it pass (RFC 1812, 5.2.7.1). */
    public static final int CODE_ADMINISTRATIVELY_PROHIBITED = 13;

    public static final int CODE_REDIRECT_FOR_HOST = 1;
    public static final int CODE_TTL_EXCEEDED_IN_TRANSIT = 0;

    public IcmpMessage(int type, int code, int rest, Bytes body) {
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

    /** True for the messages about which no ICMP error may be sent (RFC 1122, 3.2.2). */
    public boolean isError() {
        return switch (type) {
            case DESTINATION_UNREACHABLE, 4, REDIRECT, TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    @Override
    public Kind kind() {
        return Kind.ICMP;
    }

    @Override
    public int protocolNumber() {
        return PROTOCOL_ICMP;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + body.length();
    }
}
