package labwire.netlab.wire;

/** A packet of either family of IP. */
public sealed interface IpPacket extends FramePayload permits Ipv4Packet, Ipv6Packet {
    IpAddress source();

    IpAddress destination();

    IpPayload payload();

    /** The DSCP and ECN octet: type of service, traffic class. */
    int trafficClass();

    IpPacket withTrafficClass(int newTrafficClass);

    /** How many routers it may still pass, 0 to 255: time to live, hop limit. */
    int hopLimit();

    /** The bytes before the payload: IPv4's options and IPv6's extension headers are among them. */
    int headerLength();

    /** True for a part of a packet that was too long for a link. */
    boolean isFragment();
}
