package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /**
     * Of those, the ones that are asked for; beyond, the oldest makes room, so that who asks for a whole prefix cannot
     * push out the neighbours that are there (<a href="https://www.rfc-editor.org/rfc/rfc6583#section-7.1">RFC 6583,
     * 7.1</a>).
     */
    public static final int MAX_UNRESOLVED = 256;
    /** Of those, the ones that a person has set; {@link #addPermanent} refuses more. */
    public static final int MAX_PERMANENT = 512;

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
    /** Those of them that are asked for, likewise. */
    private final Set<Ipv6Address> unresolved = new LinkedHashSet<>();

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

    /**
     * Sets a neighbour that discovery neither changes nor forgets.
     *
     * @return false if there are {@link #MAX_PERMANENT}
     */
    public boolean addPermanent(Ipv6Address address, MacAddress mac) {
        boolean isPermanent = find(address)
                .filter(known -> known.state() == NeighborState6.PERMANENT)
                .isPresent();
        long permanent = neighbors.values().stream()
                .filter(neighbor -> neighbor.state() == NeighborState6.PERMANENT)
                .count();
        if (!isPermanent && permanent >= MAX_PERMANENT) {
            return false;
        }
        mention(address.withoutZone()).makePermanent(mac);
        return true;
    }

    /** Forgets a neighbour; false if it was not there. What waits for it is dropped. */
    public boolean remove(Ipv6Address address) {
        Neighbor6 neighbor = neighbors.remove(address.withoutZone());
        if (neighbor == null) {
            return false;
        }
        unresolved.remove(neighbor.address());
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
            if (unresolved.size() >= MAX_UNRESOLVED) {
                evict(unresolved.iterator().next());
            }
            neighbor = insert(address);
            unresolved.add(address);
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

    /** Sets how long a confirmed neighbour is reachable, in ns; 0: the usual time. */
    public void baseReachableNanos(long nanos) {
        baseReachableNanos = nanos == 0 ? DEFAULT_REACHABLE_NANOS : nanos;
    }

    /** Sets the time between solicitations, in ns; 0: the usual one. */
    public void retransmitNanos(long nanos) {
        retransmitNanos = nanos == 0 ? DEFAULT_RETRANSMIT_NANOS : nanos;
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

    /** It is known where it is. */
    void resolved(Ipv6Address address) {
        unresolved.remove(address);
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
            evict(unresolved.isEmpty() ? leastUseful() : unresolved.iterator().next());
        }
        Neighbor6 neighbor = new Neighbor6(this, address, loop);
        neighbors.put(address, neighbor);
        return neighbor;
    }

    /** The oldest of those with the least use; there is one, since a part of all may be permanent. */
    private Ipv6Address leastUseful() {
        Neighbor6 victim = null;
        for (Neighbor6 neighbor : neighbors.values()) {
            if (victim == null || neighbor.use().compareTo(victim.use()) < 0) {
                victim = neighbor;
                if (victim.use() == Neighbor6.Use.NEVER_PROVED) {
                    break;
                }
            }
        }
        if (victim == null) {
            throw new IllegalStateException("neighbours: none (expected: " + MAX_NEIGHBORS + ")");
        }
        return victim.address();
    }

    private void evict(Ipv6Address victim) {
        remove(victim);
        count(Ip6Counter.NEIGHBOR_EVICTED);
    }
}
