package labwire.netlab.stack;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** One address on an interface's network, and the station that has it. Lab thread only. */
public final class Neighbor {
    /** Packets that wait for one neighbour; beyond, the oldest is dropped (RFC 1122, 2.3.2.2: the latest is kept). */
    public static final int MAX_PENDING_PACKETS = 64;

    /** Requests without an answer until a neighbour is given up. */
    static final int MAX_REQUESTS = 3;
    /** Between requests for one neighbour; RFC 1122, 2.3.2.1 recommends at least a second. */
    static final long REQUEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a confirmation lasts; RFC 1122, 2.3.2.1 gives the order of a minute. */
    static final long REACHABLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** After that, how long an unused neighbour is remembered. */
    static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** How long packets to a silent neighbour are refused before it is asked for again. */
    static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NeighborCache cache;
    private final Ipv4Address address;
    private final LabEventLoop loop;
    private final LabTimer timer;
    private final ArrayDeque<Ipv4Packet> pending = new ArrayDeque<>(2);
    private NeighborState state = NeighborState.STALE;
    private @Nullable MacAddress mac;
    private int requestsLeft;
    private long confirmedNanos;
    private boolean used;

    Neighbor(NeighborCache cache, Ipv4Address address, LabEventLoop loop) {
        this.cache = cache;
        this.address = address;
        this.loop = loop;
        timer = loop.newTimer(this::expired);
    }

    public Ipv4Address address() {
        return address;
    }

    /** Empty while it is not known. */
    public Optional<MacAddress> mac() {
        return Optional.ofNullable(mac);
    }

    public NeighborState state() {
        return state;
    }

    /** When it was last heard, in nanoseconds of lab time. */
    public long confirmedNanos() {
        return confirmedNanos;
    }

    /** Packets that wait for its MAC address. */
    public int pendingPackets() {
        return pending.size();
    }

    /** True for one that makes room before those in good use: never sent to, or not answering. */
    boolean isExpendable() {
        return !used || mac == null;
    }

    /** Begins to look for a neighbour that was never heard. */
    void resolve() {
        used = true;
        become(NeighborState.INCOMPLETE, REQUEST_INTERVAL_NANOS);
        requestsLeft = MAX_REQUESTS - 1;
        cache.request(this, MacAddress.BROADCAST);
    }

    /** Sends a packet to it, as soon as it is known where it is. */
    void send(Ipv4Packet packet) {
        MacAddress station = mac;
        if (station != null) {
            if (state == NeighborState.STALE) {
                probe(station);
            }
            used = true;
            cache.transmit(packet, station);
        } else if (state == NeighborState.INCOMPLETE) {
            hold(packet);
        } else {
            cache.unreachable(packet);
        }
    }

    /** An ARP packet of its own said where it is. */
    void heard(MacAddress station) {
        if (state == NeighborState.PERMANENT || state == NeighborState.REMOVED) {
            return;
        }
        confirmedNanos = loop.now();
        become(NeighborState.REACHABLE, REACHABLE_NANOS);
        found(station);
    }

    /** What goes there stays unanswered: the next packet asks the station (RFC 1122, 2.3.2.1, method 4). */
    void doubted() {
        if (state == NeighborState.REACHABLE) {
            become(NeighborState.STALE, STALE_NANOS);
        }
    }

    void makePermanent(MacAddress station) {
        timer.cancel();
        state = NeighborState.PERMANENT;
        used = true;
        found(station);
    }

    /** It is no longer in the cache; what waits for it is dropped. */
    void removed() {
        timer.cancel();
        state = NeighborState.REMOVED;
        mac = null;
        for (Ipv4Packet ignored = pending.poll(); ignored != null; ignored = pending.poll()) {
            cache.count(IpCounter.NEIGHBOR_UNREACHABLE);
        }
    }

    private void hold(Ipv4Packet packet) {
        if (pending.size() == MAX_PENDING_PACKETS) {
            pending.remove();
            cache.count(IpCounter.NEIGHBOR_QUEUE_FULL);
        }
        pending.add(packet);
    }

    private void found(MacAddress station) {
        mac = station;
        for (Ipv4Packet packet = pending.poll(); packet != null; packet = pending.poll()) {
            cache.transmit(packet, station);
        }
    }

    /** Asks the station itself whether it still has the address (RFC 1122, 2.3.2.1, method 2). */
    private void probe(MacAddress station) {
        become(NeighborState.PROBE, REQUEST_INTERVAL_NANOS);
        requestsLeft = MAX_REQUESTS - 1;
        cache.request(this, station);
    }

    private void expired() {
        switch (state) {
            case REACHABLE -> become(NeighborState.STALE, STALE_NANOS);
            case INCOMPLETE, PROBE -> requestUnanswered();
            case STALE, FAILED -> cache.remove(address);
            case PERMANENT, REMOVED -> {}
        }
    }

    private void requestUnanswered() {
        if (requestsLeft > 0) {
            requestsLeft--;
            timer.arm(loop.now() + REQUEST_INTERVAL_NANOS);
            cache.request(this, mac == null ? MacAddress.BROADCAST : mac);
        } else if (state == NeighborState.PROBE) {
            mac = null;
            resolve();
        } else {
            become(NeighborState.FAILED, FAILED_NANOS);
            for (Ipv4Packet packet = pending.poll(); packet != null; packet = pending.poll()) {
                cache.unreachable(packet);
            }
        }
    }

    private void become(NeighborState newState, long durationNanos) {
        state = newState;
        timer.arm(loop.now() + durationNanos);
    }

    @Override
    public String toString() {
        return address + " " + mac().map(MacAddress::toString).orElse("?") + " " + state;
    }
}
