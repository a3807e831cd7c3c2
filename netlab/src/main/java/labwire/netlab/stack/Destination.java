package labwire.netlab.stack;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** An address that packets go to, with all that was found out about the way: the fast path of forwarding. */
final class Destination {
    private final Ipv4Address address;
    private final ForwardingEntry entry;
    /** One for each way of equal cost; null if there is but one. */
    private final Destination @Nullable [] paths;

    private final boolean redirected;
    private @Nullable Neighbor neighbor;

    Destination(Ipv4Address address, ForwardingEntry entry) {
        this(address, entry, false);
    }

    private Destination(Ipv4Address address, ForwardingEntry entry, boolean redirected) {
        this.address = address;
        this.entry = entry;
        this.redirected = redirected;
        List<ForwardingEntry> ways = entry.paths();
        paths = ways.isEmpty()
                ? null
                : ways.stream().map(way -> new Destination(address, way)).toArray(Destination[]::new);
    }

    /**
     * This destination by the way that packets from the source take: always the same one, so that they keep their
     * order.
     */
    Destination from(Ipv4Address source) {
        if (paths == null) {
            return this;
        }
        int mixed = (source.value() ^ Integer.rotateLeft(address.value(), 16)) * DestinationCache.SPREAD;
        return paths[Integer.remainderUnsigned(mixed >>> 8, paths.length)];
    }

    /** This destination by a nearer gateway, of which the one in use has told (RFC 1122, 3.3.1.2). */
    Destination through(Ipv4Address gateway) {
        return new Destination(address, entry.through(gateway), true);
    }

    /** True if only a redirect has named its gateway. */
    boolean isRedirected() {
        return redirected;
    }

    /**
     * True if it has gone by a gateway that does not answer, or may by one of its ways of equal cost. Asked for each packet,
     * so that it looks nothing up while the gateway is known.
     */
    boolean isBySilentGateway() {
        if (paths != null) {
            for (Destination path : paths) {
                if (path.isBySilentGateway()) {
                    return true;
                }
            }
            return false;
        }
        Neighbor known = neighbor;
        Ipv4Address gateway = entry.gateway();
        if (known == null || gateway == null) {
            return false;
        }
        if (known.state() == NeighborState.REMOVED) {
            // It was forgotten, and may have been found silent since.
            known = entry.egress().neighbors().find(gateway).orElse(null);
        }
        return known != null && known.state() == NeighborState.FAILED;
    }

    Ipv4Address address() {
        return address;
    }

    ForwardingEntry.Delivery delivery() {
        return entry.delivery();
    }

    NetworkInterface egress() {
        return entry.egress();
    }

    /** The neighbour that packets go to next. */
    Ipv4Address nextHop() {
        Ipv4Address gateway = entry.gateway();
        return gateway == null ? address : gateway;
    }

    void sendToNeighbor(Ipv4Packet packet) {
        Neighbor known = neighbor;
        if (known == null || known.state() == NeighborState.REMOVED) {
            known = entry.egress().neighbors().obtain(nextHop());
            neighbor = known;
        }
        known.send(packet);
    }
}
