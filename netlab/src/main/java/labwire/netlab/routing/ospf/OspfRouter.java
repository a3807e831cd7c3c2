package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.RawIpPayload;

/**
 * One router's part in OSPF version 2 (RFC 2328), sans-I/O.
 *
 * <p>Inputs are interfaces, packets, settings and the time, in nanoseconds of lab time; each is worked off whole, and
 * what follows from it goes to an {@link OspfOutput}. Nothing happens until the next input or {@link #nextDeadline}, at
 * which {@link #advance} is to be called. Lab thread only.
 *
 * <pre>
 *   hello  ──► HelloProtocol ──► NeighborMachine, InterfaceMachine ──► LinkAdvertisements ─┐
 *   others ──► DatabaseExchange, Flooding ──► LinkStateDatabase ◄── Originations ◄─────────┘
 *                                                  │
 *                                  SpfSchedule ──► RouteCalculation ──► RoutingTable ──► routes, summaries
 * </pre>
 */
public final class OspfRouter {
    private final Ipv4Address id;
    private final OspfOutput output;
    private final OspfCounters counters = new OspfCounters();
    private final Map<Ipv4Address, OspfArea> areas = new TreeMap<>();
    private final Map<Ipv4Address, AreaSettings> areaSettings = new TreeMap<>();
    private final Map<String, OspfInterface> interfaces = new LinkedHashMap<>();
    private final LinkStateScope externals = new LinkStateScope(null);
    private final PacketOutput packets;
    private final PacketInput input;
    private final HelloProtocol hellos = new HelloProtocol(this);
    private final InterfaceMachine interfaceMachine = new InterfaceMachine(this);
    private final NeighborMachine neighborMachine;
    private final DatabaseExchange exchange = new DatabaseExchange(this);
    private final Flooding flooding = new Flooding(this);
    private final Acknowledgments acknowledgments = new Acknowledgments(this);
    private final Retransmissions retransmissions = new Retransmissions(this);
    private final Aging aging = new Aging(this);
    private final Originations originations = new Originations(this);
    private final ExternalAdvertisements externalAdvertisements = new ExternalAdvertisements(this);
    private final StaticNeighbors staticNeighbors = new StaticNeighbors(this);
    private final OspfTimers timers = new OspfTimers(this);
    private final SpfSchedule spf;
    private RouterSettings settings = RouterSettings.DEFAULT;
    private RoutingTable routingTable = RoutingTable.EMPTY;
    private final RouterRoles roles = new RouterRoles(this);

    /**
     * A router without interfaces.
     *
     * @param id its router ID, which no other router has
     * @param sequenceBase of cryptographic authentication: larger than in any run before, such as calendar seconds
     */
    public OspfRouter(Ipv4Address id, int sequenceBase, OspfOutput output) {
        this.id = id;
        this.output = output;
        packets = new PacketOutput(output, counters, sequenceBase);
        input = new PacketInput(this, output);
        neighborMachine = new NeighborMachine(this, output);
        spf = new SpfSchedule(settings);
    }

    /** Brings an interface up in its area; one of that name must not be up. */
    public OspfInterface up(String name, InterfaceSettings interfaceSettings, long now) {
        OspfArea area = areas.get(interfaceSettings.area());
        if (area == null) {
            if (areas.size() == OspfLimits.MAX_AREAS) {
                throw new IllegalArgumentException("areas: more than " + OspfLimits.MAX_AREAS + " (expected: at most "
                        + OspfLimits.MAX_AREAS + ")");
            }
            area = new OspfArea(interfaceSettings.area());
            area.settings(areaSettings(area.id()));
            areas.put(area.id(), area);
        }
        OspfInterface added = new OspfInterface(name, area, interfaceSettings);
        if (interfaces.putIfAbsent(name, added) != null) {
            throw new IllegalArgumentException("interface: " + name + " is up (expected: one that is not)");
        }
        area.add(added);
        interfaceMachine.up(added, now);
        roles.areasChanged(now);
        settle(now);
        return added;
    }

    /** Takes an interface out of use; its neighbours are gone. */
    public void down(OspfInterface stopped, long now) {
        if (!interfaces.remove(stopped.name(), stopped)) {
            return;
        }
        interfaceMachine.down(stopped, now);
        OspfArea area = stopped.area();
        area.remove(stopped);
        if (area.interfaces().isEmpty()) {
            areas.remove(area.id());
            spf.changed(now);
        }
        roles.areasChanged(now);
        settle(now);
    }

