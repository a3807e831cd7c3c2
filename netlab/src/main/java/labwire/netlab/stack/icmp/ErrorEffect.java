package labwire.netlab.stack.icmp;

import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;

/**
 * What an ICMP error means for the socket whose packet it is about (<a
 * href="https://www.rfc-editor.org/rfc/rfc1122#section-3.2.2.1">RFC 1122, 3.2.2.1</a> and 4.2.3.9). Which codes are
 * hard is as in Linux's table of ICMP errors.
 */
public enum ErrorEffect {
    /** It concerns no socket: a size for path MTU discovery, a redirect, a source quench (RFC 6633). */
    NONE,
    /** No way to the network or host just now, or a time to live ran out: soft, for it may pass. */
    UNREACHABLE,
    /** A filter on the way, or a network or host that is unknown or closed to us: hard. */
    PROHIBITED,
    /** The host does not speak the protocol: hard. */
    PROTOCOL_UNREACHABLE,
    /** Nobody has the port: hard. */
    PORT_UNREACHABLE,
    /** Somebody could not read the packet's header: soft, as RFC 1122, 4.2.3.9 wants it. */
    PARAMETER_PROBLEM;

    private static final int V4_NETWORK_FOR_SERVICE = 11;
    private static final int V4_HOST_FOR_SERVICE = 12;
    /** Precedence cutoff (RFC 1812, 5.2.7.1): the last code that there is. */
    private static final int V4_LAST_CODE = 15;

    private static final int V6_POLICY_FAILED = 5;
    private static final int V6_REJECTED_ROUTE = 6;

    /** What an ICMP error of that type and code means. */
    public static ErrorEffect of(int type, int code) {
        return switch (type) {
            case IcmpMessage.DESTINATION_UNREACHABLE -> unreachable(code);
            case IcmpMessage.TIME_EXCEEDED -> UNREACHABLE;
            case IcmpMessage.PARAMETER_PROBLEM -> PARAMETER_PROBLEM;
            default -> NONE;
        };
    }

    /** What an ICMPv6 error of that type and code means. */
    public static ErrorEffect ofVersion6(int type, int code) {
        return switch (type) {
            case Icmpv6Message.DESTINATION_UNREACHABLE ->
                switch (code) {
                    case Icmpv6Message.CODE_PORT_UNREACHABLE -> PORT_UNREACHABLE;
                    case Icmpv6Message.CODE_ADMINISTRATIVELY_PROHIBITED, V6_POLICY_FAILED, V6_REJECTED_ROUTE ->
                        PROHIBITED;
                    default -> UNREACHABLE;
                };
            case Icmpv6Message.TIME_EXCEEDED -> UNREACHABLE;
            case Icmpv6Message.PARAMETER_PROBLEM -> PARAMETER_PROBLEM;
            default -> NONE;
        };
    }

    private static ErrorEffect unreachable(int code) {
        return switch (code) {
            case IcmpMessage.CODE_NETWORK_UNREACHABLE,
                    IcmpMessage.CODE_HOST_UNREACHABLE,
                    IcmpMessage.CODE_SOURCE_ROUTE_FAILED,
                    V4_NETWORK_FOR_SERVICE,
                    V4_HOST_FOR_SERVICE -> UNREACHABLE;
            case IcmpMessage.CODE_PROTOCOL_UNREACHABLE -> PROTOCOL_UNREACHABLE;
            case IcmpMessage.CODE_PORT_UNREACHABLE -> PORT_UNREACHABLE;
            case IcmpMessage.CODE_FRAGMENTATION_NEEDED -> NONE;
            default -> code <= V4_LAST_CODE ? PROHIBITED : NONE;
        };
    }

    /** True if trying again is no use: a TCP handshake ends at once. */
    public boolean isHard() {
        return switch (this) {
            case PROHIBITED, PROTOCOL_UNREACHABLE, PORT_UNREACHABLE -> true;
            case NONE, UNREACHABLE, PARAMETER_PROBLEM -> false;
        };
    }
}
