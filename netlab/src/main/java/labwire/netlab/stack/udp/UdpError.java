package labwire.netlab.stack.udp;

import labwire.netlab.stack.icmp.ErrorEffect;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/**
 * What an ICMP error says about a datagram of ours.
 *
 * @param type the ICMP type, or the ICMPv6 one where the destination is IPv6
 * @param code likewise
 * @param reporter who says so: a router on the way, or the destination
 * @param destination where the datagram was sent
 */
public record UdpError(int type, int code, IpAddress reporter, IpAddress destination, int destinationPort) {
    /** What it means for the socket. */
    public ErrorEffect effect() {
        return destination instanceof Ipv4Address ? ErrorEffect.of(type, code) : ErrorEffect.ofVersion6(type, code);
    }
}
