package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** A router's interface to one link of one area (RFC 2328, 9). Lab thread only. */
public final class OspfInterface {
    private final String name;
    private final OspfArea area;
    private InterfaceSettings settings;
    InterfaceState state = InterfaceState.DOWN;
    Ipv4Address designated = Ipv4Address.ANY;
    Ipv4Address designatedRouter = Ipv4Address.ANY;
    Ipv4Address backup = Ipv4Address.ANY;
    Ipv4Address backupRouter = Ipv4Address.ANY;
    private final Map<Ipv4Address, OspfNeighbor> neighbors = new LinkedHashMap<>();
    long helloAt = OspfTimes.NEVER;
    long waitUntil = OspfTimes.NEVER;
    /** A neighbour's words call for an election. */
    boolean electionDue;

    final Map<LsaKey, DatabaseEntry> toFlood = new LinkedHashMap<>();
    long floodAt = OspfTimes.NEVER;
    List<AgedHeader> toAcknowledge = new ArrayList<>();
    long acknowledgeAt = OspfTimes.NEVER;

    OspfInterface(String name, OspfArea area, InterfaceSettings settings) {
        this.name = name;
        this.area = area;
        this.settings = settings;
    }

    /** Such as {@code GigabitEthernet0/1}. */
    public String name() {
        return name;
    }

    public OspfArea area() {
        return area;
    }

    public InterfaceSettings settings() {
        return settings;
    }

    void settings(InterfaceSettings newSettings) {
        settings = newSettings;
    }

    public InterfaceState state() {
        return state;
    }

    /** The designated router's address, or 0.0.0.0. */
    public Ipv4Address designated() {
        return designated;
    }

    /** The designated router's ID, or 0.0.0.0. */
    public Ipv4Address designatedRouter() {
        return designatedRouter;
    }

    /** The backup's address, or 0.0.0.0. */
    public Ipv4Address backup() {
        return backup;
    }

    /** The backup's ID, or 0.0.0.0. */
    public Ipv4Address backupRouter() {
        return backupRouter;
    }

    /** In the order in which they were first heard. */
    public Collection<OspfNeighbor> neighbors() {
        return Collections.unmodifiableCollection(neighbors.values());
    }

    /** When the next hello is due, in lab time. */
    public long helloNanos() {
        return helloAt;
    }

    /** When it stops waiting for word of a designated router, in lab time. */
    public long waitNanos() {
        return waitUntil;
    }

    public long fullNeighbors() {
        return neighbors.values().stream()
                .filter(neighbor -> neighbor.state == NeighborState.FULL)
                .count();
    }

    boolean elects() {
        return settings.type().elects();
    }

    boolean isNonBroadcast() {
        return settings.type() == NetworkType.NON_BROADCAST;
    }

    /** True if a neighbour is known by its address, not by its ID (RFC 2328, 10.5). */
    boolean hasManyNeighbors() {
        return settings.type() != NetworkType.POINT_TO_POINT;
    }

    /** True if hellos are sent and heard. */
    boolean isSpeaking() {
        return state != InterfaceState.DOWN && state != InterfaceState.LOOPBACK && !settings.passive();
    }

    /** A neighbour, by its address, on a link of two by its ID (RFC 2328, 10.5). */
    @Nullable
    OspfNeighbor neighbor(Ipv4Address router, Ipv4Address address) {
        return neighbors.get(hasManyNeighbors() ? address : router);
    }

    void add(OspfNeighbor neighbor) {
        neighbors.put(hasManyNeighbors() ? neighbor.address : neighbor.id(), neighbor);
    }

    void remove(OspfNeighbor neighbor) {
        neighbors.remove(hasManyNeighbors() ? neighbor.address : neighbor.id(), neighbor);
    }

    boolean hasExchangingNeighbor() {
        for (OspfNeighbor neighbor : neighbors.values()) {
            if (neighbor.isExchanging()) {
                return true;
            }
        }
        return false;
    }

    long nextDeadline() {
        long next = Math.min(Math.min(helloAt, waitUntil), Math.min(floodAt, acknowledgeAt));
        for (OspfNeighbor neighbor : neighbors.values()) {
            next = Math.min(next, neighbor.nextDeadline());
        }
        return next;
    }

    @Override
    public String toString() {
        return name + " " + state + " area " + area.id();
    }
}
