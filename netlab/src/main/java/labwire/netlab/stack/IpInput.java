package labwire.netlab.stack;

import java.util.Optional;
import java.util.OptionalInt;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
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

    private final RouteTable routes;
    private final DestinationCache destinations;
    private final IpOutput output;
    private final IpCounters counters;
    private final LocalDelivery here;
    private final Forwarder onwards;
    private final SourceRouting sourceRouting;
    private final Reassembly translatedFragments;
    private @Nullable AddressTranslation translation;
    private @Nullable PacketObserver observer;

    IpInput(
            LabEventLoop loop,
            RouteTable routes,
            DestinationCache destinations,
            IpOutput output,
            IpCounters counters,
            LocalDelivery here,
            Forwarder onwards,
            SourceRouting sourceRouting) {
        this.routes = routes;
        this.destinations = destinations;
        this.output = output;
        this.counters = counters;
        this.here = here;
        this.onwards = onwards;
        this.sourceRouting = sourceRouting;
        translatedFragments = new Reassembly(loop, counters, incomplete -> {});
    }

    /** Changes the addresses of what arrives on certain interfaces; null for none. */
    void translation(@Nullable AddressTranslation newTranslation) {
        translation = newTranslation;
    }

    /** Sees what arrives for this stack, and what is filtered; null for nobody. */
    void observer(@Nullable PacketObserver newObserver) {
        observer = newObserver;
    }

    /**
     * Takes a packet in.
     *
     * @param inGroupFrame true if its frame was addressed to more stations than this one
     */
    void receive(NetworkInterface ingress, Ipv4Packet packet, boolean inGroupFrame) {
        counters.count(IpCounter.RECEIVED, packet.wireCount());
        PacketFilter filter = ingress.inFilter();
        if (isOutsideHosts(packet.source()) && !isSourceException(ingress, packet)) {
            counters.count(IpCounter.MARTIAN_SOURCE);
        } else if (!packet.options().isEmpty() && isRefusedByOptions(packet, inGroupFrame)) {
            return;
        } else if (filter != null && filter.judge(packet) == Verdict.DENY) {
            counters.count(IpCounter.FILTERED);
            if (observer != null) {
                observer.dropped(ingress, packet, IpCounter.FILTERED);
            }
            if (ingress.sendsUnreachables()) {
                output.errors().administrativelyProhibited(packet);
            }
        } else if (translation != null && translation.isOn(ingress)) {
            translate(translation, ingress, packet, inGroupFrame);
        } else {
            route(ingress, packet, packet, inGroupFrame);
        }
    }

    /** RFC 1122, 3.2.1.8: a sender hears of what is wrong. */
    private boolean isRefusedByOptions(Ipv4Packet packet, boolean inGroupFrame) {
        counters.count(IpCounter.WITH_OPTIONS);
        OptionalInt problem = Ipv4Options.problemIn(packet.options());
        if (problem.isPresent()) {
            counters.count(IpCounter.BAD_OPTIONS);
            if (!inGroupFrame) {
                output.errors().parameterProblem(packet, problem.getAsInt());
            }
            return true;
        }
        if (sourceRouting.refuses(packet, inGroupFrame)) {
            counters.count(IpCounter.SOURCE_ROUTED);
            return true;
        }
        return false;
    }

    private void translate(AddressTranslation by, NetworkInterface ingress, Ipv4Packet packet, boolean inGroupFrame) {
        Optional<Ipv4Packet> whole = packet.isFragment() ? translatedFragments.add(packet) : Optional.of(packet);
        if (whole.isEmpty()) {
            return;
        }
        Optional<Ipv4Packet> translated = by.beforeRouting(ingress, whole.get());
        if (translated.isPresent()) {
            route(ingress, translated.get(), whole.get(), inGroupFrame);
        } else {
            counters.count(IpCounter.TRANSLATION_FAILED);
        }
    }

    private void route(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original, boolean inGroupFrame) {
        Ipv4Address destination = packet.destination();
        int destinationOctet = destination.value() >>> 24;
        if (destinationOctet >= FIRST_MULTICAST_OCTET) {
            receiveGroup(ingress, packet);
        } else if (destinationOctet == 0 || destinationOctet == LOOPBACK_OCTET && !ingress.isLoopback()) {
            counters.count(IpCounter.MARTIAN_DESTINATION);
        } else if (routes.isStale() && !inGroupFrame && ingress.hasAddress(destination)) {
            // While routes change, a routing protocol's own packets should not have the table made anew each time.
            arrive(ingress, packet, original);
        } else {
            receiveUnicast(ingress, packet, original, inGroupFrame, destinations.find(destination));
        }
    }

    private void receiveUnicast(
            NetworkInterface ingress,
            Ipv4Packet packet,
            Ipv4Packet original,
            boolean inGroupFrame,
            @Nullable Destination way) {
        Delivery delivery = way == null ? Delivery.NEIGHBOR : way.delivery();
        if (way != null && delivery == Delivery.BROADCAST) {
            receiveBroadcast(ingress, packet, original, way);
        } else if (inGroupFrame) {
            counters.count(IpCounter.UNICAST_IN_GROUP_FRAME);
        } else if (delivery == Delivery.LOCAL) {
            arrive(ingress, packet, original);
        } else if (way == null && here.takesUnrouted()) {
            here.deliverUnrouted(ingress, packet);
        } else if (packet.options().isEmpty() || sourceRouting.mayPass(ingress, packet, original)) {
            onwards.forward(ingress, packet, original, way);
        }
    }

    /** At an address of ours: at its end, unless it has a source route. */
    private void arrive(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original) {
        if (packet.options().isEmpty()) {
            deliver(ingress, packet, false);
        } else {
            sourceRouting.follow(ingress, packet, original).ifPresent(ended -> deliver(ingress, ended, false));
        }
    }

    private void receiveBroadcast(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original, Destination way) {
        if (way.egress() == ingress) {
            deliver(ingress, packet, true);
        } else if (way.egress().sendsDirectedBroadcasts()) {
            onwards.forward(ingress, packet, original, way);
        } else {
            counters.count(IpCounter.DIRECTED_BROADCAST);
        }
    }

    private void receiveGroup(NetworkInterface ingress, Ipv4Packet packet) {
        if (packet.destination().isLimitedBroadcast()) {
            deliver(ingress, packet, true);
        } else if (packet.destination().value() >>> 24 >= FIRST_RESERVED_OCTET) {
            counters.count(IpCounter.MARTIAN_DESTINATION);
        } else if (isForGroupHere(ingress, packet)) {
            deliver(ingress, packet, true);
        } else {
            counters.count(IpCounter.NOT_IN_GROUP);
        }
    }

    /** Routers ask a group about its sources, whichever of them are wanted: that is no matter of filters. */
    private static boolean isForGroupHere(NetworkInterface ingress, Ipv4Packet packet) {
        Ipv4Address group = packet.destination();
        return ingress.groups().hears(group, packet.source())
                || isGroupMessage(packet) && ingress.groups().contains(group)
                // Over the loopback comes what an interface in the group has sent: see IpOutput.loopBack.
                || ingress.isLoopback();
    }

    private void deliver(NetworkInterface ingress, Ipv4Packet packet, boolean broadcast) {
        if (observer != null) {
            observer.received(ingress, packet);
        }
        if (routes.isStale() && isPlainNeighbor(ingress, packet.source())) {
            here.deliver(ingress, packet, broadcast);
            return;
        }
        Destination back = destinations.find(packet.source());
        if (back != null && isImpossibleSender(back.delivery(), ingress)) {
            counters.count(IpCounter.MARTIAN_SOURCE);
        } else {
            here.deliver(ingress, packet, broadcast);
        }
    }

    /** True for one that may send, as is clear without the routes. */
    private boolean isPlainNeighbor(NetworkInterface ingress, Ipv4Address source) {
        return ingress.isNeighborAddress(source) && !output.hasAddress(source);
    }

    /** A whole network sends nothing, and what we send to ourselves comes over the loopback. */
    private static boolean isImpossibleSender(Delivery back, NetworkInterface ingress) {
        return switch (back) {
            case LOCAL -> !ingress.isLoopback();
            case BROADCAST -> true;
            case NEIGHBOR, DISCARD -> false;
        };
    }

    /** True for 0/8, 127/8 and all from 224.0.0.0 on. */
    static boolean isOutsideHosts(Ipv4Address address) {
        int octet = address.value() >>> 24;
        return octet == 0 || octet == LOOPBACK_OCTET || octet >= FIRST_MULTICAST_OCTET;
    }

    /**
     * 127/8 is right on the loopback; 0.0.0.0 is a host that has no address yet and asks all for one, or a switch that
     * asks for groups (RFC 4541, 2.1.1).
     */
    private static boolean isSourceException(NetworkInterface ingress, Ipv4Packet packet) {
        return packet.source().isLoopback() && ingress.isLoopback()
                || packet.source().isAny() && (packet.destination().isLimitedBroadcast() || isGroupMessage(packet));
    }

    private static boolean isGroupMessage(Ipv4Packet packet) {
        return packet.payload().protocolNumber() == IpPayload.PROTOCOL_IGMP
                && packet.destination().isMulticast();
    }
}
