package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a stack: all that its origins know, and those of them that are in use. Lab thread only.
 *
 * <p>Of the routes to one prefix, the one with the smallest distance, then the smallest metric, then the oldest, is
 * used, as long as its interface is up and its next hop has a route itself (another one; a next hop never resolves
 * through its own route). Of the prefixes that hold a destination, the longest wins.
 */
public final class RouteTable {
    /** Routes of one table; {@link #add} refuses more. */
    public static final int MAX_ROUTES = 1_000_000;

    private final TreeMap<Ipv4Prefix, List<Route>> candidates = new TreeMap<>();
    private int size;
    private long generation;
    private RouteTrie trie = new RouteTrie();
    private final List<Route> used = new ArrayList<>();
    private boolean stale;

    RouteTable() {}

    /**
     * Adds a route, used from now on if none is better. It replaces one of the same origin, next hop and interface to
     * the same prefix.
     *
     * @return false if the table is full
     */
    public boolean add(Route route) {
        List<Route> others = candidates.getOrDefault(route.prefix(), List.of());
        boolean replaces = others.stream().anyMatch(route::isSameWayAs);
        if (size == MAX_ROUTES && !replaces) {
            return false;
        }
        if (others.isEmpty()) {
            others = new ArrayList<>(1);
            candidates.put(route.prefix(), others);
        }
        if (replaces) {
            others.removeIf(route::isSameWayAs);
            size--;
        }
        int place = 0;
        while (place < others.size() && !route.isPreferredTo(others.get(place))) {
            place++;
        }
        others.add(place, route);
        size++;
        changed();
        return true;
    }

    /**
     * Takes a route out.
     *
     * @return false if it was not there
     */
    public boolean remove(Route route) {
        List<Route> others = candidates.get(route.prefix());
        if (others == null || !others.remove(route)) {
            return false;
        }
        if (others.isEmpty()) {
            candidates.remove(route.prefix());
        }
        size--;
        changed();
        return true;
    }

    /** The route that packets to the address take. */
    public Optional<Route> lookup(Ipv4Address address) {
        return Optional.ofNullable(find(address.value())).map(ForwardingEntry::route);
    }

    /** Where packets to the address go next. */
    public Optional<NextHop> nextHop(Ipv4Address address) {
        ForwardingEntry entry = find(address.value());
        if (entry == null || entry.delivery() != Delivery.NEIGHBOR) {
            return Optional.empty();
        }
        Ipv4Address gateway = entry.gateway();
        return Optional.of(new NextHop(entry.egress(), gateway == null ? address : gateway));
    }

    /** The routes in use, by prefix. */
    public List<Route> routes() {
        refresh();
        return List.copyOf(used);
    }

    /** All routes, those that wait for an interface, a next hop or a better one's end among them, by prefix. */
    public List<Route> configured() {
        List<Route> all = new ArrayList<>(size);
        candidates.values().forEach(all::addAll);
        return all;
    }

    /** Says that a route was added or removed, or an interface came up or went down. */
    void changed() {
        stale = true;
        generation++;
    }

    /** Grows with every change, so that what was looked up before is known to be old. */
    long generation() {
        return generation;
    }

    @Nullable
    ForwardingEntry find(int address) {
        if (stale) {
            refresh();
        }
        return trie.lookup(address);
    }

    /** Makes the table anew: once for many changes, on the next look-up. */
    private void refresh() {
        if (!stale) {
            return;
        }
        stale = false;
        trie = new RouteTrie();
        used.clear();
        candidates.forEach(trie::put);
        for (Ipv4Prefix prefix : candidates.keySet()) {
            ForwardingEntry entry = trie.resolve(prefix);
            if (entry != null) {
                used.add(entry.route());
            }
        }
        for (Route route : used) {
            NetworkInterface egress = route.outgoing();
            if (route.origin() == RouteOrigin.CONNECTED && route.prefix().length() < 31 && egress != null) {
                trie.putBroadcast(route, egress);
            }
        }
    }
}
