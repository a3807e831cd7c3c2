package labwire.netlab.routing.ospf;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.OspfRoute.PathType;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** What an area border router tells each area of the others: types 3 and 4 (RFC 2328, 12.4.3). */
final class SummaryAdvertisements {
    private final OspfRouter router;

    SummaryAdvertisements(OspfRouter router) {
        this.router = router;
    }

    /** Tells all areas what the routes now are; nothing if the router joins no areas. */
    void update(long now) {
        for (OspfArea area : router.areas()) {
            Map<LsaKey, LsaBody> wanted = new LinkedHashMap<>();
            if (router.isBorder()) {
                addNetworks(area, wanted);
                if (!area.settings().isStub()) {
                    addBoundaries(area, wanted);
                }
            }
            Set<LsaKey> before = new LinkedHashSet<>();
            for (LsaKey key : area.scope().originations.keySet()) {
                if (key.type() == LsaType.SUMMARY_NETWORK || key.type() == LsaType.SUMMARY_ROUTER) {
                    before.add(key);
                }
            }
            router.originations().replace(area.scope(), before, wanted, area.options(), now);
        }
    }

    private void addNetworks(OspfArea to, Map<LsaKey, LsaBody> wanted) {
        Map<Ipv4Prefix, Integer> costs = new TreeMap<>();
        if (to.settings().summaries() || !to.settings().isStub()) {
            for (OspfRoute route : router.routingTable().routes()) {
                if (isToldTo(to, route)) {
                    tell(route, costs);
                }
            }
        }
        if (to.settings().isStub()) {
            costs.put(Ipv4Prefix.DEFAULT, to.settings().defaultCost());
        }
        LinkStateIds.assign(costs.keySet()).forEach((prefix, id) -> {
            int cost = costs.getOrDefault(prefix, LsaBody.INFINITY);
            if (cost < LsaBody.INFINITY) {
                wanted.put(new LsaKey(LsaType.SUMMARY_NETWORK, id, router.id()), new SummaryBody(prefix, cost));
            }
        });
    }

    private static boolean isToldTo(OspfArea to, OspfRoute route) {
        return !route.area().equals(to.id())
                && (route.type() == PathType.INTRA_AREA || route.type() == PathType.INTER_AREA && !to.isBackbone());
    }

    /** A network of an area that has ranges is told as the range that it is in. */
    private void tell(OspfRoute route, Map<Ipv4Prefix, Integer> costs) {
        AreaSettings.@Nullable Range range =
                route.type() == PathType.INTRA_AREA ? rangeOf(route.area(), route.prefix()) : null;
        if (range == null) {
            costs.merge(route.prefix(), route.cost(), Math::max);
        } else if (range.advertised()) {
            costs.merge(range.prefix(), range.cost().orElse(route.cost()), Math::max);
        }
    }

    private AreaSettings.@Nullable Range rangeOf(Ipv4Address area, Ipv4Prefix prefix) {
        AreaSettings.@Nullable Range longest = null;
        for (AreaSettings.Range range : router.areaSettings(area).ranges()) {
            boolean holds =
                    range.prefix().length() <= prefix.length() && range.prefix().contains(prefix.network());
            if (holds
                    && (longest == null
                            || longest.prefix().length() < range.prefix().length())) {
                longest = range;
            }
        }
        return longest;
    }

    private void addBoundaries(OspfArea to, Map<LsaKey, LsaBody> wanted) {
        for (BorderRouter each : router.routingTable().borderRouters()) {
            boolean told = each.boundary()
                    && !each.router().equals(router.id())
                    && !each.area().equals(to.id())
                    && (each.intraArea() || !to.isBackbone());
            if (told && each.cost() < LsaBody.INFINITY) {
                LsaKey key = new LsaKey(LsaType.SUMMARY_ROUTER, each.router(), router.id());
                LsaBody body = new SummaryBody(Ipv4Prefix.DEFAULT, each.cost());
                wanted.merge(key, body, SummaryAdvertisements::cheaper);
            }
        }
    }

    private static LsaBody cheaper(LsaBody one, LsaBody other) {
        return one instanceof SummaryBody a && other instanceof SummaryBody b && b.metric() < a.metric() ? other : one;
    }
}
