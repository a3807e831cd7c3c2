package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.RouterLink;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** What a router tells of its own links: types 1 and 2 (RFC 2328, 12.4.1 and 12.4.2). */
final class LinkAdvertisements {
    private final OspfRouter router;

    LinkAdvertisements(OspfRouter router) {
        this.router = router;
    }

    /** Tells the links in an area as they now are. */
    void update(OspfArea area, long now) {
        Map<LsaKey, LsaBody> wanted = new LinkedHashMap<>();
        List<RouterLink> links = new ArrayList<>();
        for (OspfInterface each : area.interfaces()) {
            addLinks(each, links);
            if (isDesignatedForOthers(each)) {
                Ipv4Address address = each.settings().address();
                wanted.put(new LsaKey(LsaType.NETWORK, address, router.id()), network(each));
            }
        }
        if (links.size() > OspfLimits.MAX_LINKS) {
            links = links.subList(0, OspfLimits.MAX_LINKS);
        }
        if (!area.interfaces().isEmpty()) {
            boolean boundary = router.isBoundary() && !area.settings().isStub();
            wanted.put(LsaKey.ofRouter(router.id()), new RouterBody(false, boundary, router.isBorder(), links));
        }
        Set<LsaKey> before = new LinkedHashSet<>();
        for (LsaKey key : area.scope().originations.keySet()) {
            if (key.type() == LsaType.ROUTER || key.type() == LsaType.NETWORK) {
                before.add(key);
            }
        }
        router.originations().replace(area.scope(), before, wanted, area.options(), now);
    }

    private void addLinks(OspfInterface each, List<RouterLink> links) {
        InterfaceSettings settings = each.settings();
        Ipv4Prefix host = Ipv4Prefix.of(settings.address(), 32);
        int metric = router.settings().maxMetric() ? RouterLink.MAX_METRIC : settings.cost();
        switch (each.state()) {
            case DOWN -> {}
            case LOOPBACK -> links.add(new RouterLink.Stub(host, settings.cost()));
            case POINT_TO_POINT -> {
                for (OspfNeighbor neighbor : each.neighbors()) {
                    if (neighbor.state == NeighborState.FULL) {
                        links.add(new RouterLink.PointToPoint(neighbor.id(), settings.address(), metric));
                    }
                }
                boolean isHost = settings.type() == NetworkType.POINT_TO_MULTIPOINT;
                links.add(
                        isHost
                                ? new RouterLink.Stub(host, 0)
                                : new RouterLink.Stub(settings.network(), settings.cost()));
            }
            case WAITING, DR_OTHER, BACKUP, DESIGNATED -> {
                if (isTransit(each)) {
                    links.add(new RouterLink.Transit(each.designated(), settings.address(), metric));
                } else {
                    links.add(new RouterLink.Stub(settings.network(), settings.cost()));
                }
            }
        }
    }

    /** True if the network has other routers that are reached through its designated router. */
    private static boolean isTransit(OspfInterface each) {
        return switch (each.state()) {
            case DESIGNATED -> isDesignatedForOthers(each);
            case DR_OTHER, BACKUP -> {
                for (OspfNeighbor neighbor : each.neighbors()) {
                    if (neighbor.address.equals(each.designated()) && neighbor.state == NeighborState.FULL) {
                        yield true;
                    }
                }
                yield false;
            }
            case DOWN, LOOPBACK, WAITING, POINT_TO_POINT -> false;
        };
    }

    private static boolean isDesignatedForOthers(OspfInterface each) {
        return each.state() == InterfaceState.DESIGNATED && each.fullNeighbors() > 0;
    }

    private NetworkBody network(OspfInterface each) {
        List<Ipv4Address> routers = new ArrayList<>();
        routers.add(router.id());
        for (OspfNeighbor neighbor : each.neighbors()) {
            if (neighbor.state == NeighborState.FULL) {
                routers.add(neighbor.id());
            }
        }
        return new NetworkBody(each.settings().network().length(), routers);
    }
}