    /** Gives an interface other settings; its adjacencies stay if its area, address, type and passivity do. */
    public OspfInterface configure(OspfInterface changed, InterfaceSettings newSettings, long now) {
        if (changed.settings().equals(newSettings)) {
            return changed;
        }
        if (!changed.settings().keepsAdjacencies(newSettings)) {
            down(changed, now);
            return up(changed.name(), newSettings, now);
        }
        changed.settings(newSettings);
        if (changed.isSpeaking()) {
            changed.helloAt = Math.min(changed.helloAt, now + newSettings.helloSeconds() * OspfTimes.SECOND);
        }
        changed.electionDue |= changed.elects();
        linksChanged(changed.area(), now);
        settle(now);
        return changed;
    }

    /** Gives an area other settings. If it becomes a stub or stops being one, its adjacencies begin anew. */
    public void configureArea(Ipv4Address area, AreaSettings newSettings, long now) {
        areaSettings.put(area, newSettings);
        OspfArea known = areas.get(area);
        if (known == null || known.settings().equals(newSettings)) {
            return;
        }
        boolean becomesAnother = known.settings().kind() != newSettings.kind();
        known.settings(newSettings);
        if (becomesAnother) {
            for (OspfInterface each : known.interfaces()) {
                for (OspfNeighbor neighbor : List.copyOf(each.neighbors())) {
                    neighborMachine.kill(neighbor, "Neighbor Down: Area type changed", now);
                }
            }
            linksChanged(known, now);
        }
        spf.changed(now);
        settle(now);
    }

    public void configure(RouterSettings newSettings, long now) {
        if (!newSettings.equals(settings)) {
            settings = newSettings;
            spf.settings(newSettings);
            areas.values().forEach(area -> linksChanged(area, now));
            spf.changed(now);
        }
    }

    /**
     * Sets the networks outside of OSPF that this router tells of, instead of those before.
     *
     * @param isBoundary true if the router counts as a boundary router even while there are none
     */
    public void externals(Map<Ipv4Prefix, ExternalDestination> destinations, boolean isBoundary, long now) {
        roles.boundary(isBoundary || !destinations.isEmpty(), now);
        externalAdvertisements.update(destinations, now);
        settle(now);
    }

    /** Names the neighbours on links that carry no hellos to all, by their addresses, instead of those before. */
    public void staticNeighbors(Map<Ipv4Address, StaticNeighbor> named, long now) {
        staticNeighbors.replace(named, now);
        settle(now);
    }

    /**
     * Ends OSPF on this router so that no neighbour need wait for it: they are told that it hears nobody, besides what
     * {@link #shutDown} tells them.
     */
    public void shutDownGracefully(long now) {
        flushOwn(now);
        interfaces.values().forEach(each -> hellos.sendFarewell(each, now));
        shutDown(now);
    }

    /**
     * Ends OSPF on this router: others are told to forget its words, once, as nobody is left to repeat it; its
     * interfaces go down, its routes are taken back.
     */
    public void shutDown(long now) {
        flushOwn(now);
        for (OspfInterface each : List.copyOf(interfaces.values())) {
            down(each, now);
        }
        install(RoutingTable.EMPTY);
    }

    private void flushOwn(long now) {
        scopes().forEach(scope -> originations.withdrawAll(scope, now));
        interfaces.values().forEach(each -> flooding.sendQueued(each, now));
    }

    /** Takes in what came with OSPF's protocol number, whatever it is. */
    public void receive(OspfInterface on, Ipv4Address source, Ipv4Address destination, RawIpPayload payload, long now) {
        input.receive(on, source, destination, payload, now);
        settle(now);
    }

    /** Does what is due by now. */
    public void advance(long now) {
        timers.advance(now);
        settle(now);
    }

    /** When {@link #advance} is due, in lab time, or {@link Long#MAX_VALUE}. */
    public long nextDeadline() {
        return timers.nextDeadline();
    }

