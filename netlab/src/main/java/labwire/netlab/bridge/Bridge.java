package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.DtpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VtpPacket;

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
    public static final int DEFAULT_PRIORITY = SpanningTreeSettings.DEFAULT_PRIORITY;
    /** Seconds after which silent addresses are forgotten, unless {@link #setMacAgeingSeconds} says otherwise. */
    public static final int DEFAULT_AGEING_SECONDS = 300;

    private static final String OWN_PORT_NAME = "CPU";

    private final LabEventLoop loop;
    private final String name;
    private final MacAddress mac;
    private final BridgeProtocolEntity protocol;
    private final MacRelay relay;
    private final TrunkProtocolEntity trunks;
    private final SpanningTreeSettings treeSettings;
    private final ErrorRecovery errorRecovery;
    private final VtpSettings vtp;
    private final List<BridgeListener> listeners = new ArrayList<>();
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
        trunks = new TrunkProtocolEntity(loop);
        treeSettings = new SpanningTreeSettings(settings, this::treesChanged);
        errorRecovery = new ErrorRecovery(loop, this::recover);
        vtp = new VtpSettings(this::domainChanged);
        protocol = new BridgeProtocolEntity(loop, mac, settings, relay, this);
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
        trunks.addPort(added);
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
     * Adds a VLAN, or changes it.
     *
     * @throws IllegalStateException if the bridge has {@link #MAX_VLANS} already
     */
    public void addVlan(Vlan vlan) {
        if (vlans.size() == MAX_VLANS && !hasVlan(vlan.id())) {
            throw new IllegalStateException(
                    name + ": VLANs: " + (MAX_VLANS + 1) + " (expected: at most " + MAX_VLANS + ")");
        }
        Vlan before = vlans.put(vlan.id(), vlan);
        boolean was = before != null && before.isActive();
        if (vlan.isActive() && !was) {
            protocol.addTree(vlan.id());
        } else if (was && !vlan.isActive()) {
            protocol.removeTree(vlan.id());
        }
    }

    public Optional<Vlan> vlan(int id) {
        return Optional.ofNullable(vlans.get(id));
    }

    /** True if the switch has the VLAN and it carries traffic. */
    public boolean isActive(int vlan) {
        return vlan(vlan).filter(Vlan::isActive).isPresent();
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

    /** What is configured for the spanning trees. */
    public SpanningTreeSettings treeSettings() {
        return treeSettings;
    }

    /** Sets the bridge priority in one VLAN's spanning tree, 0 to 61440 in steps of 4096. */
    public void setPriority(int vlan, int priority) {
        treeSettings.setPriority(VlanSet.of(vlan), priority);
    }

    public int priority(int vlan) {
        return treeSettings.priority(vlan);
    }

    /** Brings ports back that were shut down for an error. */
    public ErrorRecovery errorRecovery() {
        return errorRecovery;
    }

    /** What is configured of VTP. */
    public VtpSettings vtp() {
        return vtp;
    }

    /** Adds someone who is told what an operator should know. */
    public void addListener(BridgeListener listener) {
        listeners.add(listener);
    }

    void tell(Consumer<BridgeListener> what) {
        listeners.forEach(what);
    }

    void shutDown(BridgePort port, ErrorCause cause) {
        tell(listener -> listener.errorDisabled(port, cause));
        port.shutDown(cause);
        errorRecovery.disabled(port, cause);
    }

    private void recover(BridgePort port) {
        port.errorCause().ifPresent(cause -> {
            tell(listener -> listener.recovering(port, cause));
            port.setEnabled(true);
        });
    }

    private void treesChanged() {
        protocol.settingsChanged();
    }

    private void domainChanged() {
        for (BridgePort port : ports) {
            port.negotiation().domain(vtp.domain());
            negotiate(port);
        }
    }

    /** A port's trunk negotiation may have something to say, or has been decided. */
    void negotiate(BridgePort port) {
        trunks.settle(port);
    }

    /** The switch's own attachment to a VLAN; made, with the VLAN, at the first call. */
    public VlanInterface vlanInterface(int vlan) {
        ensureVlan(vlan);
        VlanInterface present = relay.interfaceOf(vlan);
        return present != null ? present : relay.addInterface(vlan, mac);
    }

    /** Takes away an attachment to a VLAN; the VLAN stays. */
    public void removeVlanInterface(VlanInterface removed) {
        relay.removeInterface(removed);
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

    public boolean isMacTableFull() {
        return relay.table().isFull();
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

    /** Forgets a learned address. */
    public void clearMacTable(MacAddress address) {
        relay.table().flush(address);
    }

    /** Forgets what was learned in a VLAN. */
    public void clearMacTable(int vlan) {
        relay.table().flushVlan(vlan);
    }

    /** Forgets what was learned on a port. */
    public void clearMacTable(BridgePort port) {
        relay.table().flushPort(port.number());
    }

    /** How long silent addresses are kept; 0 for ever. */
    public int macAgeingSeconds() {
        long nanos = relay.table().ageingNanos();
        return nanos == MacTable.FOR_EVER ? 0 : (int) TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    /** Sets how long silent addresses are kept, 10 to 1,000,000; or 0 for ever. */
    public void setMacAgeingSeconds(int seconds) {
        relay.ageingNanos(seconds == 0 ? MacTable.FOR_EVER : TimeUnit.SECONDS.toNanos(seconds));
    }

    void receive(BridgePort in, EthernetFrame frame) {
        MacAddress destination = frame.destination();
        if (!destination.isMulticast()) {
            relay.receive(in, frame);
        } else if (frame.payload() instanceof Bpdu bpdu && isBpduGroup(destination)) {
            protocol.receive(in, frame, bpdu);
        } else if (destination.equals(MacAddress.CISCO_GROUP)) {
            receiveCisco(in, frame);
        } else if (destination.isBridgeReserved()) {
            // 802.1D-2004, 7.12.6: what is meant for the nearest bridge goes no further, known or not.
            in.drop(BridgeDropReason.RESERVED_ADDRESS);
        } else {
            relay.receive(in, frame);
        }
    }

    /** What a Cisco device says to its neighbour goes no further, but for VTP. */
    private void receiveCisco(BridgePort in, EthernetFrame frame) {
        if (frame.payload() instanceof DtpPacket packet) {
            trunks.receive(in, packet);
        } else if (frame.payload() instanceof VtpPacket
                && vtp.mode() == VtpSettings.Mode.TRANSPARENT
                && in.mode() == PortMode.TRUNK) {
            relay.relayToTrunks(in, frame);
        } else {
            in.drop(BridgeDropReason.RESERVED_ADDRESS);
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
