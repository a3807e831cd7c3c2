package labwire.netlab.stack.ip6;

import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.UdpDatagram;

/** What stands on IPv6: the TCP and the UDP of the stack. */
public interface Ip6Transports {
    /** A packet for this stack whose payload is a TCP segment. */
    void segment(Ipv6Packet packet);

    /**
     * A packet for this stack whose payload is a datagram.
     *
     * @return false if nobody takes it
     */
    boolean datagram(Ipv6Packet packet, UdpDatagram datagram, int interfaceIndex);

    /** A packet of ours, quoted with its ports, did not arrive, as an ICMPv6 error says. */
    void failed(Ipv6Packet quoted, int type, int code, IpAddress reporter);
}
