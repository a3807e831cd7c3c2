package labwire.netlab.stack.ip6;

import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Neighbour discovery on one interface: checks what comes, answers for its addresses, asks for those of others (<a
 * href="https://www.rfc-editor.org/rfc/rfc4861#section-7">RFC 4861, 7</a>).
 */
final class NeighborDiscovery {
    private final Ip6Layer layer;
    private final Ip6Interface on;

    NeighborDiscovery(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
    }

    /** Takes a message that came in here, its checksum right. */
    void receive(Ipv6Packet packet, Icmpv6Message message) {
        // RFC 6980, 5: not in a fragment, not even in one that is a whole packet.
        boolean inFragment = packet.extensions().stream().anyMatch(ExtensionHeader.Fragment.class::isInstance);
        boolean fromThisLink = packet.hopLimit() == Ipv6Packet.MAX_HOP_LIMIT;
        Optional<NdpMessage> decoded = fromThisLink && !inFragment ? NdpCodec.decode(message) : Optional.empty();
        if (decoded.isEmpty() || !isValid(packet, decoded.get())) {
            layer.counters().count(Ip6Counter.NDP_INVALID);
            return;
        }
        NdpMessage valid = decoded.get();
        Ipv6Address source = packet.source().withoutZone();
        if (valid instanceof NdpMessage.NeighborSolicitation asked) {
            solicited(packet, source, asked);
        } else if (valid instanceof NdpMessage.NeighborAdvertisement told) {
            advertised(told);
        } else if (valid instanceof NdpMessage.RouterSolicitation asked) {
            mentioned(source, asked.sourceLink());
            on.advertiser().solicited();
        } else if (valid instanceof NdpMessage.RouterAdvertisement told) {
            on.autoconfiguration().received(source, told);
        } else if (valid instanceof NdpMessage.Redirect told) {
            on.autoconfiguration().redirected(source, told);
        }
    }

    /** RFC 4861, 6.1.1, 6.1.2, 7.1.1, 7.1.2 and 8.1, as far as the packet is needed for them. */
    private static boolean isValid(Ipv6Packet packet, NdpMessage message) {
        boolean fromNobody = packet.source().isAny();
        if (message instanceof NdpMessage.NeighborSolicitation asked) {
            boolean toGroup =
                    packet.destination().withoutZone().equals(asked.target().solicitedNode());
            return !fromNobody || toGroup && asked.sourceLink().isEmpty();
        }
        if (message instanceof NdpMessage.NeighborAdvertisement told) {
            return !told.solicited() || !packet.destination().isMulticast();
        }
        if (message instanceof NdpMessage.RouterSolicitation asked) {
            return !fromNobody || asked.sourceLink().isEmpty();
        }
        if (message instanceof NdpMessage.Redirect told) {
            boolean toRouter = told.target().isLinkLocal() || told.target().equals(told.destination());
            return packet.source().isLinkLocal() && toRouter;
        }
        return packet.source().isLinkLocal();
    }

    private void solicited(Ipv6Packet packet, Ipv6Address source, NdpMessage.NeighborSolicitation asked) {
        Optional<Ip6Address> own = on.find(asked.target());
        if (own.isEmpty()) {
            return;
        }
        if (!own.get().isUsable()) {
            if (packet.source().isAny()) {
                on.duplicates().heard(own.get().address());
            }
            return;
        }
        if (!source.isAny()) {
            mentioned(source, asked.sourceLink());
        }
        boolean toAll = source.isAny();
        layer.counters().count(Ip6Counter.ADVERTISEMENTS_SENT);
        send(
                own.get().address(),
                toAll ? Ipv6Address.ALL_NODES : source,
                new NdpMessage.NeighborAdvertisement(
                        layer.isForwarding(),
                        !toAll,
                        true,
                        asked.target(),
                        Optional.of(on.link().mac())));
    }

    private void advertised(NdpMessage.NeighborAdvertisement told) {
        Optional<Ip6Address> own = on.find(told.target());
        if (own.isPresent()) {
            if (own.get().isUsable()) {
                layer.counters().count(Ip6Counter.DUPLICATE_ADDRESS);
            } else {
                on.duplicates().heard(own.get().address());
            }
            return;
        }
        on.neighbors()
                .find(told.target())
                .ifPresent(neighbor -> neighbor.advertised(
                        told.targetLink().orElse(null), told.solicited(), told.override(), told.router()));
    }

    void mentioned(Ipv6Address source, Optional<MacAddress> station) {
        if (!source.isAny() && station.isPresent() && !station.get().isMulticast()) {
            on.neighbors().mention(source).mentioned(station.get());
        }
    }

    /** Asks for an address: all who may have it, or a station that is known to. */
    void solicit(Ipv6Address target, @Nullable MacAddress station) {
        layer.counters().count(Ip6Counter.SOLICITATIONS_SENT);
        Ipv6Address source = layer.sourceFor(target.scopedTo(on.link().index()), on)
                .or(() -> on.linkLocal().map(Ip6Address::address))
                .orElse(Ipv6Address.ANY);
        NdpMessage message = new NdpMessage.NeighborSolicitation(
                target,
                source.isAny() ? Optional.empty() : Optional.of(on.link().mac()));
        if (station == null) {
            send(source, target.solicitedNode(), message);
        } else {
            on.transmit(packet(source, target, message), station);
        }
    }

    /** Sends a message to a group, or to a neighbour. */
    void send(Ipv6Address source, Ipv6Address destination, NdpMessage message) {
        Ipv6Packet packet = packet(source, destination, message);
        if (destination.isMulticast()) {
            on.transmit(packet, destination.groupMac());
        } else {
            on.neighbors().obtain(destination.withoutZone()).send(packet);
        }
    }

    private static Ipv6Packet packet(Ipv6Address source, Ipv6Address destination, NdpMessage message) {
        return new Ipv6Packet(0, 0, Ipv6Packet.MAX_HOP_LIMIT, source, destination, List.of(), NdpCodec.encode(message));
    }
}
