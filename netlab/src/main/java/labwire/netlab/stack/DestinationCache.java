package labwire.netlab.stack;

import java.util.Arrays;
import labwire.netlab.stack.ForwardingEntry.Delivery;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The destinations that packets went to lately, one a slot; empty again with every change of the routes. */
final class DestinationCache {
    private static final int FIRST_SLOT_BITS = 4;
    /** Grown no further: then one destination pushes another out. */
    private static final int MAX_SLOT_BITS = 10;

    /** 2^32 divided by the golden ratio: spreads neighbouring addresses (Knuth, 6.4). */
    static final int SPREAD = 0x9E3779B9;

    private final RouteTable routes;
    private final DefaultGateways gateways;
    private int slotBits = FIRST_SLOT_BITS;
    private @Nullable Destination[] slots = new Destination[1 << slotBits];
    private long generation;

    DestinationCache(RouteTable routes, DefaultGateways gateways) {
        this.routes = routes;
        this.gateways = gateways;
    }

    /** What is known of the way to the address; null if there is no route. */
    @Nullable
    Destination find(Ipv4Address address) {
        if (generation != routes.generation()) {
            generation = routes.generation();
            Arrays.fill(slots, null);
        }
        Destination known = slots[slotOf(address)];
        if (known != null && known.address().value() == address.value() && !isOutdated(known)) {
            return known;
        }
        ForwardingEntry entry = routes.find(address.value());
        if (entry == null) {
            return null;
        }
        Destination found = new Destination(address, gateways.instead(entry));
        if (known != null && known.address().value() != address.value() && slotBits < MAX_SLOT_BITS) {
            grow();
        }
        slots[slotOf(address)] = found;
        return found;
    }

    /**
     * A gateway says that another is nearer (RFC 1122, 3.2.2.2). It is believed if it is the one in use, and names another
     * neighbour; until the routes change, or the slot is wanted.
     *
     * @return whether it is
     */
    boolean redirect(Ipv4Address address, Ipv4Address gateway, Ipv4Address better) {
        Destination known = find(address);
        boolean believed = known != null
                && known.delivery() == Delivery.NEIGHBOR
                && known.nextHop().equals(gateway)
                && !gateway.equals(address)
                && known.egress().isNeighborAddress(better)
                && !known.egress().hasAddress(better);
        if (known != null && believed) {
            slots[slotOf(address)] = known.through(better);
        }
        return believed;
    }

    /** Its gateway is silent: the route counts again where a redirect led away from it, or there is another gateway. */
    private boolean isOutdated(Destination known) {
        return known.isBySilentGateway() && (known.isRedirected() || gateways.isChoice());
    }

    private int slotOf(Ipv4Address address) {
        return address.value() * SPREAD >>> (32 - slotBits);
    }

    private void grow() {
        @Nullable Destination[] before = slots;
        slotBits++;
        slots = new Destination[1 << slotBits];
        for (Destination known : before) {
            if (known != null) {
                slots[slotOf(known.address())] = known;
            }
        }
    }
}
