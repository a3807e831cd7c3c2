package labwire.netlab.routing.ospf.process;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.ExternalDestination;
import labwire.netlab.routing.ospf.InterfaceState;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.RouteTable;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** What of a route table is told to OSPF. */
final class RedistributedRoutes {
    private RedistributedRoutes() {}

    /** External destinations by the process's settings and the routes in use. */
    static Map<Ipv4Prefix, ExternalDestination> of(OspfProcess process, RouteTable routes, OspfRouter router) {
        Map<Ipv4Prefix, ExternalDestination> told = new TreeMap<>();
        boolean needed = !process.redistributed().isEmpty()
                || process.defaultOrigination()
                        .filter(origination -> !origination.always())
                        .isPresent();
        boolean hasDefault = false;
        if (needed) {
            for (Route route : routes.routes()) {
                hasDefault |= route.prefix().equals(Ipv4Prefix.DEFAULT) && !isOspf(route);
                add(process, route, router, told);
            }
        }
        addDefault(process, hasDefault, told);
        return told;
    }

    private static boolean isOspf(Route route) {
        return switch (route.origin()) {
            case OSPF, OSPF_INTER_AREA, OSPF_EXTERNAL_1, OSPF_EXTERNAL_2, OSPF_NSSA_1, OSPF_NSSA_2 -> true;
            case LOCAL, CONNECTED, STATIC, RIP, DHCP -> false;
        };
    }

    private static void add(
            OspfProcess process, Route route, OspfRouter router, Map<Ipv4Prefix, ExternalDestination> told) {
        Redistribution.Source source = route.origin() == RouteOrigin.CONNECTED
                ? Redistribution.Source.CONNECTED
                : Redistribution.Source.STATIC;
        boolean fits = route.origin() == RouteOrigin.CONNECTED || route.origin() == RouteOrigin.STATIC;
        Redistribution how = process.redistributed().get(source);
        // A default route needs words of its own: default-information.
        if (!fits || how == null || route.prefix().length() == 0) {
            return;
        }
        @Nullable NetworkInterface outgoing = route.outgoing();
        boolean internal = source == Redistribution.Source.CONNECTED
                && outgoing != null
                && (outgoing.isLoopback() && route.prefix().network().isLoopback()
                        || router.interfaceNamed(outgoing.name()).isPresent());
        if (internal || !how.subnets() && route.prefix().length() > classLength(route.prefix())) {
            return;
        }
        int metric = how.metric().orElse(process.defaultMetric().orElse(Redistribution.DEFAULT_METRIC));
        told.put(route.prefix(), new ExternalDestination(metric, how.type2(), forwarding(route, router), how.tag()));
    }

    /** The next hop itself, if others on an OSPF link can send to it without us (RFC 2328, 12.4.4.1). */
    private static Ipv4Address forwarding(Route route, OspfRouter router) {
        @Nullable Ipv4Address nextHop = route.nextHop();
        if (nextHop == null) {
            return Ipv4Address.ANY;
        }
        Optional<OspfInterface> shared = router.interfaceList().stream()
                .filter(each -> each.settings().network().contains(nextHop))
                .filter(each -> !each.settings().passive())
                .filter(each ->
                        each.state() != InterfaceState.POINT_TO_POINT && each.state() != InterfaceState.LOOPBACK)
                .findFirst();
        return shared.isPresent() ? nextHop : Ipv4Address.ANY;
    }

    private static void addDefault(OspfProcess process, boolean hasDefault, Map<Ipv4Prefix, ExternalDestination> told) {
        process.defaultOrigination()
                .filter(origination -> origination.always() || hasDefault)
                .ifPresent(origination -> told.put(
                        Ipv4Prefix.DEFAULT,
                        new ExternalDestination(
                                origination
                                        .metric()
                                        .orElse(process.defaultMetric().orElse(DefaultOrigination.DEFAULT_METRIC)),
                                origination.type2(),
                                Ipv4Address.ANY,
                                process.number())));
    }

    private static int classLength(Ipv4Prefix prefix) {
        int first = prefix.network().value() >>> 24;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }
}
