package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * What is done with packets to a destination: a route, resolved.
 *
 * @param egress the interface to send from; for {@link Delivery#LOCAL}, the owner of the address
 * @param gateway the neighbour to send to; null if that is the destination itself
 * @param paths all ways of equal cost, this one among them; empty if there is no other
 */
record ForwardingEntry(
        Delivery delivery,
        Route route,
        NetworkInterface egress,
        @Nullable Ipv4Address gateway,
        List<ForwardingEntry> paths) {
    /** The ways in which a packet can leave the decision. */
    enum Delivery {
        /** To this stack. */
        LOCAL,
        /** To all on a network that this stack is connected to. */
        BROADCAST,
        /** To one neighbour. */
        NEIGHBOR,
        /** To nowhere. */
        DISCARD
    }

    ForwardingEntry(Delivery delivery, Route route, NetworkInterface egress, @Nullable Ipv4Address gateway) {
        this(delivery, route, egress, gateway, List.of());
    }

    /** One of several ways of equal cost, the first of which stands for them all. */
    static ForwardingEntry ofPaths(List<ForwardingEntry> paths) {
        ForwardingEntry first = paths.get(0);
        return paths.size() == 1
                ? first
                : new ForwardingEntry(first.delivery, first.route, first.egress, first.gateway, List.copyOf(paths));
    }

    /** The same by another gateway of the same network. */
    ForwardingEntry through(Ipv4Address newGateway) {
        return new ForwardingEntry(delivery, route, egress, newGateway);
    }

    /** The ways themselves: this one alone, or all of equal cost. */
    List<ForwardingEntry> each() {
        return paths.isEmpty() ? List.of(this) : paths;
    }
}
