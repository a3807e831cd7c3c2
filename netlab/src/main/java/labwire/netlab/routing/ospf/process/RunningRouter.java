package labwire.netlab.routing.ospf.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.routing.ospf.DebugTopic;
import labwire.netlab.routing.ospf.InterfaceSettings;
import labwire.netlab.routing.ospf.InterfaceState;
import labwire.netlab.routing.ospf.NeighborState;
import labwire.netlab.routing.ospf.NetworkType;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfNeighbor;
import labwire.netlab.routing.ospf.OspfNextHop;
import labwire.netlab.routing.ospf.OspfOutput;
import labwire.netlab.routing.ospf.OspfRoute;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.RawIpPayload;
import org.jspecify.annotations.Nullable;

/** A process that has a router ID: an {@link OspfRouter} on the interfaces of a stack. */
final class RunningRouter implements OspfOutput {
    /** Internetwork control (RFC 2328, A.1). */
    private static final int TYPE_OF_SERVICE = 0xC0;

    private static final int TIME_TO_LIVE = 1;
    private static final Ipv4Address ALL_ROUTERS = Ipv4Address.parse("224.0.0.5");
    private static final Ipv4Address ALL_DESIGNATED = Ipv4Address.parse("224.0.0.6");

    private final OspfProcess process;
    private final OspfProcesses device;
    private final OspfRouter router;
    private final LabTimer timer;
    private final Map<NetworkInterface, OspfInterface> interfaces = new LinkedHashMap<>();
    /** By name; those that are no longer used stay, as routes by them are yet to be removed. */
    private final Map<String, NetworkInterface> byName = new HashMap<>();

    private boolean redistributing;
    private boolean stopped;

    RunningRouter(OspfProcess process, OspfProcesses device, Ipv4Address id) {
        this.process = process;
        this.device = device;
        int calendarSeconds = (int) device.loop().clock().instant().getEpochSecond();
        int labSeconds = (int) (now() / 1_000_000_000L);
        router = new OspfRouter(id, calendarSeconds - labSeconds, this);
        timer = device.loop().newTimer(this::advance);
    }

    OspfRouter router() {
        return router;
    }

    /** @param gracefully true to tell neighbours that nobody need wait for this router */
    void stop(boolean gracefully) {
        if (gracefully) {
            router.shutDownGracefully(now());
        } else {
            router.shutDown(now());
        }
        for (NetworkInterface each : List.copyOf(interfaces.keySet())) {
            each.groups().leave(ALL_ROUTERS);
            each.groups().leave(ALL_DESIGNATED);
        }
        interfaces.clear();
        timer.cancel();
        stopped = true;
    }

    private long now() {
        return device.loop().now();
    }

    private void advance() {
        router.advance(now());
        worked();
    }

    /** After each input: the groups that the interfaces' states call for, and the next deadline. */
    private void worked() {
        interfaces.forEach((on, in) -> {
            boolean elected = in.state() == InterfaceState.DESIGNATED || in.state() == InterfaceState.BACKUP;
            if (elected != on.groups().contains(ALL_DESIGNATED)) {
                if (elected) {
                    on.groups().join(ALL_DESIGNATED);
                } else {
                    on.groups().leave(ALL_DESIGNATED);
                }
            }
        });
        long next = router.nextDeadline();
        if (next == Long.MAX_VALUE) {
            timer.cancel();
        } else {
            timer.arm(next);
        }
    }

    boolean received(NetworkInterface arrival, Ipv4Packet packet, RawIpPayload payload) {
        OspfInterface on = interfaces.get(arrival);
        if (on == null) {
            return false;
        }
        router.receive(on, packet.source(), packet.destination(), payload, now());
        worked();
        return true;
    }

    /** Brings interfaces, areas and external networks to what the settings say. */
    void refresh() {
        long now = now();
        router.configure(process.settings(), now);
        Map<Ipv4Address, AreaSettings> areas = new LinkedHashMap<>();
        process.areas().keySet().forEach(area -> areas.put(area, process.areaSettings(area)));
        areas.forEach((area, settings) -> router.configureArea(area, settings, now));
        router.staticNeighbors(process.staticNeighbors(), now);
        Map<NetworkInterface, InterfaceSettings> wanted = new LinkedHashMap<>();
        for (NetworkInterface each : device.stack().interfaces()) {
            if (each.isUp() && !each.addresses().isEmpty()) {
                process.areaOf(each).ifPresent(area -> wanted.put(each, settings(each, area)));
            }
        }
        for (NetworkInterface each : List.copyOf(interfaces.keySet())) {
            OspfInterface in = interfaces.get(each);
            if (in != null && !wanted.containsKey(each)) {
                router.down(in, now);
                interfaces.remove(each);
                each.groups().leave(ALL_ROUTERS);
                each.groups().leave(ALL_DESIGNATED);
            }
        }
        wanted.forEach((each, settings) -> {
            byName.put(each.name(), each);
            OspfInterface in = interfaces.get(each);
            if (in == null) {
                each.groups().join(ALL_ROUTERS);
                interfaces.put(each, router.up(each.name(), settings, now));
            } else {
                interfaces.put(each, router.configure(in, settings, now));
            }
        });
        redistribute();
        worked();
    }

