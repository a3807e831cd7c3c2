package labwire.netlab.stack;

import java.util.Optional;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.SourceRoute;

/**
 * Packets that say themselves which way they go (<a href="https://www.rfc-editor.org/rfc/rfc1812#section-5.2.4.1">RFC
 * 1812, 5.2.4.1</a>, <a href="https://www.rfc-editor.org/rfc/rfc1122#section-3.3.5">RFC 1122, 3.3.5</a>).
 *
 * <p>Off unless turned on: then what has a source route is dropped without a word, whoever it is for, as Linux does and
 * RFC 7126, 4.3 and 4.4 want it.
 */
final class SourceRouting {
    private final DestinationCache destinations;
    private final IpOutput output;
    private final IpCounters counters;
    private final Forwarder onwards;
    private boolean enabled;

    SourceRouting(DestinationCache destinations, IpOutput output, IpCounters counters, Forwarder onwards) {
        this.destinations = destinations;
        this.output = output;
        this.counters = counters;
        this.onwards = onwards;
    }

    boolean isEnabled() {
        return enabled;
    }

    void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
    }

    /**
     * Whether a packet is to be dropped for its source route. One that has stops left is for one station.
     *
     * @param inGroupFrame true if its frame was addressed to more stations than this one, who would all send it on
     */
    boolean refuses(Ipv4Packet packet, boolean inGroupFrame) {
        Optional<SourceRoute> route = SourceRoute.in(packet.options());
        return route.isPresent()
                && (!enabled
                        || (inGroupFrame || !packet.destination().isUnicast())
                                && !route.get().isCompleted());
    }

    /** Whether a packet may pass that is for somebody else: by a strict route, it should have come to a stop of its. */
    boolean mayPass(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original) {
        boolean strays = onwards.isEnabled()
                && SourceRoute.in(packet.options()).map(SourceRoute::strict).orElse(false);
        if (strays) {
            failed(ingress, original);
        }
        return !strays;
    }

    /**
     * Sends a packet on that has stops left.
     *
     * @param packet to an address of this stack
     * @param original as it arrived: what an error is about
     * @return the packet if this is its end, one that had this stack's own addresses for its last stops among them
     */
    Optional<Ipv4Packet> follow(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original) {
        Ipv4Packet here = packet;
        // Each turn takes a stop away, of nine at most.
        while (true) {
            Optional<SourceRoute> route = SourceRoute.in(here.options()).filter(left -> !left.isCompleted());
            if (route.isEmpty()) {
                return Optional.of(here);
            }
            Ipv4Address next = route.get().next();
            if (!output.hasAddress(next) || next.isLoopback()) {
                goOn(ingress, here, original, route.get());
                return Optional.empty();
            }
            here = route.get().advance(here, here.destination());
        }
    }

    /**
     * Whether the first stop of a packet that begins here is no neighbour though its route is strict, or is no station but
     * all of a network's: who gave a route to turn round could so have any network flooded.
     */
    static boolean strays(Ipv4Packet packet, Destination way) {
        Optional<SourceRoute> route = SourceRoute.in(packet.options());
        if (route.isEmpty()) {
            return false;
        }
        boolean toAll = way.delivery() == Delivery.BROADCAST && !route.get().isCompleted();
        return toAll || route.get().strict() && !way.nextHop().equals(packet.destination());
    }

    private void goOn(NetworkInterface ingress, Ipv4Packet packet, Ipv4Packet original, SourceRoute route) {
        Destination way = IpInput.isOutsideHosts(route.next()) ? null : destinations.find(route.next());
        Destination chosen = way == null ? null : way.from(packet.source());
        if (chosen == null || !onwards.isEnabled() || !leads(chosen, route)) {
            failed(ingress, original);
            return;
        }
        Ipv4Address own = chosen.egress().sourceFor(chosen.nextHop()).orElse(packet.destination());
        onwards.forward(ingress, route.advance(packet, own), original, way);
    }

    private static boolean leads(Destination way, SourceRoute route) {
        return switch (way.delivery()) {
            case NEIGHBOR -> !route.strict() || way.nextHop().equals(route.next());
            case LOCAL, BROADCAST, DISCARD -> false;
        };
    }

    private void failed(NetworkInterface ingress, Ipv4Packet original) {
        counters.count(IpCounter.SOURCE_ROUTED);
        if (ingress.sendsUnreachables()) {
            output.errors().sourceRouteFailed(original);
        }
    }
}
