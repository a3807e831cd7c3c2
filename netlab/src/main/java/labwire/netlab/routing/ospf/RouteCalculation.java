package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.routing.ospf.OspfRoute.PathType;
import labwire.netlab.routing.ospf.ShortestPaths.Vertex;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.RouterLink;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** Makes the routes out of the databases, from nothing each time (RFC 2328, 16). */
final class RouteCalculation {
    private final OspfRouter router;
    private final long now;
    private final Map<Ipv4Prefix, OspfRoute> routes;
    /** The best way to each router that leads out of OSPF. */
    private final Map<Ipv4Address, BorderRouter> boundaries = new HashMap<>();

    private final List<BorderRouter> borderRouters = new ArrayList<>();

    private RouteCalculation(OspfRouter router, long now) {
        this.router = router;
        this.now = now;
        routes = new HashMap<>(router.routingTable().routes().size() * 2);
    }

    static RoutingTable run(OspfRouter router, long now) {
        RouteCalculation calculation = new RouteCalculation(router, now);
        SpfTrace trace = new SpfTrace(router);
        trace.begins(now);
        Map<OspfArea, ShortestPaths> paths = new HashMap<>();
        for (OspfArea area : router.areas()) {
            ShortestPaths through =
                    ShortestPaths.from(router.id(), area, router.settings().maximumPaths(), now);
            paths.put(area, through);
            area.spfRan(now);
            calculation.intraArea(area, through);
            trace.computed(area, through);
        }
        for (OspfArea area : router.areas()) {
            ShortestPaths through = paths.get(area);
            // A border router hears of other areas from the backbone alone, lest what is told go in circles (16.2).
            if (through != null && (!router.isBorder() || area.isBackbone())) {
                trace.summaries(area);
                calculation.interArea(area, through);
            }
        }
        trace.externals();
        calculation.external();
        RoutingTable result = calculation.result();
        trace.ended(now, result);
        return result;
    }

    private RoutingTable result() {
        List<OspfRoute> all = new ArrayList<>(routes.values());
        all.sort(Comparator.comparing(OspfRoute::prefix));
        borderRouters.sort(Comparator.comparing(BorderRouter::router).thenComparing(BorderRouter::area));
        return new RoutingTable(all, List.copyOf(borderRouters));
    }

    private void intraArea(OspfArea area, ShortestPaths paths) {
        for (Vertex vertex : paths.reached()) {
            if (vertex.lsa.body() instanceof NetworkBody network) {
                Ipv4Prefix prefix = Ipv4Prefix.of(vertex.id(), network.prefixLength());
                offer(intra(prefix, vertex.distance, area, vertex.nextHops, vertex));
            } else if (vertex.lsa.body() instanceof RouterBody body) {
                boolean self = paths.isRoot(vertex);
                for (RouterLink link : body.links()) {
                    int cost = vertex.distance + link.metric();
                    if (link instanceof RouterLink.Stub stub && cost >= 0) {
                        List<OspfNextHop> nextHops = self ? directly(area, stub.prefix()) : vertex.nextHops;
                        offer(intra(stub.prefix(), cost, area, nextHops, vertex));
                    }
                }
                if (!self && (body.border() || body.boundary())) {
                    borderRouter(new BorderRouter(
                            vertex.id(),
                            body.border(),
                            body.boundary(),
                            area.id(),
                            true,
                            vertex.distance,
                            vertex.nextHops));
                }
            }
        }
    }

    private static OspfRoute intra(
            Ipv4Prefix prefix, int cost, OspfArea area, List<OspfNextHop> nextHops, Vertex from) {
        return new OspfRoute(
                prefix,
                PathType.INTRA_AREA,
                cost,
                0,
                area.id(),
                nextHops,
                from.lsa.key().advertisingRouter(),
                0);
    }

    private static List<OspfNextHop> directly(OspfArea area, Ipv4Prefix prefix) {
        for (OspfInterface each : area.interfaces()) {
            if (each.settings().network().equals(prefix)
                    || prefix.length() == 32
                            && prefix.network().equals(each.settings().address())) {
                return List.of(new OspfNextHop(each, Ipv4Address.ANY));
            }
        }
        return List.of();
    }