    private InterfaceSettings settings(NetworkInterface on, Ipv4Address area) {
        InterfaceAddress address = on.addresses().get(0);
        Optional<OspfInterfaceConfig> told = device.knownConfig(on.name());
        NetworkType natural = on.isLoopback() ? NetworkType.LOOPBACK : NetworkType.BROADCAST;
        NetworkType type = told.flatMap(OspfInterfaceConfig::type).orElse(natural);
        int hello = told.map(OspfInterfaceConfig::helloSeconds)
                .filter(seconds -> seconds.isPresent())
                .map(seconds -> seconds.getAsInt())
                .orElse(InterfaceSettings.defaultHelloSeconds(type));
        OspfInterfaceConfig config = told.orElseGet(OspfInterfaceConfig::new);
        return new InterfaceSettings(
                area,
                address.address(),
                address.prefix(),
                type,
                config.cost().orElseGet(() -> cost(on)),
                config.priority().orElse(InterfaceSettings.DEFAULT_PRIORITY),
                hello,
                config.deadSeconds().orElse(Math.min(4 * hello, 0xFFFF)),
                config.retransmitSeconds().orElse(InterfaceSettings.DEFAULT_RETRANSMIT_SECONDS),
                config.transmitDelaySeconds().orElse(InterfaceSettings.DEFAULT_TRANSMIT_DELAY_SECONDS),
                on.isLoopback() || process.isPassive(on.name()),
                on.mtu(),
                config.isMtuIgnored(),
                authentication(config, area));
    }

    private int cost(NetworkInterface on) {
        if (on.isLoopback()) {
            return 1;
        }
        long cost = process.referenceMegabits() * 1_000L / on.bandwidthKilobits();
        return (int) Math.max(1, Math.min(cost, 0xFFFF));
    }

    private Authentication authentication(OspfInterfaceConfig config, Ipv4Address area) {
        return switch (config.authentication().orElse(process.authenticationOf(area))) {
            case NONE -> Authentication.NONE;
            case PASSWORD -> new Authentication.Simple(config.password());
            case MESSAGE_DIGEST -> {
                List<Authentication.Cryptographic.Key> keys = new ArrayList<>();
                config.keys().forEach((id, secret) -> keys.add(new Authentication.Cryptographic.Key(id, secret)));
                if (keys.isEmpty()) {
                    keys.add(new Authentication.Cryptographic.Key(0, ""));
                }
                yield new Authentication.Cryptographic(keys);
            }
        };
    }

    /** Notes that routes have changed that are perhaps redistributed; looked at once for all of this instant. */
    void routesOfOthersChanged() {
        if (!redistributing) {
            redistributing = true;
            device.loop().atTurnEnd(() -> {
                redistributing = false;
                if (!stopped) {
                    redistribute();
                    worked();
                }
            });
        }
    }

    private void redistribute() {
        boolean boundary = !process.redistributed().isEmpty()
                || process.defaultOrigination().isPresent();
        router.externals(RedistributedRoutes.of(process, device.stack().routes(), router), boundary, now());
    }

    @Override
    public void send(OspfInterface from, Ipv4Address destination, RawIpPayload payload) {
        @Nullable NetworkInterface egress = byName.get(from.name());
        if (egress != null) {
            Ipv4Address source = from.settings().address();
            Ipv4Packet packet = new Ipv4Packet(
                    TYPE_OF_SERVICE, 0, false, false, 0, TIME_TO_LIVE, source, destination, Bytes.EMPTY, payload);
            device.stack().send(packet, egress);
        }
    }

    @Override
    public void routesChanged(List<OspfRoute> removed, List<OspfRoute> added) {
        removed.forEach(route -> each(route, device.stack().routes()::remove));
        added.forEach(route -> each(route, device.stack().routes()::add));
    }

    private interface Change {
        boolean apply(Route route);
    }

    private void each(OspfRoute route, Change change) {
        RouteOrigin origin = switch (route.type()) {
            case INTRA_AREA -> RouteOrigin.OSPF;
            case INTER_AREA -> RouteOrigin.OSPF_INTER_AREA;
            case EXTERNAL_1 -> RouteOrigin.OSPF_EXTERNAL_1;
            case EXTERNAL_2 -> RouteOrigin.OSPF_EXTERNAL_2;
        };
        for (OspfNextHop hop : route.nextHops()) {
            @Nullable NetworkInterface outgoing = byName.get(hop.on().name());
            if (outgoing != null && !hop.isDirect()) {
                change.apply(new Route(
                        route.prefix(),
                        hop.gateway(),
                        outgoing,
                        process.distance(),
                        route.metric(),
                        origin,
                        route.tag()));
            }
        }
    }

    @Override
    public void adjacencyChanged(OspfNeighbor neighbor, NeighborState from, NeighborState to, String reason) {
        boolean told = switch (process.adjacencyLog()) {
            case OFF -> false;
            case ON ->
                to == NeighborState.FULL
                        || to == NeighborState.DOWN && from.isAtLeast(NeighborState.TWO_WAY)
                        || from == NeighborState.FULL;
            case DETAIL -> true;
        };
        if (told) {
            device.log()
                    .adjacencyChanged("Process " + process.number() + ", Nbr " + neighbor.id() + " on "
                            + neighbor.on().name() + " from " + from.shortName() + " to " + to.shortName() + ", "
                            + reason);
        }
    }

    @Override
    public boolean isDebugging(DebugTopic topic) {
        return device.log().isDebugging(topic);
    }

    @Override
    public void debug(DebugTopic topic, OspfInterface where, String text) {
        device.log().debug(topic, process.number(), where.name(), text);
    }

    @Override
    public void debug(DebugTopic topic, String text) {
        device.log().debug(topic, process.number(), "", text);
    }
}
