package labwire.netlab.routing.ospf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.wire.Ipv4Address;

/** The neighbours that a person named, on the links that carry no hellos to all (RFC 2328, 9.5.1). */
final class StaticNeighbors {
    private final OspfRouter router;
    private final Map<Ipv4Address, StaticNeighbor> named = new TreeMap<>();

    StaticNeighbors(OspfRouter router) {
        this.router = router;
    }

    /** Takes these instead of those before. */
    void replace(Map<Ipv4Address, StaticNeighbor> next, long now) {
        named.clear();
        named.putAll(next);
        for (OspfInterface each : router.interfaceList()) {
            for (OspfNeighbor neighbor : List.copyOf(each.neighbors())) {
                if (!neighbor.isHeard() && !named.containsKey(neighbor.address)) {
                    each.remove(neighbor);
                }
            }
            start(each, now);
        }
    }

    /** Start: tries to reach those of the link that were not tried yet. */
    void start(OspfInterface on, long now) {
        missing(on).forEach(neighbor -> {
            on.add(neighbor);
            router.neighbors().start(neighbor, now);
        });
    }

    /** Has those that are gone asked for from time to time. */
    void settle(OspfInterface on, long now) {
        if (on.isNonBroadcast() && on.isSpeaking()) {
            missing(on).forEach(neighbor -> {
                on.add(neighbor);
                neighbor.pollAt = now + pollNanos(neighbor);
            });
        }
    }

    private List<OspfNeighbor> missing(OspfInterface on) {
        if (!on.isNonBroadcast() || !on.isSpeaking()) {
            return List.of();
        }
        InterfaceSettings settings = on.settings();
        return named.entrySet().stream()
                .filter(each -> settings.network().contains(each.getKey()))
                .filter(each -> !each.getKey().equals(settings.address()))
                .filter(each -> on.neighbor(Ipv4Address.ANY, each.getKey()) == null)
                .map(each -> {
                    OspfNeighbor neighbor = new OspfNeighbor(on, Ipv4Address.ANY, each.getKey());
                    neighbor.priority = each.getValue().priority();
                    return neighbor;
                })
                .toList();
    }

    /** Sends a hello to one that is down. */
    void poll(OspfNeighbor neighbor, long now) {
        neighbor.pollAt = OspfTimes.NEVER;
        if (neighbor.state == NeighborState.DOWN) {
            neighbor.pollAt = now + pollNanos(neighbor);
            if (isGreeted(neighbor)) {
                router.hellos().send(neighbor.on(), neighbor.address, now);
            }
        }
    }

    private long pollNanos(OspfNeighbor neighbor) {
        StaticNeighbor known = named.get(neighbor.address);
        int seconds = known == null ? StaticNeighbor.DEFAULT_POLL_SECONDS : known.pollSeconds();
        return seconds * OspfTimes.SECOND;
    }

    /** Sends the periodic hello to all that are to have it. */
    void greet(OspfInterface on, long now) {
        for (OspfNeighbor neighbor : List.copyOf(on.neighbors())) {
            if (neighbor.state != NeighborState.DOWN && isGreeted(neighbor)) {
                router.hellos().send(on, neighbor.address, now);
            }
        }
    }

    /** Hellos go between those who may be elected, and between those who are and all others. */
    static boolean isGreeted(OspfNeighbor neighbor) {
        OspfInterface on = neighbor.on();
        if (on.state == InterfaceState.DESIGNATED || on.state == InterfaceState.BACKUP) {
            return true;
        }
        boolean elected = neighbor.address.equals(on.designated) || neighbor.address.equals(on.backup);
        return elected || on.settings().priority() > 0 && neighbor.priority > 0;
    }
}
