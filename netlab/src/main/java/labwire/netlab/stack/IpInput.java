package labwire.netlab.stack;

import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 packets from all interfaces: the checks of RFC 1122, 3.2.1 and RFC 1812, 5.3.7, then here or onwards.
 *
 * <p>Lengths and the header checksum are checked where a packet is read from bytes; inside the lab they hold.
 */
final class IpInput {
    private static final int LOOPBACK_OCTET = 127;
    private static final int FIRST_MULTICAST_OCTET = 224;
    private static final int FIRST_RESERVED_OCTET = 240;

    private static final int OPTION_END = 0;
    private static final int OPTION_LOOSE_SOURCE_ROUTE = 131;
    private static final int OPTION_STRICT_SOURCE_ROUTE = 137;

    private final DestinationCache destinations;
    private final IpCounters counters;
    private final LocalDelivery here;
    private final Forwarder onwards;

    IpInput(DestinationCache destinations, IpCounters counters, LocalDelivery here, Forwarder onwards) {
        this.destinations = destinations;
        this.counters = counters;
        this.here = here;
        this.onwards = onwards;
    }

    /**
     * Takes a packet in.
     *
     * @param inGroupFrame true if its frame was addressed to more stations than this one
     */
    void receive(NetworkInterface ingress, Ipv4Packet packet, boolean inGroupFrame) {
        counters.count(IpCounter.RECEIVED);
        Ipv4Address destination = packet.destination();
        int sourceOctet = packet.source().value() >>> 24;
        int destinationOctet = destination.value() >>> 24;
        if (isOutsideHosts(sourceOctet) && !isSourceException(ingress, packet)) {
            counters.count(IpCounter.MARTIAN_SOURCE);
        } else if (!packet.options().isEmpty() && isSourceRouted(packet.options())) {
            counters.count(IpCounter.SOURCE_ROUTED);
        } else if (destinationOctet >= FIRST_MULTICAST_OCTET) {
            receiveGroup(ingress, packet);
        } else if (destinationOctet == 0 || destinationOctet == LOOPBACK_OCTET && !ingress.isLoopback()) {
            counters.count(IpCounter.MARTIAN_DESTINATION);
        } else {
            receiveUnicast(ingress, packet, inGroupFrame, destinations.find(destination));
        }
    }

    private void receiveUnicast(
            NetworkInterface ingress, Ipv4Packet packet, boolean inGroupFrame, @Nullable Destination way) {
        Delivery delivery = way == null ? Delivery.NEIGHBOR : way.delivery();
        if (way != null && delivery == Delivery.BROADCAST) {
            if (way.egress() == ingress) {
                deliver(ingress, packet, true);
            } else {
                counters.count(IpCounter.DIRECTED_BROADCAST);
            }
        } else if (inGroupFrame) {
            counters.count(IpCounter.UNICAST_IN_GROUP_FRAME);
        } else if (delivery == Delivery.LOCAL) {
            deliver(ingress, packet, false);
        } else {
            onwards.forward(packet, way);
        }
    }

    private void receiveGroup(NetworkInterface ingress, Ipv4Packet packet) {
        if (packet.destination().isLimitedBroadcast()) {
            deliver(ingress, packet, true);
        } else if (packet.destination().value() >>> 24 >= FIRST_RESERVED_OCTET) {
            counters.count(IpCounter.MARTIAN_DESTINATION);
        } else {
            counters.count(IpCounter.NOT_IN_GROUP);
        }
    }

    private void deliver(NetworkInterface ingress, Ipv4Packet packet, boolean broadcast) {
        Destination back = destinations.find(packet.source());
        if (back != null && isImpossibleSender(back.delivery(), ingress)) {
            counters.count(IpCounter.MARTIAN_SOURCE);
        } else {
            here.deliver(packet, broadcast);
        }
    }

    /** A whole network sends nothing, and what we send to ourselves comes over the loopback. */
    private static boolean isImpossibleSender(Delivery back, NetworkInterface ingress) {
        return switch (back) {
            case LOCAL -> !ingress.isLoopback();
            case BROADCAST -> true;
            case NEIGHBOR -> false;
        };
    }

    /** True for 0/8, 127/8 and all from 224.0.0.0 on. */
    private static boolean isOutsideHosts(int octet) {
        return octet == 0 || octet == LOOPBACK_OCTET || octet >= FIRST_MULTICAST_OCTET;
    }

    /** 127/8 is right on the loopback; 0.0.0.0 is a host that has no address yet and asks all for one. */
    private static boolean isSourceException(NetworkInterface ingress, Ipv4Packet packet) {
        return packet.source().isLoopback() && ingress.isLoopback()
                || packet.source().isAny() && packet.destination().isLimitedBroadcast();
    }

    private static boolean isSourceRouted(Bytes options) {
        for (int i = 0; i < options.length(); i += Fragmentation.optionLength(options, i)) {
            int type = options.get(i) & 0xFF;
            if (type == OPTION_END) {
                return false;
            }
            if (type == OPTION_LOOSE_SOURCE_ROUTE || type == OPTION_STRICT_SOURCE_ROUTE) {
                return true;
            }
        }
        return false;
    }
}
