package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding table made from a set of routes: a binary trie over the bits of the destination, the longest prefix
 * wins. Never changed once it is made.
 */
final class RouteTrie {
    /** A next hop that is reached through a next hop … at most this often. */
    static final int MAX_RECURSION = 8;

    private static final class Node {
        private @Nullable Node zero;
        private @Nullable Node one;
        /** The routes to this prefix, the preferred one first. */
        private List<Route> candidates = List.of();

        private @Nullable ForwardingEntry entry;
        /** True while a next hop of this node is looked up: it must not lead through this node itself. */
        private boolean resolving;

        @Nullable
        Node child(int bit) {
            return bit == 0 ? zero : one;
        }
    }

    private final Node root = new Node();

    /** Makes room for a prefix; {@link #resolve} decides which of its routes is used. */
    void put(Ipv4Prefix prefix, List<Route> candidates) {
        node(prefix).candidates = candidates;
    }

    /** Makes an address of a connected network its broadcast address. */
    void putBroadcast(Route connected, NetworkInterface egress) {
        Node node = node(new Ipv4Prefix(connected.prefix().broadcast(), 32));
        if (node.entry == null) {
            node.entry = new ForwardingEntry(Delivery.BROADCAST, connected, egress, null);
        }
    }

    /**
     * Chooses among the routes to a prefix the first that is usable: its interface is up, its next hop has a route.
     *
     * @return empty if none is
     */
    @Nullable
    ForwardingEntry resolve(Ipv4Prefix prefix) {
        Node node = node(prefix);
        node.entry = resolve(node, 0);
        return node.entry;
    }

    /** The entry of the longest prefix that holds the address. */
    @Nullable
    ForwardingEntry lookup(int address) {
        ForwardingEntry best = root.entry;
        Node node = root;
        for (int bits = address; ; bits <<= 1) {
            node = bits < 0 ? node.one : node.zero;
            if (node == null) {
                return best;
            }
            if (node.entry != null) {
                best = node.entry;
            }
        }
    }

    private @Nullable ForwardingEntry resolve(Node node, int depth) {
        for (Route route : node.candidates) {
            ForwardingEntry entry = resolve(node, route, depth);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable ForwardingEntry resolve(Node node, Route route, int depth) {
        NetworkInterface outgoing = route.outgoing();
        Ipv4Address nextHop = route.nextHop();
        if (outgoing != null) {
            Delivery delivery = route.origin() == RouteOrigin.LOCAL ? Delivery.LOCAL : Delivery.NEIGHBOR;
            return outgoing.isUp() ? new ForwardingEntry(delivery, route, outgoing, nextHop) : null;
        }
        if (nextHop == null || depth == MAX_RECURSION || node.resolving) {
            return null;
        }
        node.resolving = true;
        ForwardingEntry towards = lookupForNextHop(root, nextHop, 0, depth + 1);
        node.resolving = false;
        if (towards == null || towards.delivery() != Delivery.NEIGHBOR) {
            return null;
        }
        Ipv4Address gateway = towards.gateway();
        return new ForwardingEntry(Delivery.NEIGHBOR, route, towards.egress(), gateway == null ? nextHop : gateway);
    }

    /** As {@link #lookup}, among routes that are not all resolved yet. */
    private @Nullable ForwardingEntry lookupForNextHop(Node node, Ipv4Address nextHop, int length, int depth) {
        Node longer = length == 32 ? null : node.child(nextHop.value() >>> (31 - length) & 1);
        if (longer != null) {
            ForwardingEntry entry = lookupForNextHop(longer, nextHop, length + 1, depth);
            if (entry != null) {
                return entry;
            }
        }
        return resolve(node, depth);
    }

    private Node node(Ipv4Prefix prefix) {
        Node node = root;
        int bits = prefix.network().value();
        for (int i = 0; i < prefix.length(); i++, bits <<= 1) {
            Node child = node.child(bits >>> 31);
            if (child == null) {
                child = new Node();
                if (bits < 0) {
                    node.one = child;
                } else {
                    node.zero = child;
                }
            }
            node = child;
        }
        return node;
    }
}
