package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Codec;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.Segmentation;

/** Sends others' packets on (RFC 8200, 3; RFC 4861, 8.2 for redirects). */
final class Ip6Forwarder {
    private final Ip6Layer layer;

    Ip6Forwarder(Ip6Layer layer) {
        this.layer = layer;
    }

    void forward(Ip6Interface ingress, Ipv6Packet packet) {
        if (!layer.isForwarding() || packet.source().isAny()) {
            layer.counters().count(Ip6Counter.NOT_FOR_US);
            return;
        }
        if (packet.hopLimit() <= 1) {
            layer.counters().count(Ip6Counter.HOP_LIMIT_EXCEEDED);
            layer.errors().hopLimitExceeded(packet);
            return;
        }
        Ip6Routes.Way found =
                packet.destination().isLinkLocal() ? null : layer.routes().find(packet.destination());
        if (found == null) {
            layer.counters().count(Ip6Counter.NO_ROUTE);
            layer.errors().noRoute(packet);
            return;
        }
        Ip6Routes.Way way = found.between(packet.source(), packet.destination());
        if (packet.source().isLinkLocal() && way.egress() != ingress) {
            layer.counters().count(Ip6Counter.BEYOND_SCOPE);
            layer.errors().beyondScope(packet);
        } else if (!way.egress().settings().passesOut(packet)) {
            layer.counters().count(Ip6Counter.FILTERED, packet.wireCount());
            layer.errors().administrativelyProhibited(packet);
        } else if (packet.unitLength() > way.egress().mtu()) {
            layer.counters().count(Ip6Counter.TOO_BIG);
            layer.errors().tooBig(packet, way.egress().mtu());
        } else {
            send(ingress, packet, way);
        }
    }

    private void send(Ip6Interface ingress, Ipv6Packet packet, Ip6Routes.Way way) {
        Ipv6Address gateway = way.gateway();
        Ipv6Address next = gateway == null ? packet.destination().withoutZone() : gateway;
        if (way.egress() == ingress && ingress.settings().sendsRedirects() && ingress.isOnLink(packet.source())) {
            redirect(ingress, packet, next);
        }
        layer.counters().count(Ip6Counter.FORWARDED, packet.wireCount());
        way.egress().neighbors().obtain(next).send(packet.withHopLimit(packet.hopLimit() - 1));
    }

    /** The sender could have gone there itself; hosts know routers by their link-local addresses alone. */
    private void redirect(Ip6Interface on, Ipv6Packet packet, Ipv6Address next) {
        boolean toNeighbor = next.equals(packet.destination().withoutZone());
        Optional<Ip6Address> own = on.linkLocal().filter(Ip6Address::isUsable);
        if (own.isEmpty() || !toNeighbor && !next.isLinkLocal() || !layer.mayRedirect()) {
            return;
        }
        layer.counters().count(Ip6Counter.REDIRECTS_SENT);
        on.discovery()
                .send(
                        own.get().address(),
                        packet.source(),
                        new NdpMessage.Redirect(
                                next,
                                packet.destination().withoutZone(),
                                on.neighbors().find(next).flatMap(Neighbor6::mac),
                                Ipv6Codec.encode(Segmentation.first(packet))));
    }
}
