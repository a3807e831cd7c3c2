package labwire.netlab.stack.ip6;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * One address on a link, and the station that has it (<a
 * href="https://www.rfc-editor.org/rfc/rfc4861#section-7.3">RFC 4861, 7.3</a>). Lab thread only.
 */
public final class Neighbor6 {
    /** Packets that wait for one neighbour; beyond, the oldest is dropped (RFC 4861, 7.2.2). */
    public static final int MAX_PENDING_PACKETS = 64;

    /** MAX_MULTICAST_SOLICIT and MAX_UNICAST_SOLICIT. */
    static final int MAX_SOLICITATIONS = 3;

    static final long DELAY_FIRST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** How long an unused neighbour is remembered. */
    static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final NeighborCache6 cache;
    private final Ipv6Address address;
    private final LabEventLoop loop;
    private final LabTimer timer;
    private final ArrayDeque<Ipv6Packet> pending = new ArrayDeque<>(2);
    private NeighborState6 state = NeighborState6.STALE;
    private @Nullable MacAddress mac;
    private boolean router;
    private int solicitationsLeft;
    private boolean proved;
    private long confirmedNanos;

    Neighbor6(NeighborCache6 cache, Ipv6Address address, LabEventLoop loop) {
        this.cache = cache;
        this.address = address;
        this.loop = loop;
        timer = loop.newTimer(this::expired);
    }

    public Ipv6Address address() {
        return address;
    }

    /** Empty while it is not known. */
    public Optional<MacAddress> mac() {
        return Optional.ofNullable(mac);
    }

    public NeighborState6 state() {
        return state;
    }

    /** True if it has said that it is a router. */
    public boolean isRouter() {
        return router;
    }

    /** When it last was confirmed, in nanoseconds of lab time. */
    public long confirmedNanos() {
        return confirmedNanos;
    }

    /** What would be lost with it, the least first. */
    enum Use {
        /** Somebody has named an address, which may be made up. */
        NEVER_PROVED,
        /** It has answered once, and nobody needs it at present. */
        PROVED,
        /** Packets go there. */
        IN_USE,
        /** Packets to others go there. */
        ROUTER,
        /** A person has set it. */
        FIXED
    }

    Use use() {
        return switch (state) {
            case PERMANENT -> Use.FIXED;
            case INCOMPLETE, REMOVED -> Use.NEVER_PROVED;
            // Whoever makes addresses up is answered too, so that packets go there.
            case STALE -> !proved ? Use.NEVER_PROVED : router ? Use.ROUTER : Use.PROVED;
            case REACHABLE, DELAY, PROBE -> !proved ? Use.NEVER_PROVED : router ? Use.ROUTER : Use.IN_USE;
        };
    }

    /** Begins to look for a neighbour that was never heard. */
    void resolve() {
        become(NeighborState6.INCOMPLETE, cache.retransmitNanos());
        solicitationsLeft = MAX_SOLICITATIONS - 1;
        cache.solicit(this, null);
    }

    /** Sends a packet to it, as soon as it is known where it is. */
    void send(Ipv6Packet packet) {
        MacAddress station = mac;
        if (station != null) {
            if (state == NeighborState6.STALE) {
                become(NeighborState6.DELAY, DELAY_FIRST_PROBE_NANOS);
            }
            cache.transmit(packet, station);
            return;
        }
        if (pending.size() == MAX_PENDING_PACKETS) {
            pending.remove();
            cache.count(Ip6Counter.NEIGHBOR_QUEUE_FULL);
        }
        pending.add(packet);
    }

    /** It has sent something that names its link-layer address, unasked: a solicitation, an advertisement of a router. */
    void mentioned(MacAddress station) {
        if (isFixed() || station.equals(mac)) {
            return;
        }
        become(NeighborState6.STALE, STALE_NANOS);
        found(station);
    }

    /** Its advertisement has come (RFC 4861, 7.2.5). */
    void advertised(@Nullable MacAddress station, boolean solicited, boolean override, boolean isRouter) {
        if (isFixed()) {
            return;
        }
        boolean other = station != null && !station.equals(mac);
        if (state == NeighborState6.INCOMPLETE) {
            if (station == null) {
                return;
            }
            confirm(solicited);
            router = isRouter;
            found(station);
        } else if (other && !override) {
            if (state == NeighborState6.REACHABLE) {
                become(NeighborState6.STALE, STALE_NANOS);
            }
        } else {
            if (station != null) {
                mac = station;
            }
            if (solicited || other) {
                confirm(solicited);
            }
            if (router && !isRouter) {
                cache.noLongerRouter(address);
            }
            router = isRouter;
        }
    }

    void routerAdvertised() {
        router = true;
    }

    /** What goes there stays unanswered: the next packet begins to ask (RFC 4861, 7.3.3). */
    void doubted() {
        if (state == NeighborState6.REACHABLE) {
            become(NeighborState6.STALE, STALE_NANOS);
        }
    }

    void makePermanent(MacAddress station) {
        timer.cancel();
        state = NeighborState6.PERMANENT;
        found(station);
    }

    /** It is no longer in the cache; what waits for it is dropped. */
    void removed() {
        timer.cancel();
        state = NeighborState6.REMOVED;
        mac = null;
        for (Ipv6Packet packet = pending.poll(); packet != null; packet = pending.poll()) {
            cache.count(Ip6Counter.NEIGHBOR_UNREACHABLE);
        }
    }

    private boolean isFixed() {
        return state == NeighborState6.PERMANENT || state == NeighborState6.REMOVED;
    }

    private void confirm(boolean solicited) {
        confirmedNanos = loop.now();
        if (solicited) {
            proved = true;
            become(NeighborState6.REACHABLE, cache.reachableNanos());
        } else {
            become(NeighborState6.STALE, STALE_NANOS);
        }
    }

    private void found(MacAddress station) {
        mac = station;
        cache.resolved(address);
        for (Ipv6Packet packet = pending.poll(); packet != null; packet = pending.poll()) {
            cache.transmit(packet, station);
        }
    }

    private void expired() {
        switch (state) {
            case REACHABLE -> become(NeighborState6.STALE, STALE_NANOS);
            case DELAY -> {
                become(NeighborState6.PROBE, cache.retransmitNanos());
                solicitationsLeft = MAX_SOLICITATIONS - 1;
                cache.solicit(this, mac);
            }
            case INCOMPLETE, PROBE -> unanswered();
            case STALE -> cache.remove(address);
            case PERMANENT, REMOVED -> {}
        }
    }

    private void unanswered() {
        if (solicitationsLeft > 0) {
            solicitationsLeft--;
            timer.arm(loop.now() + cache.retransmitNanos());
            cache.solicit(this, mac);
            return;
        }
        for (Ipv6Packet packet = pending.poll(); packet != null; packet = pending.poll()) {
            cache.unreachable(packet);
        }
        cache.remove(address);
        cache.lost(address);
    }

    private void become(NeighborState6 newState, long durationNanos) {
        state = newState;
        timer.arm(loop.now() + durationNanos);
    }

    @Override
    public String toString() {
        return address + " " + mac().map(MacAddress::toString).orElse("?") + " " + state;
    }
}
