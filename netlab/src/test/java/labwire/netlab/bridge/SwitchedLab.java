package labwire.netlab.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.MacAddress;

/** Switches and stations on cables, in virtual time. Ports are made as cables need them. */
final class SwitchedLab implements AutoCloseable {
    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    final Map<String, Bridge> switches = new LinkedHashMap<>();
    final Map<String, Station> stations = new LinkedHashMap<>();
    /** The cables between switches. */
    final List<Cable> trunks = new ArrayList<>();

    private final Map<Port, BridgePort> bridgePorts = new HashMap<>();
    private final RandomGenerator random = new RandomStreams(1).stream("cables");
    LinkSettings cableSettings = LinkSettings.PLAIN;

    /** The course lab on plain cables. */
    static SwitchedLab course() {
        SwitchedLab lab = new SwitchedLab();
        lab.buildCourse();
        return lab;
    }

    /** The four switches of the course lab and their three loops, a station on each. */
    void buildCourse() {
        for (int number = 1; number <= 4; number++) {
            addSwitch("SW" + number, 0x5254_0000_0000L + number);
        }
        connect("SW1", "SW2");
        connect("SW1", "SW2");
        connect("SW1", "SW3");
        connect("SW2", "SW3");
        connect("SW1", "SW4");
        connect("SW2", "SW4");
        for (int number = 1; number <= 4; number++) {
            addStation("H" + number, "SW" + number).treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE);
        }
    }

    LabEventLoop loop() {
        return time.loop();
    }

    Bridge addSwitch(String name, long mac) {
        return addSwitch(name, mac, BridgeSettings.DEFAULT);
    }

    Bridge addSwitch(String name, long mac, BridgeSettings settings) {
        Bridge added = new Bridge(loop(), name, new MacAddress(mac), settings);
        switches.put(name, added);
        return added;
    }

    Bridge sw(String name) {
        return Objects.requireNonNull(switches.get(name), name);
    }

    Station station(String name) {
        return Objects.requireNonNull(stations.get(name), name);
    }

    /** A new port on the switch, without a cable. */
    BridgePort addPort(String switchName) {
        Bridge owner = sw(switchName);
        int number = owner.ports().size() + 1;
        MacAddress mac = new MacAddress(0x0200_0A00_0000L | (owner.mac().value() & 0xFFFF) << 8 | number);
        BridgePort added = owner.addPort(new Port(loop().clock(), switchName, "Gi0/" + number, mac));
        bridgePorts.put(added.port(), added);
        return added;
    }

    /** A cable between two switches, by new ports. */
    Cable connect(String a, String b) {
        Cable cable = Cable.connect(loop(), addPort(a).port(), addPort(b).port(), cableSettings, random);
        trunks.add(cable);
        return cable;
    }

    /** A new station on a new port of the switch, which is returned. */
    BridgePort addStation(String name, String switchName) {
        Station station = new Station(loop().clock(), name, 0x0200_0000_0100L + stations.size());
        stations.put(name, station);
        BridgePort port = addPort(switchName);
        Cable.connect(loop(), port.port(), station.port, cableSettings, random);
        return port;
    }

    BridgePort bridgePort(Port port) {
        return Objects.requireNonNull(bridgePorts.get(port), port.toString());
    }

    /** Switches all ports of a switch off or on, as its power would. */
    void power(String name, boolean on) {
        sw(name).ports().forEach(port -> port.setEnabled(on));
    }

    void run(Duration duration) {
        time.runFor(duration);
    }

    /** Runs, and looks after every turn whether the forwarding links have a loop. */
    void runWatchingForLoops(Duration duration) {
        time.runUntil(
                () -> {
                    if (hasLoop(1)) {
                        throw new AssertionError("forwarding loop at " + loop().now() + " ns: " + forwardingLinks(1));
                    }
                    return false;
                },
                duration);
    }

    /** True if frames of the VLAN could go round: the links that forward at both ends have a cycle. */
    boolean hasLoop(int vlan) {
        Map<String, String> parents = new HashMap<>();
        for (Cable cable : trunks) {
            if (forwards(cable, vlan) && !join(parents, cable)) {
                return true;
            }
        }
        return false;
    }

    /** True if the forwarding links reach every switch from every other. */
    boolean isConnected(int vlan) {
        return isConnected(cable -> forwards(cable, vlan));
    }

    /** True if the cables that satisfy the condition reach every switch from every other. */
    boolean isConnected(Predicate<Cable> condition) {
        Map<String, String> parents = new HashMap<>();
        trunks.stream().filter(condition).forEach(cable -> join(parents, cable));
        return switches.keySet().stream()
                        .map(name -> find(parents, name))
                        .distinct()
                        .count()
                <= 1;
    }

    /** Unites the sets of the cable's two ends; false if they were one. */
    private static boolean join(Map<String, String> parents, Cable cable) {
        String a = find(parents, cable.a().device());
        String b = find(parents, cable.b().device());
        if (a.equals(b)) {
            return false;
        }
        parents.put(a, b);
        return true;
    }

    List<String> forwardingLinks(int vlan) {
        return trunks.stream()
                .filter(cable -> forwards(cable, vlan))
                .map(cable -> cable.a() + "-" + cable.b())
                .toList();
    }

    boolean forwards(Cable cable, int vlan) {
        return cable.a().isUp()
                && bridgePort(cable.a()).forwards(vlan)
                && bridgePort(cable.b()).forwards(vlan);
    }

    private static String find(Map<String, String> parents, String name) {
        String root = name;
        while (parents.containsKey(root)) {
            root = parents.get(root);
        }
        return root;
    }

    /** Frames that the switches' ports have received, BPDUs and all. */
    long framesReceivedBySwitches() {
        return bridgePorts.keySet().stream()
                .mapToLong(port -> port.counters().receivedFrames())
                .sum();
    }

    String trees() {
        StringBuilder text = new StringBuilder();
        switches.values()
                .forEach(sw -> sw.spanningTrees().forEach(tree -> {
                    text.append(sw)
                            .append(" root ")
                            .append(tree.root().address())
                            .append('\n');
                    tree.ports().forEach(port -> text.append("  ").append(port).append('\n'));
                }));
        return text.toString();
    }

    @Override
    public void close() {
        time.close();
    }
}
