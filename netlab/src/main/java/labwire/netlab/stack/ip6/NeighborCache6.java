package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** The stations on one interface's link, found by neighbour discovery. Addresses have no zone here. Lab thread only. */
public final class NeighborCache6 {
    /** Neighbours of one interface; beyond, the least useful one makes room. */
    public static final int MAX_NEIGHBORS = 1024;

    /** REACHABLE_TIME and RETRANS_TIMER of RFC 4861, 10. */
    static final long DEFAULT_REACHABLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    static final long DEFAULT_RETRANSMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LabEventLoop loop;
    private final Ip6Interface on;
    private final Ip6Counters counters;
    private final RandomGenerator random;
    private final Consumer<Ipv6Packet> unreachable;
    /** In the order of their first mention, so that the oldest one makes room. */
    private final Map<Ipv6Address, Neighbor6> neighbors = new LinkedHashMap<>();

    private long baseReachableNanos = DEFAULT_REACHABLE_NANOS;
    private long retransmitNanos = DEFAULT_RETRANSMIT_NANOS;

    NeighborCache6(
            LabEventLoop loop,
            Ip6Interface on,
            Ip6Counters counters,
            RandomGenerator random,
            Consumer<Ipv6Packet> unreachable) {
        this.loop = loop;
        this.on = on;
        this.counters = counters;
        this.random = random;
        this.unreachable = unreachable;
    }

    /** The neighbours, those that are asked for among them, oldest first. */
    public List<Neighbor6> neighbors() {
        return List.copyOf(neighbors.values());
    }

    public Optional<Neighbor6> find(Ipv6Address address) {
        return Optional.ofNullable(neighbors.get(address.withoutZone()));
    }

    /** Sets a neighbour that discovery neither changes nor forgets. */
    public void addPermanent(Ipv6Address address, MacAddress mac) {
        mention(address.withoutZone()).makePermanent(mac);
    }

    /** Forgets a neighbour; false if it was not there. What waits for it is dropped. */
    public boolean remove(Ipv6Address address) {
        Neighbor6 neighbor = neighbors.remove(address.withoutZone());
        if (neighbor == null) {
            return false;
        }
        neighbor.removed();
        return true;
    }

    /** Forgets all neighbours but the permanent ones. */
    public void clear() {
        for (Neighbor6 neighbor : neighbors()) {
            if (neighbor.state() != NeighborState6.PERMANENT) {
                remove(neighbor.address());
            }
        }
    }

    /** The neighbour with the address; looks for it if it is not known. */
    Neighbor6 obtain(Ipv6Address address) {
        Neighbor6 neighbor = neighbors.get(address);
        if (neighbor == null) {
            neighbor = insert(address);
            neighbor.resolve();
        }
        return neighbor;
    }

    /** The neighbour with the address, which is not asked for. */
    Neighbor6 mention(Ipv6Address address) {
        Neighbor6 neighbor = neighbors.get(address);
        return neighbor == null ? insert(address) : neighbor;
    }

    /** What a router has said; 0 for nothing. */
    void timers(long reachableNanos, long newRetransmitNanos) {
        if (reachableNanos > 0) {
            baseReachableNanos = reachableNanos;
        }
        if (newRetransmitNanos > 0) {
            retransmitNanos = newRetransmitNanos;
        }
    }

    /** How long a confirmed neighbour is reachable: what a router has said, else the usual time. */
    public long baseReachableNanos() {
        return baseReachableNanos;
    }

    /** Between half and one and a half of what is said, so that hosts do not ask all at once (RFC 4861, 6.3.2). */
    long reachableNanos() {
        return baseReachableNanos / 2 + (long) (random.nextDouble() * baseReachableNanos);
    }

    long retransmitNanos() {
        return retransmitNanos;
    }

    void solicit(Neighbor6 neighbor, @Nullable MacAddress station) {
        on.discovery().solicit(neighbor.address(), station);
    }

    void transmit(Ipv6Packet packet, MacAddress station) {
        on.transmit(packet, station);
    }

    void unreachable(Ipv6Packet packet) {
        count(Ip6Counter.NEIGHBOR_UNREACHABLE);
        unreachable.accept(packet);
    }

    void noLongerRouter(Ipv6Address address) {
        on.autoconfiguration().forgetRouter(address);
    }

    /** It does not answer any more. */
    void lost(Ipv6Address address) {
        on.autoconfiguration().routerSilent(address);
    }

    void count(Ip6Counter counter) {
        counters.count(counter);
    }

    private Neighbor6 insert(Ipv6Address address) {
        if (neighbors.size() >= MAX_NEIGHBORS) {
            evict();
        }
        Neighbor6 neighbor = new Neighbor6(this, address, loop);
        neighbors.put(address, neighbor);
        return neighbor;
    }

    private void evict() {
        Neighbor6 victim = null;
        for (Neighbor6 neighbor : neighbors.values()) {
            if (neighbor.state() != NeighborState6.PERMANENT && (victim == null || neighbor.isExpendable())) {
                victim = neighbor;
                if (neighbor.isExpendable()) {
                    break;
                }
            }
        }
        if (victim != null) {
            remove(victim.address());
            count(Ip6Counter.NEIGHBOR_EVICTED);
        }
    }
}