    private void interArea(OspfArea area, ShortestPaths paths) {
        for (DatabaseEntry entry : area.database().entries()) {
            LsaKey key = entry.lsa().key();
            if (!(entry.lsa().body() instanceof SummaryBody body)
                    || body.metric() >= LsaBody.INFINITY
                    || router.isOwn(key)
                    || entry.isMaxAge(now)) {
                continue;
            }
            Vertex border = paths.router(key.advertisingRouter());
            if (border == null || !(border.lsa.body() instanceof RouterBody words) || !words.border()) {
                continue;
            }
            int cost = border.distance + body.metric();
            if (cost < 0) {
                continue;
            }
            if (key.type() == LsaType.SUMMARY_ROUTER) {
                borderRouter(new BorderRouter(key.id(), false, true, area.id(), false, cost, border.nextHops));
            } else if (!router.isBorder() || !isOwnRange(body.prefix())) {
                offer(new OspfRoute(
                        body.prefix(),
                        PathType.INTER_AREA,
                        cost,
                        0,
                        area.id(),
                        border.nextHops,
                        key.advertisingRouter(),
                        0));
            }
        }
    }

    /** True if a range of an area of this router has exactly this prefix (RFC 2328, 16.2 (3)). */
    private boolean isOwnRange(Ipv4Prefix prefix) {
        return router.areas().stream()
                .flatMap(area -> area.settings().ranges().stream())
                .anyMatch(range -> range.advertised() && range.prefix().equals(prefix));
    }

    private void borderRouter(BorderRouter found) {
        borderRouters.add(found);
        if (!found.boundary() || found.router().equals(router.id())) {
            return;
        }
        BorderRouter best = boundaries.get(found.router());
        if (best == null
                || found.intraArea() && !best.intraArea()
                || found.intraArea() == best.intraArea() && found.cost() < best.cost()) {
            boundaries.put(found.router(), found);
        } else if (found.intraArea() == best.intraArea() && found.cost() == best.cost()) {
            List<OspfNextHop> both = NextHops.merge(
                    best.nextHops(), found.nextHops(), router.settings().maximumPaths());
            boundaries.put(
                    found.router(),
                    new BorderRouter(
                            best.router(), best.border(), true, best.area(), best.intraArea(), best.cost(), both));
        }
    }

    /** RFC 2328, 16.4. */
    private void external() {
        for (DatabaseEntry entry : router.externals().database.entries()) {
            LsaKey key = entry.lsa().key();
            if (!(entry.lsa().body() instanceof ExternalBody body)
                    || body.metric() >= LsaBody.INFINITY
                    || router.isOwn(key)
                    || entry.isMaxAge(now)) {
                continue;
            }
            BorderRouter boundary = boundaries.get(key.advertisingRouter());
            if (boundary == null) {
                continue;
            }
            int cost = boundary.cost();
            List<OspfNextHop> nextHops = boundary.nextHops();
            if (!body.forwarding().isAny()) {
                OspfRoute way = internalRouteTo(body.forwarding());
                if (way == null) {
                    continue;
                }
                cost = way.cost();
                nextHops = way.nextHops().stream()
                        .map(hop -> hop.isDirect() ? new OspfNextHop(hop.on(), body.forwarding()) : hop)
                        .toList();
            }
            offerExternal(key, body, cost, nextHops, boundary.area());
        }
    }

    private void offerExternal(LsaKey key, ExternalBody body, int cost, List<OspfNextHop> nextHops, Ipv4Address area) {
        int whole = body.type2() ? cost : cost + body.metric();
        if (whole >= 0) {
            offer(new OspfRoute(
                    body.prefix(),
                    body.type2() ? PathType.EXTERNAL_2 : PathType.EXTERNAL_1,
                    whole,
                    body.type2() ? body.metric() : 0,
                    area,
                    nextHops,
                    key.advertisingRouter(),
                    body.tag()));
        }
    }

    /** The longest prefix that is known from within OSPF and holds the address. */
    private @Nullable OspfRoute internalRouteTo(Ipv4Address address) {
        for (int length = 32; length >= 0; length--) {
            OspfRoute route = routes.get(Ipv4Prefix.of(address, length));
            if (route != null && route.type().compareTo(PathType.INTER_AREA) <= 0) {
                return route;
            }
        }
        return null;
    }

    private void offer(OspfRoute offered) {
        OspfRoute best = routes.putIfAbsent(offered.prefix(), offered);
        if (best == null) {
            return;
        }
        int order = offered.compareCost(best);
        if (order < 0) {
            routes.put(offered.prefix(), offered);
        } else if (order == 0 && best.nextHops() != offered.nextHops() && !best.isDirect()) {
            routes.put(
                    best.prefix(),
                    best.with(NextHops.merge(
                            best.nextHops(),
                            offered.nextHops(),
                            router.settings().maximumPaths())));
        }
    }
}
