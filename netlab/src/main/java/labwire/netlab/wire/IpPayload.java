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
}
