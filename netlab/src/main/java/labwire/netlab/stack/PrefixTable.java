package labwire.netlab.stack;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding table made from a set of routes: a hash table for each prefix length, the longest is asked first.
 * Never changed once it is made.
 */
final class PrefixTable {
    /** A next hop that is reached through a next hop … at most this often. */
    static final int MAX_RECURSION = 8;

    private static final int LENGTHS = 33;

    private static final class Slot {
        /** The routes to this prefix, the preferred one first. */
        private List<Route> candidates = List.of();

        private @Nullable ForwardingEntry entry;
        /** True while a next hop of this prefix is looked up: it must not lead through this prefix itself. */
        private boolean resolving;
    }

    /** By length; keyed by the leading bits. */
    private final List<IntObjectMap<Slot>> slots = new ArrayList<>(LENGTHS);
    /** Bit n is set if there is a prefix of length n. */
    private long lengths;

    PrefixTable() {
        for (int i = 0; i < LENGTHS; i++) {
            slots.add(EMPTY);
        }
    }

    private static final IntObjectMap<Slot> EMPTY = new IntObjectHashMap<>(1);

    /** Makes room for a prefix; {@link #resolve} decides which of its routes is used. */
    void put(Ipv4Prefix prefix, List<Route> candidates) {
        slot(prefix).candidates = candidates;
    }

    /** Makes an address of a connected network its broadcast address. */
    void putBroadcast(Route connected, NetworkInterface egress) {
        Slot slot = slot(new Ipv4Prefix(connected.prefix().broadcast(), 32));
        if (slot.entry == null) {
            slot.entry = new ForwardingEntry(Delivery.BROADCAST, connected, egress, null);
        }
    }

    /**
     * Chooses among the routes to a prefix the best that are usable: their interface is up, their next hop has a route.
     *
     * @return null if none is
     */
    @Nullable
    ForwardingEntry resolve(Ipv4Prefix prefix) {
        Slot slot = slot(prefix);
        slot.entry = resolve(slot, 0);
        return slot.entry;
    }

    /** What {@link #resolve} chose for just that prefix. */
    @Nullable
    ForwardingEntry entryOf(Ipv4Prefix prefix) {
        return slot(prefix).entry;
    }

    /** The entry of the longest prefix that holds the address. */
    @Nullable
    ForwardingEntry lookup(int address) {
        for (long left = lengths; left != 0; left &= ~Long.highestOneBit(left)) {
            int length = 63 - Long.numberOfLeadingZeros(left);
            Slot slot = slots.get(length).get(key(address, length));
            if (slot != null && slot.entry != null) {
                return slot.entry;
            }
        }
        return null;
    }

    private @Nullable ForwardingEntry resolve(Slot slot, int depth) {
        List<ForwardingEntry> paths = new ArrayList<>(1);
        Route best = null;
        for (Route route : slot.candidates) {
            if (best != null && !route.mayShareWith(best)) {
                break;
            }
            ForwardingEntry entry = resolve(slot, route, depth);
            if (entry != null) {
                best = route;
                paths.addAll(entry.each());
            }
        }
        if (paths.isEmpty()) {
            return null;
        }
        return ForwardingEntry.ofPaths(paths.subList(0, Math.min(paths.size(), RouteTable.MAX_PATHS)));
    }

    private @Nullable ForwardingEntry resolve(Slot slot, Route route, int depth) {
        NetworkInterface outgoing = route.outgoing();
        Ipv4Address nextHop = route.nextHop();
        if (outgoing != null) {
            return outgoing.isUp() ? new ForwardingEntry(deliveryOf(route, outgoing), route, outgoing, nextHop) : null;
        }
        if (nextHop == null || depth == MAX_RECURSION || slot.resolving) {
            return null;
        }
        slot.resolving = true;
        ForwardingEntry towards = lookupForNextHop(nextHop, depth + 1);
        slot.resolving = false;
        if (towards == null || towards.delivery() == Delivery.LOCAL || towards.delivery() == Delivery.BROADCAST) {
            return null;
        }
        List<ForwardingEntry> paths = new ArrayList<>(1);
        for (ForwardingEntry way : towards.each()) {
            Ipv4Address gateway = way.gateway();
            paths.add(new ForwardingEntry(way.delivery(), route, way.egress(), gateway == null ? nextHop : gateway));
        }
        return ForwardingEntry.ofPaths(paths);
    }

    private static Delivery deliveryOf(Route route, NetworkInterface outgoing) {
        if (route.origin() == RouteOrigin.LOCAL) {
            return Delivery.LOCAL;
        }
        return outgoing.isDiscard() ? Delivery.DISCARD : Delivery.NEIGHBOR;
    }

    /** As {@link #lookup}, among routes that are not all resolved yet. */
    private @Nullable ForwardingEntry lookupForNextHop(Ipv4Address nextHop, int depth) {
        for (long left = lengths; left != 0; left &= ~Long.highestOneBit(left)) {
            int length = 63 - Long.numberOfLeadingZeros(left);
            Slot slot = slots.get(length).get(key(nextHop.value(), length));
            ForwardingEntry entry = slot == null ? null : resolve(slot, depth);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private Slot slot(Ipv4Prefix prefix) {
        int length = prefix.length();
        if ((lengths & 1L << length) == 0) {
            lengths |= 1L << length;
            slots.set(length, new IntObjectHashMap<>());
        }
        int key = key(prefix.network().value(), length);
        IntObjectMap<Slot> ofLength = slots.get(length);
        Slot slot = ofLength.get(key);
        if (slot == null) {
            slot = new Slot();
            ofLength.put(key, slot);
        }
        return slot;
    }

    /** The leading bits alone: those that follow would be zero, and a hash of the low bits would not spread. */
    private static int key(int address, int length) {
        return length == 0 ? 0 : address >>> (32 - length);
    }
}
