package labwire.netlab.stack.icmp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;

/**
 * What the IP header of a message says.
 *
 * @param timeToLive 1 to 255
 * @param options this stack's mark is added to those that are for marks; a source route names the gates alone
 */
public record IcmpHeader(
        Ipv4Address source,
        Ipv4Address destination,
        int typeOfService,
        int timeToLive,
        boolean dontFragment,
        Bytes options) {
    /** Internetwork control, in which errors go (RFC 1812, 4.3.2.5). */
    static final int ERROR_TYPE_OF_SERVICE = 0xC0;

    static IcmpHeader ofError(Ipv4Address source, Ipv4Address destination, Bytes options) {
        return new IcmpHeader(source, destination, ERROR_TYPE_OF_SERVICE, Ipv4Packet.DEFAULT_TTL, false, options);
    }

    /**
     * Back to where the packet came from, from where it was sent to, with its options that ask for marks, by the way that
     * it came.
     */
    static IcmpHeader answering(Ipv4Packet packet) {
        Ipv4Address asked = packet.destination();
        Ipv4Address asker = packet.source();
        Bytes options = packet.options().isEmpty() ? Bytes.EMPTY : Ipv4Options.echoed(packet.options(), asker);
        return new IcmpHeader(asked, asker, packet.typeOfService(), Ipv4Packet.DEFAULT_TTL, false, options);
    }
}
