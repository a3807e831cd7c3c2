package labwire.netlab.wire;

/** What an IP packet carries. */
public sealed interface IpPayload permits IcmpMessage, Icmpv6Message, UdpDatagram, TcpSegment, RawIpPayload {
    int PROTOCOL_ICMP = 1;
    int PROTOCOL_IGMP = 2;
    int PROTOCOL_TCP = 6;
    int PROTOCOL_UDP = 17;
    int PROTOCOL_ICMPV6 = 58;

    /** For switches that must be exhaustive on Java 17. */
    enum Kind {
        ICMP,
        ICMPV6,
        UDP,
        TCP,
        UNKNOWN
    }

    Kind kind();

    /** The number in the IP header's protocol field. */
    int protocolNumber();

    /** Encoded length in bytes, header included. */
    int length();

    /** How many of them a wire carries in place of this one: more than one for a super-segment, see {@link Segmentation}. */
    default int wireCount() {
        return 1;
    }

    /** Encoded length in bytes of each of those that a wire carries. */
    default int unitLength() {
        return length();
    }
}
