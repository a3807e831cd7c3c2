package labwire.netlab.routing.ospf.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.routing.ospf.RouterSettings;
import labwire.netlab.routing.ospf.StaticNeighbor;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.RawIpPayload;
import org.jspecify.annotations.Nullable;

/**
 * One {@code router ospf}: its settings, and the router that runs by them once there is a router ID. Lab thread only;
 * after settings were changed, {@link #changed()}.
 */
public final class OspfProcess {
    /** Network statements of a process; more are refused. */
    public static final int MAX_NETWORKS = 1_000;

    /** Neighbour statements of a process; more are refused. */
    public static final int MAX_STATIC_NEIGHBORS = 1_000;

    public static final int DEFAULT_REFERENCE_MEGABITS = 100;
    public static final int DEFAULT_MAXIMUM_PATHS = 4;

    /** Which changes of neighbours are logged. */
    public enum AdjacencyLog {
        OFF,
        /** Those from and to FULL. */
        ON,
        DETAIL
    }

    private final int number;
    private final OspfProcesses device;
    private final List<NetworkStatement> networks = new ArrayList<>();
    private final Map<Ipv4Address, AreaConfig> areas = new TreeMap<>();
    private final Map<Redistribution.Source, Redistribution> redistributed = new EnumMap<>(Redistribution.Source.class);
    private final Map<Ipv4Address, StaticNeighbor> staticNeighbors = new TreeMap<>();
    private final Set<String> passiveExceptions = new LinkedHashSet<>();
    private boolean passiveByDefault;
    private @Nullable DefaultOrigination defaultOrigination;
    private OptionalInt defaultMetric = OptionalInt.empty();
    private @Nullable Ipv4Address configuredId;
    private int referenceMegabits = DEFAULT_REFERENCE_MEGABITS;
    private int distance = RouteOrigin.OSPF.defaultDistance();
    private RouterSettings settings = RouterSettings.DEFAULT;
    private AdjacencyLog adjacencyLog = AdjacencyLog.ON;
    private @Nullable RunningRouter running;
    private boolean saidNoId;
    private boolean shutDown;

    OspfProcess(int number, OspfProcesses device) {
        this.number = number;
        this.device = device;
    }

    public int number() {
        return number;
    }

    /** Says that settings have changed. */
    public void changed() {
        device.changed();
    }

    /** The router, once it has an ID. */
    public Optional<OspfRouter> router() {
        return Optional.ofNullable(running).map(RunningRouter::router);
    }

    /** True after {@code shutdown}: configured, and not running. */
    public boolean isShutDown() {
        return shutDown;
    }

    /** {@code shutdown}: neighbours are told, and the process keeps its settings. */
    public void shutDown(boolean newShutDown) {
        shutDown = newShutDown;
    }

    /** {@code clear ip ospf process}: everything begins anew, with the router ID that settings now ask for. */
    public void restart() {
        stop();
        changed();
    }

    void stop() {
        stop(false);
    }

    private void stop(boolean gracefully) {
        if (running != null) {
            running.stop(gracefully);
            running = null;
        }
    }

    /** Brings the router to what settings and interfaces now say. */
    void refresh() {
        if (shutDown) {
            stop(true);
            return;
        }
        if (running == null) {
            Optional<Ipv4Address> id = electId();
            if (id.isEmpty()) {
                if (!saidNoId) {
                    saidNoId = true;
                    device.log().noRouterId(number);
                }
                return;
            }
            running = new RunningRouter(this, device, id.get());
        }
        running.refresh();
    }

    /** The configured one, else the highest address of a loopback, else of another interface, that no process has. */
    private Optional<Ipv4Address> electId() {
        if (configuredId != null) {
            return Optional.of(configuredId);
        }
        Set<Ipv4Address> taken = new LinkedHashSet<>();
        device.processes().forEach(other -> other.router().ifPresent(router -> taken.add(router.id())));
        List<NetworkInterface> up = device.stack().interfaces().stream()
                .filter(NetworkInterface::isUp)
                .toList();
        return highest(up.stream().filter(NetworkInterface::isLoopback).toList(), taken)
                .or(() -> highest(up, taken));
    }

    private static Optional<Ipv4Address> highest(List<NetworkInterface> interfaces, Set<Ipv4Address> taken) {
        return interfaces.stream()
                .flatMap(each -> each.addresses().stream())
                .map(each -> each.address())
                .filter(address -> !taken.contains(address))
                .max(Ipv4Address::compareTo);
    }

    /** True if the packet came in by an interface of this process. */
    boolean received(NetworkInterface arrival, Ipv4Packet packet, RawIpPayload payload) {
        return running != null && running.received(arrival, packet, payload);
    }

    void routesOfOthersChanged() {
        if (running != null && (!redistributed.isEmpty() || defaultOrigination != null)) {
            running.routesOfOthersChanged();
        }
    }

    /** The interface of the stack behind one of the router's. */
    public Optional<NetworkInterface> stackInterface(OspfInterface of) {
        return device.stack().interfaceNamed(of.name());
    }