    /** What follows from an input, once it is worked off. */
    private void settle(long now) {
        for (OspfInterface each : interfaces.values()) {
            interfaceMachine.electIfDue(each, now);
            staticNeighbors.settle(each, now);
        }
        for (OspfArea area : areas.values()) {
            originations.advance(area.scope(), now);
            aging.sweep(area.scope(), now);
        }
        originations.advance(externals, now);
        aging.sweep(externals, now);
    }

    /** Makes these the routes, and tells how they differ from those before. */
    void install(RoutingTable next) {
        RoutingTable last = routingTable;
        routingTable = next;
        next.tellChanges(last, output);
    }

    void linksChanged(OspfArea area, long now) {
        if (area.linksChangedAt == OspfTimes.NEVER && packets.isDebugging(DebugTopic.LSA_GENERATION)) {
            packets.debug(DebugTopic.LSA_GENERATION, "Scheduling rtr LSA for area " + Areas.text(area.id()));
        }
        area.linksChangedAt = Math.min(area.linksChangedAt, now + OspfTimes.LINK_CHANGE_DELAY);
    }

    public Ipv4Address id() {
        return id;
    }

    /** Those that are up, in the order in which they came up. */
    public List<OspfInterface> interfaceList() {
        return List.copyOf(interfaces.values());
    }

    public Optional<OspfInterface> interfaceNamed(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    /** Those with an interface, by ID. */
    public List<OspfArea> areas() {
        return List.copyOf(areas.values());
    }

    Collection<OspfArea> areasInOrder() {
        return areas.values();
    }

    public AreaSettings areaSettings(Ipv4Address area) {
        return areaSettings.getOrDefault(area, AreaSettings.NORMAL);
    }

    public RouterSettings settings() {
        return settings;
    }

    public RoutingTable routingTable() {
        return routingTable;
    }

    public LinkStateDatabase externalDatabase() {
        return externals.database;
    }

    public OspfCounters counters() {
        return counters;
    }

    public SpfSchedule spf() {
        return spf;
    }

    /** True if it joins areas: it has the backbone and another one. */
    public boolean isBorder() {
        return roles.isBorder();
    }

    /** True if it tells of networks outside of OSPF. */
    public boolean isBoundary() {
        return roles.isBoundary();
    }

    LinkStateScope externals() {
        return externals;
    }

    /** All scopes, the external one last. */
    List<LinkStateScope> scopes() {
        List<LinkStateScope> scopes = new ArrayList<>(areas.size() + 1);
        areas.values().forEach(area -> scopes.add(area.scope()));
        scopes.add(externals);
        return scopes;
    }

    LinkStateScope scopeOf(OspfArea area, LsaType type) {
        return type == LsaType.EXTERNAL ? externals : area.scope();
    }

    Collection<OspfInterface> interfacesOf(LinkStateScope scope) {
        return scope.area == null ? interfaces.values() : scope.area.interfaces();
    }

    /** True while a neighbour that shares the scope is told what is in it. */
    boolean isExchanging(LinkStateScope scope) {
        if (scope.area != null) {
            return scope.area.hasExchangingNeighbor();
        }
        for (OspfArea area : areas.values()) {
            if (area.hasExchangingNeighbor()) {
                return true;
            }
        }
        return false;
    }

    /** True of this router's own advertisements (RFC 2328, 13.4). */
    boolean isOwn(LsaKey key) {
        if (key.advertisingRouter().value() == id.value()) {
            return true;
        }
        if (key.type() == LsaType.NETWORK) {
            for (OspfInterface each : interfaces.values()) {
                if (each.settings().address().value() == key.id().value()) {
                    return true;
                }
            }
        }
        return false;
    }

    PacketOutput packets() {
        return packets;
    }

    InterfaceMachine interfaces() {
        return interfaceMachine;
    }

    NeighborMachine neighbors() {
        return neighborMachine;
    }

    DatabaseExchange exchange() {
        return exchange;
    }

    HelloProtocol hellos() {
        return hellos;
    }

    StaticNeighbors staticNeighbors() {
        return staticNeighbors;
    }

    Flooding flooding() {
        return flooding;
    }

    Acknowledgments acknowledgments() {
        return acknowledgments;
    }

    Retransmissions retransmissions() {
        return retransmissions;
    }

    Aging aging() {
        return aging;
    }

    Originations originations() {
        return originations;
    }
}
