package labwire.netlab.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import labwire.netlab.link.Port;
import labwire.netlab.wire.MacAddress;

/**
 * What CDP and LLDP have in common, sans-I/O: each port tells at intervals, what is heard is kept until it ages out.
 *
 * @param <P> the protocol's packet
 */
public abstract sealed class DiscoveryProcess<P> permits CdpProcess, LldpProcess {
    /** A port that has come up waits so long before it tells: so long a starting device may take to read its config. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long NEVER = Long.MAX_VALUE;

    /** Where a protocol runs. */
    private static final class PortState {
        private boolean up;
        private boolean transmits = true;
        private boolean receives = true;
        private long dueNanos = NEVER;
    }

    private final Map<Port, PortState> ports = new LinkedHashMap<>();
    private final NeighborTable<P> table = new NeighborTable<>();
    private boolean running;
    private int intervalSeconds;
    private int holdSeconds;
    private long sentCount;
    private long receivedCount;
    private long refusedCount;

    DiscoveryProcess(boolean running, int intervalSeconds, int holdSeconds) {
        this.running = running;
        this.intervalSeconds = intervalSeconds;
        this.holdSeconds = holdSeconds;
    }

    /** What the device tells on a port. */
    abstract P advertisement(Port port, int timeToLiveSeconds);

    /** What tells two neighbours of one port apart. */
    abstract Object identity(P packet);

    abstract int timeToLiveSeconds(P packet);

    void addPort(Port port) {
        ports.put(port, new PortState());
    }

    /** False after {@code no cdp run} or {@code no lldp run}. */
    public final boolean isRunning() {
        return running;
    }

    final void run(boolean newRunning, long now) {
        running = newRunning;
        if (!running) {
            table.clear();
        }
        for (PortState state : ports.values()) {
            state.dueNanos = running && state.up && state.transmits ? now + FIRST_NANOS : NEVER;
        }
    }

    /** Seconds between two tellings. */
    public final int intervalSeconds() {
        return intervalSeconds;
    }

    /** Sets the seconds between two tellings; from the next one on. */
    public final void setIntervalSeconds(int seconds) {
        intervalSeconds = seconds;
    }

    /** Seconds that the neighbours are told to keep what they hear. */
    public final int holdSeconds() {
        return holdSeconds;
    }

    public final void setHoldSeconds(int seconds) {
        holdSeconds = seconds;
    }

    /** True if the port tells, when the process runs. */
    public final boolean transmits(Port port) {
        PortState state = ports.get(port);
        return state != null && state.transmits;
    }

    /** True if the port listens, when the process runs. */
    public final boolean receives(Port port) {
        PortState state = ports.get(port);
        return state != null && state.receives;
    }

    final void setTransmits(Port port, boolean transmits, long now) {
        PortState state = ports.get(port);
        if (state != null && state.transmits != transmits) {
            state.transmits = transmits;
            state.dueNanos = running && state.up && transmits ? now : NEVER;
        }
    }

    final void setReceives(Port port, boolean receives) {
        PortState state = ports.get(port);
        if (state != null) {
            state.receives = receives;
            if (!receives) {
                table.removeAll(port);
            }
        }
    }

    final void linkChanged(Port port, boolean up, long now) {
        PortState state = ports.get(port);
        if (state != null) {
            state.up = up;
            state.dueNanos = up && running && state.transmits ? now + FIRST_NANOS : NEVER;
            if (!up) {
                table.removeAll(port);
            }
        }
    }

    final void receive(Port port, MacAddress source, P packet, long now) {
        PortState state = ports.get(port);
        if (state == null || !running || !state.receives) {
            return;
        }
        receivedCount++;
        Object identity = identity(packet);
        if (timeToLiveSeconds(packet) == 0) {
            table.remove(port, identity);
            return;
        }
        long expires = now + TimeUnit.SECONDS.toNanos(timeToLiveSeconds(packet));
        if (!table.put(identity, new Neighbor<>(port, source, packet, expires))) {
            refusedCount++;
        }
    }

    /** Forgets the neighbours that have not told in time, and gives out what is due to be told. */
    final void advance(long now, BiConsumer<Port, P> output) {
        table.expire(now);
        ports.forEach((port, state) -> {
            if (state.dueNanos <= now) {
                state.dueNanos = now + TimeUnit.SECONDS.toNanos(intervalSeconds);
                sentCount++;
                output.accept(port, advertisement(port, holdSeconds));
            }
        });
    }

    /** Tells the neighbours of one port, or of all, that the device leaves. */
    final void farewell(BiConsumer<Port, P> output) {
        ports.forEach((port, state) -> {
            if (running && state.up && state.transmits) {
                output.accept(port, advertisement(port, 0));
            }
        });
    }

    /** When {@link #advance} is due, in lab time, or {@link Long#MAX_VALUE}. */
    final long nextDeadline() {
        long next = table.nextExpiry();
        for (PortState state : ports.values()) {
            next = Math.min(next, state.dueNanos);
        }
        return next;
    }

    /** In the order in which they were first heard. */
    public final List<Neighbor<P>> neighbors() {
        return table.neighbors();
    }

    /** Forgets the neighbours, until they tell again. */
    public final void clearTable() {
        table.clear();
    }

    public final void clearCounters() {
        sentCount = 0;
        receivedCount = 0;
        refusedCount = 0;
    }

    /** The ports on which the process runs. */
    public final List<Port> ports() {
        return List.copyOf(ports.keySet());
    }

    public final long sentCount() {
        return sentCount;
    }

    public final long receivedCount() {
        return receivedCount;
    }

    /** Neighbours that found no room. */
    public final long refusedCount() {
        return refusedCount;
    }

    /** Neighbours that were forgotten because they told no more. */
    public final long agedOutCount() {
        return table.agedOut();
    }
}
