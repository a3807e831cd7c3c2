package labwire.netlab.stack.icmp;

import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/**
 * What the IP header of a message says.
 *
 * @param timeToLive 1 to 255
 */
public record IcmpHeader(
        Ipv4Address source, Ipv4Address destination, int typeOfService, int timeToLive, boolean dontFragment) {
    /** Internetwork control, in which errors go (RFC 1812, 4.3.2.5). */
    static final int ERROR_TYPE_OF_SERVICE = 0xC0;

    static IcmpHeader ofError(Ipv4Address source, Ipv4Address destination) {
        return new IcmpHeader(source, destination, ERROR_TYPE_OF_SERVICE, Ipv4Packet.DEFAULT_TTL, false);
    }

    /** Back to where the packet came from, from where it was sent to. */
    static IcmpHeader answering(Ipv4Packet packet) {
        Ipv4Address asked = packet.destination();
        Ipv4Address asker = packet.source();
        return new IcmpHeader(asked, asker, packet.typeOfService(), Ipv4Packet.DEFAULT_TTL, false);
    }
}
