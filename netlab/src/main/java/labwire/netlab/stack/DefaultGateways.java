package labwire.netlab.stack;

import java.util.List;
import java.util.function.BooleanSupplier;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Which of a host's default gateways is used: the preferred one, but not one that is silent while another is not
 * (<a href="https://www.rfc-editor.org/rfc/rfc1122#section-3.3.1.5">RFC 1122, 3.3.1.5</a>). A router goes by its routes.
 */
final class DefaultGateways {
    private final RouteTable routes;
    private final BooleanSupplier forwarding;

    DefaultGateways(RouteTable routes, BooleanSupplier forwarding) {
        this.routes = routes;
        this.forwarding = forwarding;
    }

    /** True if there is a choice. */
    boolean isChoice() {
        return !forwarding.getAsBoolean() && routes.defaults().size() > 1;
    }

    /** The way that a host takes in place of one that the routes say, or just that. */
    ForwardingEntry instead(ForwardingEntry byRoute) {
        if (byRoute.route().prefix().length() > 0 || !hasSilent(byRoute) || !isChoice()) {
            return byRoute;
        }
        List<ForwardingEntry> answering =
                byRoute.each().stream().filter(way -> !isSilent(way)).toList();
        if (!answering.isEmpty()) {
            return ForwardingEntry.ofPaths(answering);
        }
        for (Route other : routes.defaults()) {
            ForwardingEntry way = resolved(other);
            if (way != null && !isSilent(way)) {
                return way;
            }
        }
        return byRoute;
    }

    private static boolean hasSilent(ForwardingEntry entry) {
        return entry.each().stream().anyMatch(DefaultGateways::isSilent);
    }

    private static boolean isSilent(ForwardingEntry way) {
        Ipv4Address gateway = way.gateway();
        return gateway != null
                && way.egress()
                        .neighbors()
                        .find(gateway)
                        .filter(neighbor -> neighbor.state() == NeighborState.FAILED)
                        .isPresent();
    }

    /** A route that waits for a better one's end, if its gateway is a neighbour. */
    private @Nullable ForwardingEntry resolved(Route route) {
        Ipv4Address gateway = route.nextHop();
        ForwardingEntry toGateway = gateway == null ? null : routes.find(gateway.value());
        boolean neighbor = toGateway != null
                && toGateway.delivery() == Delivery.NEIGHBOR
                && toGateway.gateway() == null
                && (route.outgoing() == null || route.outgoing() == toGateway.egress());
        return toGateway != null && neighbor
                ? new ForwardingEntry(Delivery.NEIGHBOR, route, toGateway.egress(), gateway)
                : null;
    }
}
