package labwire.netlab.stack.udp;

import labwire.netlab.wire.Ipv4Address;

/**
 * What an ICMP error says about a datagram of ours.
 *
 * @param type the ICMP type
 * @param code the ICMP code
 * @param reporter who says so: a router on the way, or the destination
 * @param destination where the datagram was sent
 */
public record UdpError(int type, int code, Ipv4Address reporter, Ipv4Address destination, int destinationPort) {}