    /** The area that an interface is in by the settings; empty if it takes no part. */
    Optional<Ipv4Address> areaOf(NetworkInterface candidate) {
        Optional<OspfInterfaceConfig.Membership> membership =
                device.knownConfig(candidate.name()).flatMap(OspfInterfaceConfig::membership);
        if (membership.isPresent()) {
            return membership.filter(named -> named.process() == number).map(OspfInterfaceConfig.Membership::area);
        }
        if (candidate.addresses().isEmpty()) {
            return Optional.empty();
        }
        Ipv4Address address = candidate.addresses().get(0).address();
        NetworkStatement best = null;
        for (NetworkStatement each : networks) {
            if (each.matches(address) && (best == null || each.bits() > best.bits())) {
                best = each;
            }
        }
        return Optional.ofNullable(best).map(NetworkStatement::area);
    }

    /** The {@code neighbor} statements, by address. */
    public Map<Ipv4Address, StaticNeighbor> staticNeighbors() {
        return Collections.unmodifiableMap(staticNeighbors);
    }

    /** False if there are {@link #MAX_STATIC_NEIGHBORS}. */
    public boolean addStaticNeighbor(Ipv4Address address, StaticNeighbor neighbor) {
        if (staticNeighbors.size() == MAX_STATIC_NEIGHBORS && !staticNeighbors.containsKey(address)) {
            return false;
        }
        staticNeighbors.put(address, neighbor);
        return true;
    }

    public void removeStaticNeighbor(Ipv4Address address) {
        staticNeighbors.remove(address);
    }

    /** In the order of entry. */
    public List<NetworkStatement> networks() {
        return List.copyOf(networks);
    }

    /**
     * Adds a statement; one of the same addresses is replaced.
     *
     * @return false if there are {@link #MAX_NETWORKS}
     */
    public boolean addNetwork(NetworkStatement added) {
        boolean replaces = networks.removeIf(each ->
                each.address().equals(added.address()) && each.wildcard().equals(added.wildcard()));
        if (!replaces && networks.size() == MAX_NETWORKS) {
            return false;
        }
        networks.add(added);
        return true;
    }

    public boolean removeNetwork(NetworkStatement removed) {
        return networks.remove(removed);
    }

    /** What the area is told, made at the first call. */
    public AreaConfig area(Ipv4Address area) {
        return areas.computeIfAbsent(area, id -> new AreaConfig());
    }

    /** By ID; those that are told nothing may be among them. */
    public Map<Ipv4Address, AreaConfig> areas() {
        return new TreeMap<>(areas);
    }

    AreaSettings areaSettings(Ipv4Address area) {
        AreaConfig config = areas.get(area);
        return config == null ? AreaSettings.NORMAL : config.settings();
    }

    AuthenticationType authenticationOf(Ipv4Address area) {
        AreaConfig config = areas.get(area);
        return config == null ? AuthenticationType.NONE : config.authentication();
    }

    /** May be changed. */
    public Map<Redistribution.Source, Redistribution> redistributed() {
        return redistributed;
    }

    public Optional<DefaultOrigination> defaultOrigination() {
        return Optional.ofNullable(defaultOrigination);
    }

    public void defaultOrigination(@Nullable DefaultOrigination newOrigination) {
        defaultOrigination = newOrigination;
    }

    /** Of redistributed routes; empty: 20, and 1 for the default route. */
    public OptionalInt defaultMetric() {
        return defaultMetric;
    }

    public void defaultMetric(OptionalInt newMetric) {
        defaultMetric = newMetric;
    }

    public Optional<Ipv4Address> configuredId() {
        return Optional.ofNullable(configuredId);
    }

    /** Takes effect when the process starts anew. */
    public void configuredId(@Nullable Ipv4Address newId) {
        configuredId = newId;
    }

    public boolean isPassiveByDefault() {
        return passiveByDefault;
    }

    /** Forgets the exceptions too. */
    public void passiveByDefault(boolean newDefault) {
        passiveByDefault = newDefault;
        passiveExceptions.clear();
    }

    public boolean isPassive(String interfaceName) {
        return passiveByDefault != passiveExceptions.contains(interfaceName);
    }

    public void passive(String interfaceName, boolean passive) {
        if (passive == passiveByDefault) {
            passiveExceptions.remove(interfaceName);
        } else {
            passiveExceptions.add(interfaceName);
        }
    }

    /** The names of the interfaces that differ from {@link #isPassiveByDefault}, in the order of entry. */
    public List<String> passiveExceptions() {
        return List.copyOf(passiveExceptions);
    }

    /** The bandwidth whose cost is 1, in megabits a second. */
    public int referenceMegabits() {
        return referenceMegabits;
    }

    public void referenceMegabits(int newReference) {
        referenceMegabits = newReference;
    }

    /** How far its routes are trusted. */
    public int distance() {
        return distance;
    }

    public void distance(int newDistance) {
        distance = newDistance;
    }

    public RouterSettings settings() {
        return settings;
    }

    public void settings(RouterSettings newSettings) {
        settings = newSettings;
    }

    public AdjacencyLog adjacencyLog() {
        return adjacencyLog;
    }

    public void adjacencyLog(AdjacencyLog newLog) {
        adjacencyLog = newLog;
    }

    @Override
    public String toString() {
        return "ospf " + number;
    }
}
