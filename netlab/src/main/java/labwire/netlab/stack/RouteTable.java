package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a stack: all that its origins know, and those of them that are in use. Lab thread only.
 *
 * <p>Of the routes to one prefix, those with the smallest distance, then the smallest metric, are used, as long as
 * their interface is up and their next hop has a route itself (another one; a next hop never resolves through its own
 * route). Several of one origin at equal distance and metric share the traffic, up to {@link #MAX_PATHS}: the packets
 * of one source to one destination keep to one way. Of the prefixes that hold a destination, the longest wins.
 */
public final class RouteTable {
    /** Routes of one table; {@link #add} refuses more. */
    public static final int MAX_ROUTES = 1_000_000;
    /** Ways of equal cost to one prefix that are used at once; the oldest ones are. */
    public static final int MAX_PATHS = 16;
    /** Who may listen for changes. */
    public static final int MAX_LISTENERS = 64;

    private static final class Candidates {
        /** The preferred one first, then the older one. */
        private final List<Route> routes = new ArrayList<>(1);

        private long sinceNanos;
    }

    private final LabEventLoop loop;
    private final TreeMap<Ipv4Prefix, Candidates> candidates = new TreeMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private int size;
    private long generation;
    private PrefixTable table = new PrefixTable();
    private boolean stale;

    RouteTable(LabEventLoop loop) {
        this.loop = loop;
    }

    /**
     * Adds a route, used from now on if none is better. It replaces one of the same origin, next hop and interface to
     * the same prefix; to add one that is there changes nothing.
     *
     * @return false if the table is full
     */
    public boolean add(Route route) {
        Candidates others = candidates.get(route.prefix());
        if (others != null && others.routes.contains(route)) {
            return true;
        }
        boolean replaces = others != null && others.routes.removeIf(route::isSameWayAs);
        if (size == MAX_ROUTES && !replaces) {
            return false;
        }
        if (others == null) {
            others = new Candidates();
            candidates.put(route.prefix(), others);
        }
        int place = 0;
        while (place < others.routes.size() && !route.isPreferredTo(others.routes.get(place))) {
            place++;
        }
        others.routes.add(place, route);
        others.sinceNanos = loop.now();
        size += replaces ? 0 : 1;
        changed();
        return true;
    }

    /**
     * Takes a route out.
     *
     * @return false if it was not there
     */
    public boolean remove(Route route) {
        Candidates others = candidates.get(route.prefix());
        if (others == null || !others.routes.remove(route)) {
            return false;
        }
        others.sinceNanos = loop.now();
        if (others.routes.isEmpty()) {
            candidates.remove(route.prefix());
        }
        size--;
        changed();
        return true;
    }

    /** The route that packets to the address take, the first if several share them. */
    public Optional<Route> lookup(Ipv4Address address) {
        return Optional.ofNullable(find(address.value())).map(ForwardingEntry::route);
    }

    /** Where packets to the address go next, the first way if several share them. */
    public Optional<NextHop> nextHop(Ipv4Address address) {
        List<NextHop> ways = nextHops(address);
        return ways.isEmpty() ? Optional.empty() : Optional.of(ways.get(0));
    }

    /** All ways that packets to the address may go next; empty if there is none, or it is no single neighbour's. */
    public List<NextHop> nextHops(Ipv4Address address) {
        ForwardingEntry entry = find(address.value());
        if (entry == null || entry.delivery() != Delivery.NEIGHBOR) {
            return List.of();
        }
        List<NextHop> ways = new ArrayList<>();
        for (ForwardingEntry way : entry.each()) {
            Ipv4Address gateway = way.gateway();
            ways.add(new NextHop(way.egress(), gateway == null ? address : gateway));
        }
        return ways;
    }

    /** The routes in use, by prefix. */
    public List<Route> routes() {
        refresh();
        List<Route> used = new ArrayList<>();
        for (Ipv4Prefix prefix : candidates.keySet()) {
            used.addAll(routesTo(prefix));
        }
        return used;
    }

    /** The routes in use to just that prefix. */
    public List<Route> routesTo(Ipv4Prefix prefix) {
        refresh();
        ForwardingEntry entry = candidates.containsKey(prefix) ? table.entryOf(prefix) : null;
        return entry == null
                ? List.of()
                : entry.each().stream().map(ForwardingEntry::route).distinct().toList();
    }

    /** All routes, those that wait for an interface, a next hop or a better one's end among them, by prefix. */
    public List<Route> configured() {
        List<Route> all = new ArrayList<>(size);
        candidates.values().forEach(others -> all.addAll(others.routes));
        return all;
    }

    /** All default routes, the preferred ones first. */
    List<Route> defaults() {
        Candidates all = candidates.get(Ipv4Prefix.DEFAULT);
        return all == null ? List.of() : all.routes;
    }

    /** When the routes to a prefix last changed, in nanoseconds of lab time; now if there are none. */
    public long sinceNanos(Ipv4Prefix prefix) {
        Candidates others = candidates.get(prefix);
        return others == null ? loop.now() : others.sinceNanos;
    }

    /**
     * Tells of each change: a route added or removed, an interface up or down. It is called within the change, and
     * often; it should note that there is something to do, and do it later.
     *
     * @throws IllegalStateException if there are {@link #MAX_LISTENERS}
     */
    public void listen(Runnable listener) {
        if (listeners.size() == MAX_LISTENERS) {
            throw new IllegalStateException("listeners: " + MAX_LISTENERS + " (expected: fewer)");
        }
        listeners.add(listener);
    }

    /** Tells of no more changes. */
    public void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /** Says that a route was added or removed, or an interface came up or went down. */
    void changed() {
        stale = true;
        generation++;
        for (Runnable listener : List.copyOf(listeners)) {
            listener.run();
        }
    }

    /** True if the next look-up will make the table anew. */
    boolean isStale() {
        return stale;
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
        return table.lookup(address);
    }

    /** Makes the table anew: once for many changes, on the next look-up. */
    private void refresh() {
        if (!stale) {
            return;
        }
        stale = false;
        table = new PrefixTable();
        candidates.forEach((prefix, others) -> table.put(prefix, others.routes));
        List<Route> connected = new ArrayList<>();
        for (Ipv4Prefix prefix : candidates.keySet()) {
            ForwardingEntry entry = table.resolve(prefix);
            if (entry != null && entry.route().origin() == RouteOrigin.CONNECTED && prefix.length() < 31) {
                connected.add(entry.route());
            }
        }
        for (Route route : connected) {
            NetworkInterface egress = route.outgoing();
            if (egress != null) {
                table.putBroadcast(route, egress);
            }
        }
    }
}
