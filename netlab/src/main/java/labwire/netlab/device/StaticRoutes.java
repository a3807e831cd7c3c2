package labwire.netlab.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.RouteTable;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** The routes that a person has set, with what was said of them beside the way. Lab thread only. */
public final class StaticRoutes {
    /** Routes of one device; more are refused. */
    public static final int MAX_ROUTES = 100_000;

    /**
     * One line of {@code ip route}.
     *
     * @param remarks what no route goes by, as written behind it: {@code name X}, {@code permanent}, {@code track 1};
     *     empty if nothing
     */
    public record StaticRoute(Route route, String remarks) {}

    private final RouteTable table;
    private final List<StaticRoute> routes = new ArrayList<>();
    private Optional<Route> defaultGateway = Optional.empty();

    StaticRoutes(RouteTable table) {
        this.table = table;
    }

    /** By prefix, then as they were set. */
    public List<StaticRoute> routes() {
        return routes.stream()
                .sorted((a, b) -> a.route().prefix().compareTo(b.route().prefix()))
                .toList();
    }

    /** Sets a route, in place of one by the same way; false if there is no room. */
    public boolean add(StaticRoute added) {
        removeIf(route -> route.prefix().equals(added.route().prefix())
                && Objects.equals(route.nextHop(), added.route().nextHop())
                && route.outgoing() == added.route().outgoing());
        return routes.size() < MAX_ROUTES && table.add(added.route()) && routes.add(added);
    }

    /** Takes routes away; false if there are none such. */
    public boolean removeIf(Predicate<Route> which) {
        return routes.removeIf(candidate -> which.test(candidate.route()) && table.remove(candidate.route()));
    }

    /** Where a device that does not route sends what is not for its own networks. */
    public Optional<Ipv4Address> defaultGateway() {
        return defaultGateway.map(Route::nextHop);
    }

    /**
     * Sets the default gateway; {@link Ipv4Address#ANY} for none. It is the last resort: on a device that routes, any
     * other default route goes before it.
     */
    public void defaultGateway(Ipv4Address gateway) {
        defaultGateway.ifPresent(table::remove);
        defaultGateway = gateway.isAny()
                ? Optional.empty()
                : Optional.of(new Route(Ipv4Prefix.DEFAULT, gateway, null, Route.MAX_DISTANCE, 0, RouteOrigin.STATIC));
        defaultGateway.ifPresent(table::add);
    }
}
