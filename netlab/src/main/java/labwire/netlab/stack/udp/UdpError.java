package labwire.netlab.stack.udp;

import labwire.netlab.wire.IpAddress;

/**
 * What an ICMP error says about a datagram of ours.
 *
 * @param type the ICMP type
 * @param code the ICMP code
 * @param reporter who says so: a router on the way, or the destination
 * @param destination where the datagram was sent
 */
public record UdpError(int type, int code, IpAddress reporter, IpAddress destination, int destinationPort) {}
