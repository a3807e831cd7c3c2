package labwire.netlab.stack.ip6;

import java.util.function.Consumer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import org.jspecify.annotations.Nullable;

/** What begins in this stack: chooses the way of packets, and cuts those that are too long for it. */
final class Ip6Output {
    private final Ip6Layer layer;
    private int identification;

    Ip6Output(Ip6Layer layer, int firstIdentification) {
        this.layer = layer;
        identification = firstIdentification;
    }

    /** Sends a packet from an address of ours, or from "::", the way that its destination goes. */
    void send(Ipv6Packet packet) {
        Ipv6Address destination = packet.destination();
        if (destination.isMulticast()) {
            Ip6Interface on = egressOfGroup(packet);
            if (on == null) {
                layer.counters().count(Ip6Counter.NO_ROUTE);
            } else {
                layer.counters().count(Ip6Counter.SENT, packet.wireCount());
                cut(packet, on.mtu(), piece -> on.transmit(piece, destination.groupMac()));
            }
        } else if (layer.isLocal(destination)) {
            layer.counters().count(Ip6Counter.SENT, packet.wireCount());
            Ip6Interface loopback = layer.loopback();
            loopback.transmit(packet, loopback.link().mac());
        } else {
            sendToNeighbor(packet);
        }
    }

    private void sendToNeighbor(Ipv6Packet packet) {
        Ipv6Address destination = packet.destination();
        Ip6Routes.@Nullable Way way = layer.wayTo(destination);
        if (way == null) {
            layer.counters().count(Ip6Counter.NO_ROUTE);
            layer.errors().noRoute(packet);
            return;
        }
        layer.counters().count(Ip6Counter.SENT, packet.wireCount());
        way = way.between(packet.source(), destination);
        Ipv6Address gateway = way.gateway();
        Neighbor6 neighbor = way.egress().neighbors().obtain(gateway == null ? destination.withoutZone() : gateway);
        int mtu = layer.pathMtus().limit(destination, way.egress().mtu());
        cut(packet, mtu, neighbor::send);
    }

    private void cut(Ipv6Packet packet, int mtu, Consumer<Ipv6Packet> output) {
        if (packet.unitLength() <= mtu) {
            output.accept(packet);
        } else {
            layer.counters().count(Ip6Counter.FRAGMENTED);
            Fragmentation6.fragment(packet, mtu, ++identification, output);
        }
    }

    /** By its zone, else by its source, else by the only interface there is. */
    private @Nullable Ip6Interface egressOfGroup(Ipv6Packet packet) {
        int zone = packet.destination().zone() != 0
                ? packet.destination().zone()
                : packet.source().zone();
        for (Ip6Interface on : layer.interfaces()) {
            boolean chosen =
                    zone != 0 ? on.link().index() == zone : packet.source().isAny() || on.hasAddress(packet.source());
            if (chosen && on.isUp() && !on.link().isLoopback()) {
                return on;
            }
        }
        return null;
    }
}
