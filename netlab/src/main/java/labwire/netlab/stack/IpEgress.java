package labwire.netlab.stack;

import labwire.netlab.stack.icmp.IcmpErrors;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;

/** The last step of a packet in this stack, whether it began here or is forwarded: into the link, in fragments if need be. */
final class IpEgress {
    private final NetworkInterface loopback;
    private final IpCounters counters;
    private final IcmpErrors errors;

    IpEgress(NetworkInterface loopback, IpCounters counters, IcmpErrors errors) {
        this.loopback = loopback;
        this.counters = counters;
        this.errors = errors;
    }

    /** Sends a packet the way that its destination goes. */
    void send(Ipv4Packet packet, Destination destination) {
        switch (destination.delivery()) {
            case LOCAL -> loopback.transmit(packet, loopback.mac());
            case BROADCAST -> sendToAll(packet, destination.egress(), MacAddress.BROADCAST);
            case NEIGHBOR -> sendToNeighbor(packet, destination);
        }
    }

    /** Sends a packet to a group of the stations on a network. */
    void sendToAll(Ipv4Packet packet, NetworkInterface egress, MacAddress group) {
        if (packet.length() <= egress.mtu()) {
            egress.transmit(packet, group);
        } else if (mayFragment(packet, egress)) {
            Fragmentation.fragment(packet, egress.mtu(), fragment -> egress.transmit(fragment, group));
        }
    }

    private void sendToNeighbor(Ipv4Packet packet, Destination destination) {
        NetworkInterface egress = destination.egress();
        if (packet.length() <= egress.mtu()) {
            destination.sendToNeighbor(packet);
        } else if (mayFragment(packet, egress)) {
            Fragmentation.fragment(packet, egress.mtu(), destination::sendToNeighbor);
        }
    }

    private boolean mayFragment(Ipv4Packet packet, NetworkInterface egress) {
        if (packet.dontFragment()) {
            counters.count(IpCounter.FRAGMENTATION_NEEDED);
            errors.fragmentationNeeded(packet, egress.mtu());
            return false;
        }
        counters.count(IpCounter.FRAGMENTED);
        return true;
    }
}
