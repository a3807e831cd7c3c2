package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/**
 * A switch's core: ports, VLANs, the MAC table, and a rapid spanning tree for each VLAN.
 *
 * <p>New bridges have VLAN 1 alone, in which all ports are. Everything happens on the lab's loop.
 */
public final class Bridge {
    /** Ports of one bridge; spanning tree's port numbers have 8 bits beside the priority, as IOS shows them. */
    public static final int MAX_PORTS = 255;
    /** VLANs, and so spanning trees, of one bridge. */
    public static final int MAX_VLANS = 1024;
    /** The default of {@link #setPriority}. */
    public static final int DEFAULT_PRIORITY = 32768;

    private static final int PRIORITY_STEP = 4096;
    private static final int MAX_PRIORITY = 61440;
    private static final String OWN_PORT_NAME = "CPU";

    private final LabEventLoop loop;
    private final String name;
    private final MacAddress mac;
    private final BridgeProtocolEntity protocol;
    private final MacRelay relay;
    private final List<BridgePort> ports = new ArrayList<>();
    private final Map<Integer, Vlan> vlans = new TreeMap<>();

    /**
     * A bridge without ports.
     *
     * @param name for messages
     * @param mac its address in bridge identifiers and of its VLAN interfaces; unique in the lab
     */
    public Bridge(LabEventLoop loop, String name, MacAddress mac, BridgeSettings settings) {
        this.loop = loop;
        this.name = name;
        this.mac = mac;
        relay = new MacRelay(loop, settings);
        protocol = new BridgeProtocolEntity(loop, mac, settings, relay);
        addVlan(Vlan.named(Vlan.DEFAULT_ID));
    }

    public String name() {
        return name;
    }

    public MacAddress mac() {
        return mac;
    }

    /**
     * Takes over a port; it numbers the next free spanning-tree port.
     *
     * @throws IllegalStateException if the bridge has {@link #MAX_PORTS} already
     */
    public BridgePort addPort(Port port) {
        if (ports.size() == MAX_PORTS) {
            throw new IllegalStateException(
                    name + ": ports: " + (MAX_PORTS + 1) + " (expected: at most " + MAX_PORTS + ")");
        }
        BridgePort added = new BridgePort(this, port, ports.size() + 1);
        ports.add(added);
        relay.addPort(added);
        protocol.addPort(added);
        return added;
    }

    /** The ports by number. */
    public List<BridgePort> ports() {
        return List.copyOf(ports);
    }

    public Optional<BridgePort> portNamed(String portName) {
        return ports.stream().filter(port -> port.name().equals(portName)).findFirst();
    }

    /** The VLAN database, by id. */
    public List<Vlan> vlans() {
        return List.copyOf(vlans.values());
    }

    public boolean hasVlan(int vlan) {
        return vlans.containsKey(vlan);
    }

    /** True if the VLAN is there, or can be added. */
    public boolean hasRoomFor(int vlan) {
        return hasVlan(vlan) || vlans.size() < MAX_VLANS;
    }

    /**
     * Adds a VLAN, or renames it.
     *
     * @throws IllegalStateException if the bridge has {@link #MAX_VLANS} already
     */
    public void addVlan(Vlan vlan) {
        if (vlans.size() == MAX_VLANS && !hasVlan(vlan.id())) {
            throw new IllegalStateException(
                    name + ": VLANs: " + (MAX_VLANS + 1) + " (expected: at most " + MAX_VLANS + ")");
        }
        if (vlans.put(vlan.id(), vlan) == null) {
            protocol.addTree(vlan.id());
        }
    }

    /**
     * Removes a VLAN; its access ports then carry nothing.
     *
     * @throws IllegalArgumentException for VLAN 1, which always exists
     */
    public void removeVlan(int vlan) {
        if (vlan == Vlan.DEFAULT_ID) {
            throw new IllegalArgumentException(
                    name + ": VLAN: 1 (expected: one that can be removed, 2-" + Vlan.MAX_ID + ")");
        }
        if (vlans.remove(vlan) != null) {
            protocol.removeTree(vlan);
        }
    }

    /** Sets the bridge priority in one VLAN's spanning tree, 0 to 61440 in steps of 4096; the VLAN is added to it. */
    public void setPriority(int vlan, int priority) {
        Vlan.checkId(vlan);
        if (priority < 0 || priority > MAX_PRIORITY || priority % PRIORITY_STEP != 0) {
            throw new IllegalArgumentException(name + ": bridge priority: " + priority + " (expected: 0-" + MAX_PRIORITY
                    + " in steps of " + PRIORITY_STEP + ")");
        }
        protocol.setPriority(vlan, priority);
    }

    public int priority(int vlan) {
        return protocol.priority(vlan);
    }

    /** The switch's own attachment to a VLAN; made, with the VLAN, at the first call. */
    public VlanInterface vlanInterface(int vlan) {
        ensureVlan(vlan);
        VlanInterface present = relay.interfaceOf(vlan);
        return present != null ? present : relay.addInterface(vlan, mac);
    }

    /** The spanning tree of a VLAN at this moment; empty if there is no such VLAN here. */
    public Optional<SpanningTreeView> spanningTree(int vlan) {
        return protocol.view(vlan);
    }

    /** The spanning trees of all VLANs, by VLAN. */
    public List<SpanningTreeView> spanningTrees() {
        return vlans.keySet().stream()
                .flatMap(vlan -> spanningTree(vlan).stream())
                .toList();
    }

    /** The MAC table at this moment, by VLAN and address. */
    public List<MacTableEntry> macTable() {
        return relay.table()
                .entries(
                        loop.now(),
                        number -> number == MacTable.SELF
                                ? OWN_PORT_NAME
                                : ports.get(number - 1).name());
    }

    /** Learned addresses that found no room in the MAC table. */
    public long macTableRefusals() {
        return relay.table().refusedCount();
    }

    /**
     * Adds an address that neither ages nor moves.
     *
     * @throws IllegalStateException if the MAC table is full
     */
    public void addStaticMac(int vlan, MacAddress address, BridgePort port) {
        Vlan.checkId(vlan);
        if (relay.table().isFull()) {
            throw new IllegalStateException(
                    name + ": MAC table: " + relay.table().size() + " addresses (expected: room for one more)");
        }
        relay.table().addStatic(MacTable.key(vlan, address), port.number());
    }

    public void removeStaticMac(int vlan, MacAddress address) {
        relay.table().remove(MacTable.key(vlan, address));
    }

    /** Forgets all learned addresses. */
    public void clearMacTable() {
        relay.table().flush();
    }

    void receive(BridgePort in, EthernetFrame frame) {
        MacAddress destination = frame.destination();
        if (!destination.isMulticast()) {
            relay.receive(in, frame);
        } else if (frame.payload() instanceof Bpdu bpdu && isBpduGroup(destination)) {
            protocol.receive(in, frame, bpdu);
        } else if (destination.isBridgeReserved()) {
            // 802.1D-2004, 7.12.6: what is meant for the nearest bridge goes no further, known or not.
            in.drop(BridgeDropReason.RESERVED_ADDRESS);
        } else {
            relay.receive(in, frame);
        }
    }

    private static boolean isBpduGroup(MacAddress destination) {
        return destination.equals(MacAddress.BRIDGE_GROUP) || destination.equals(MacAddress.PVST_GROUP);
    }

    void ensureVlan(int vlan) {
        if (!hasVlan(vlan)) {
            addVlan(Vlan.named(vlan));
        }
    }

    /** A port's link or configuration has changed. */
    void portChanged(BridgePort port) {
        protocol.update(port);
    }

    @Override
    public String toString() {
        return name;
    }
}
