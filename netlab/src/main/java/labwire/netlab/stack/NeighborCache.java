package labwire.netlab.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;

/**
 * The stations on one interface's network, found by ARP (<a href="https://www.rfc-editor.org/rfc/rfc826">RFC 826</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc1122#section-2.3.2">RFC 1122, 2.3.2</a>). Lab thread only.
 */
public final class NeighborCache {
    /** Neighbours of one interface; beyond, the least useful one makes room. */
    public static final int MAX_NEIGHBORS = 1024;

    private final LabEventLoop loop;
    private final IpCounters counters;
    private final NetworkInterface on;
    private final AddressResolution arp;
    private final Consumer<Ipv4Packet> unreachable;
    /** In the order of their first mention, so that the oldest one makes room. */
    private final Map<Ipv4Address, Neighbor> neighbors = new LinkedHashMap<>();

    /**
     * The cache of an interface.
     *
     * @param unreachable takes the packets that cannot go, because nobody has the address that they should go to
     */
    NeighborCache(
            LabEventLoop loop,
            IpCounters counters,
            NetworkInterface on,
            AddressResolution arp,
            Consumer<Ipv4Packet> unreachable) {
        this.loop = loop;
        this.counters = counters;
        this.on = on;
        this.arp = arp;
        this.unreachable = unreachable;
    }

    /** The neighbours, those that are asked for or do not answer among them, oldest first. */
    public List<Neighbor> neighbors() {
        return List.copyOf(neighbors.values());
    }

    public Optional<Neighbor> find(Ipv4Address address) {
        return Optional.ofNullable(neighbors.get(address));
    }

    /** Sets a neighbour that ARP neither changes nor forgets. */
    public void addPermanent(Ipv4Address address, MacAddress mac) {
        Neighbor neighbor = neighbors.get(address);
        (neighbor == null ? insert(address) : neighbor).makePermanent(mac);
    }

    /**
     * Forgets a neighbour; what waits for it is dropped.
     *
     * @return false if it was not there
     */
    public boolean remove(Ipv4Address address) {
        Neighbor neighbor = neighbors.remove(address);
        if (neighbor == null) {
            return false;
        }
        neighbor.removed();
        return true;
    }

    /** Forgets all neighbours but the permanent ones. */
    public void clear() {
        for (Neighbor neighbor : neighbors()) {
            if (neighbor.state() != NeighborState.PERMANENT) {
                remove(neighbor.address());
            }
        }
    }

    /** The neighbour with the address; looks for it if it is not known. */
    Neighbor obtain(Ipv4Address address) {
        Neighbor neighbor = neighbors.get(address);
        if (neighbor == null) {
            neighbor = insert(address);
            neighbor.resolve();
        }
        return neighbor;
    }

    /**
     * An ARP packet of the neighbour's own said where it is.
     *
     * @param forUs true if it was meant for us: only then is an unknown neighbour remembered (RFC 826, "Packet
     *     Reception")
     */
    void heard(Ipv4Address address, MacAddress station, boolean forUs) {
        Neighbor neighbor = neighbors.get(address);
        if (neighbor == null && forUs) {
            neighbor = insert(address);
        }
        if (neighbor != null) {
            neighbor.heard(station);
        }
    }

    void request(Neighbor neighbor, MacAddress station) {
        arp.request(neighbor.address(), station);
    }

    void transmit(Ipv4Packet packet, MacAddress station) {
        on.transmit(packet, station);
    }

    void unreachable(Ipv4Packet packet) {
        count(IpCounter.NEIGHBOR_UNREACHABLE);
        unreachable.accept(packet);
    }

    void count(IpCounter counter) {
        counters.count(counter);
    }

    private Neighbor insert(Ipv4Address address) {
        if (neighbors.size() >= MAX_NEIGHBORS) {
            evict();
        }
        Neighbor neighbor = new Neighbor(this, address, loop);
        neighbors.put(address, neighbor);
        return neighbor;
    }

    /** Makes room: the oldest that is not in good use, else the oldest that nobody has set. */
    private void evict() {
        Neighbor victim = null;
        for (Neighbor neighbor : neighbors.values()) {
            if (neighbor.state() == NeighborState.PERMANENT) {
                continue;
            }
            if (neighbor.isExpendable()) {
                victim = neighbor;
                break;
            }
            if (victim == null) {
                victim = neighbor;
            }
        }
        if (victim != null) {
            remove(victim.address());
            count(IpCounter.NEIGHBOR_EVICTED);
        }
    }
}
