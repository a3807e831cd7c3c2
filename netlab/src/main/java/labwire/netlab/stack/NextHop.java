package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Address;

/**
 * Where a packet goes next.
 *
 * @param address a router, or the destination itself if that is a neighbour
 */
public record NextHop(NetworkInterface egress, Ipv4Address address) {}
