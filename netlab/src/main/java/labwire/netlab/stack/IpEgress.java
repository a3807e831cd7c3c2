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

    /** Sends a packet of this stack's own the way that its destination goes. */
    void send(Ipv4Packet packet, Destination destination) {
        send(packet, destination, packet);
    }

    /**
     * Sends a packet the way that its destination goes.
     *
     * @param original what an error is about: the packet as its sender knows it
     */
    void send(Ipv4Packet packet, Destination destination, Ipv4Packet original) {
        switch (destination.delivery()) {
            case LOCAL -> loopback.transmit(packet, loopback.mac());
            case BROADCAST -> sendToAll(packet, destination.egress(), MacAddress.BROADCAST);
            case NEIGHBOR -> sendToNeighbor(packet, destination, original);
            case DISCARD -> {
                counters.count(IpCounter.DISCARDED);
                errors.hostUnreachable(original);
            }
        }
    }

    /** Gives a packet to this stack itself. */
    void loopBack(Ipv4Packet packet) {
        loopback.transmit(packet, loopback.mac());
    }

    /** Sends a packet to a group of the stations on a network, or to one that is known by its MAC address alone. */
    void sendToAll(Ipv4Packet packet, NetworkInterface egress, MacAddress station) {
        if (packet.unitLength() <= egress.mtu()) {
            egress.transmit(packet, station);
        } else if (mayFragment(packet, egress, packet)) {
            Fragmentation.fragment(packet, egress.mtu(), fragment -> egress.transmit(fragment, station));
        }
    }

    /** Sends a packet to a neighbour on a network, whatever the routes say. */
    void sendToNeighbor(Ipv4Packet packet, NetworkInterface egress) {
        Neighbor neighbor = egress.neighbors().obtain(packet.destination());
        if (packet.unitLength() <= egress.mtu()) {
            neighbor.send(packet);
        } else if (mayFragment(packet, egress, packet)) {
            Fragmentation.fragment(packet, egress.mtu(), neighbor::send);
        }
    }

    private void sendToNeighbor(Ipv4Packet packet, Destination destination, Ipv4Packet original) {
        NetworkInterface egress = destination.egress();
        if (packet.unitLength() <= egress.mtu()) {
            destination.sendToNeighbor(packet);
        } else if (mayFragment(packet, egress, original)) {
            Fragmentation.fragment(packet, egress.mtu(), destination::sendToNeighbor);
        }
    }

    private boolean mayFragment(Ipv4Packet packet, NetworkInterface egress, Ipv4Packet original) {
        if (packet.dontFragment()) {
            counters.count(IpCounter.FRAGMENTATION_NEEDED);
            errors.fragmentationNeeded(original, egress.mtu());
            return false;
        }
        counters.count(IpCounter.FRAGMENTED);
        return true;
    }
}
