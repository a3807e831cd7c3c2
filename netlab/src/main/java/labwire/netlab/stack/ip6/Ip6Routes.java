package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a stack's IPv6: of those to one prefix the one of the smallest distance, then metric, that is usable; of
 * the prefixes that hold a destination, the longest. Lab thread only.
 */
public final class Ip6Routes {
    /** Routes of one table; {@link #add} refuses more. */
    public static final int MAX_ROUTES = 100_000;
    /** A next hop that is reached through a next hop … at most this often. */
    private static final int MAX_RECURSION = 8;

    /** Ways of equal cost to one prefix that are used at once; the oldest ones are. */
    public static final int MAX_PATHS = 16;

    /**
     * Where a packet goes next, resolved.
     *
     * @param paths all ways of equal cost, this one first; empty if there is no other
     */
    record Way(
            Ip6Route route, Ip6Interface egress, @Nullable Ipv6Address gateway, List<Way> paths) {
        /** The way that packets between two addresses take: always the same one, so that they keep their order. */
        Way between(Ipv6Address source, Ipv6Address destination) {
            if (paths.isEmpty()) {
                return this;
            }
            long ends = Long.rotateLeft(source.upper() * SPREAD + source.lower(), 32)
                    + destination.upper() * SPREAD
                    + destination.lower();
            return paths.get((int) Long.remainderUnsigned(ends * SPREAD >>> 16, paths.size()));
        }
    }

    /** 2^64 divided by the golden ratio: spreads neighbouring addresses (Knuth, 6.4). */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final TreeMap<Ipv6Prefix, List<Ip6Route>> routes = new TreeMap<>();
    /** How many prefixes there are of each length, the longest first to be asked. */
    private final TreeMap<Integer, Map<Ipv6Address, List<Ip6Route>>> byLength = new TreeMap<>((a, b) -> b - a);

    private int size;

    Ip6Routes() {}

    /**
     * Adds a route; to add one that is there changes nothing.
     *
     * @return false if the table is full
     */
    public boolean add(Ip6Route route) {
        List<Ip6Route> others = routes.computeIfAbsent(route.prefix(), absent -> new ArrayList<>(1));
        byLength.computeIfAbsent(route.prefix().length(), absent -> new HashMap<>())
                .put(route.prefix().network(), others);
        if (others.contains(route)) {
            return true;
        }
        if (size == MAX_ROUTES) {
            return false;
        }
        int place = 0;
        while (place < others.size() && !isPreferred(route, others.get(place))) {
            place++;
        }
        others.add(place, route);
        size++;
        return true;
    }

    private static boolean isPreferred(Ip6Route route, Ip6Route other) {
        return route.distance() != other.distance()
                ? route.distance() < other.distance()
                : route.metric() < other.metric();
    }

    /** Takes a route out; false if it was not there. */
    public boolean remove(Ip6Route route) {
        List<Ip6Route> others = routes.get(route.prefix());
        if (others == null || !others.remove(route)) {
            return false;
        }
        size--;
        if (others.isEmpty()) {
            routes.remove(route.prefix());
            Map<Ipv6Address, List<Ip6Route>> ofLength =
                    byLength.get(route.prefix().length());
            if (ofLength != null) {
                ofLength.remove(route.prefix().network());
            }
        }
        return true;
    }

    /** All routes, by prefix, the preferred one of each first. */
    public List<Ip6Route> all() {
        return routes.values().stream().flatMap(List::stream).toList();
    }

    /** The routes that are used: of each prefix, the best whose interface is up, and those of equal cost. */
    public List<Ip6Route> used() {
        List<Ip6Route> used = new ArrayList<>();
        for (List<Ip6Route> candidates : routes.values()) {
            Way way = resolve(candidates, 0);
            if (way != null) {
                (way.paths().isEmpty() ? List.of(way) : way.paths()).forEach(each -> used.add(each.route()));
            }
        }
        return used;
    }

    /** The route that packets to the address take. */
    public Optional<Ip6Route> lookup(Ipv6Address address) {
        return Optional.ofNullable(find(address)).map(Way::route);
    }

    @Nullable
    Way find(Ipv6Address address) {
        return find(address.withoutZone(), 0);
    }

    private @Nullable Way find(Ipv6Address address, int depth) {
        for (Map.Entry<Integer, Map<Ipv6Address, List<Ip6Route>>> ofLength : byLength.entrySet()) {
            List<Ip6Route> candidates = ofLength.getValue()
                    .get(Ipv6Prefix.of(address, ofLength.getKey()).network());
            Way way = candidates == null ? null : resolve(candidates, depth);
            if (way != null) {
                return way;
            }
        }
        return null;
    }

    private @Nullable Way resolve(List<Ip6Route> candidates, int depth) {
        Way best = null;
        List<Way> paths = List.of();
        for (int i = 0; i < candidates.size(); i++) {
            Ip6Route route = candidates.get(i);
            if (best != null && !sharesLoad(best.route(), route)) {
                break;
            }
            Way way = resolve(route, depth);
            if (way != null && best == null) {
                best = way;
            } else if (way != null && best != null && paths.size() < MAX_PATHS) {
                if (paths.isEmpty()) {
                    paths = new ArrayList<>(List.of(best));
                }
                paths.add(way);
            }
        }
        return best == null || paths.isEmpty() ? best : new Way(best.route(), best.egress(), best.gateway(), paths);
    }

    /** Routers that advertise themselves are defaults one after another, not at once. */
    private static boolean sharesLoad(Ip6Route one, Ip6Route other) {
        return one.origin() == Ip6Route.Origin.STATIC
                && other.origin() == Ip6Route.Origin.STATIC
                && one.distance() == other.distance()
                && one.metric() == other.metric();
    }

    private @Nullable Way resolve(Ip6Route route, int depth) {
        Ip6Interface outgoing = route.outgoing();
        Ipv6Address nextHop = route.nextHop();
        if (outgoing != null) {
            return outgoing.isUp() ? new Way(route, outgoing, nextHop, List.of()) : null;
        }
        Way towards = nextHop == null || depth == MAX_RECURSION ? null : find(nextHop, depth + 1);
        if (towards == null || towards.route().origin() == Ip6Route.Origin.LOCAL) {
            return null;
        }
        return new Way(route, towards.egress(), towards.gateway() == null ? nextHop : towards.gateway(), List.of());
    }
}
