package labwire.netlab.bridge;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.VlanTag;

/**
 * A port of a bridge: its configuration, and what it may do with the frames of each VLAN.
 *
 * <p>New ports are in access mode in VLAN 1, cost {@link #DEFAULT_COST}, priority {@link #DEFAULT_PRIORITY}. Changes
 * take effect at once. Lab thread only.
 */
public final class BridgePort {
    /** Of a gigabit port, by the short method (802.1D-1998, table 8-5), as IOS shows. */
    public static final int DEFAULT_COST = 4;

    public static final int MAX_COST = 200_000_000;
    public static final int DEFAULT_PRIORITY = 128;

    private static final int PRIORITY_STEP = 16;
    private static final int MAX_PRIORITY = 240;
    static final int NO_VLAN = -1;

    /** Whether a port takes part at all. */
    public enum Status {
        /** Follows its link. BPDU guard moves it to ERROR_DISABLED. */
        ACTIVE,
        /** Shut down by BPDU guard; {@link #setEnabled} moves it back to ACTIVE. */
        ERROR_DISABLED
    }

    private final Bridge bridge;
    private final Port port;
    private final int number;
    private final BitSet learning = new BitSet();
    private final BitSet forwarding = new BitSet();
    private final Map<BridgeDropReason, AtomicLong> drops = new EnumMap<>(BridgeDropReason.class);
    private PortMode mode = PortMode.ACCESS;
    private Status status = Status.ACTIVE;
    private int accessVlan = Vlan.DEFAULT_ID;
    private int nativeVlan = Vlan.DEFAULT_ID;
    private VlanSet allowedVlans = VlanSet.ALL;
    private int cost = DEFAULT_COST;
    private int priority = DEFAULT_PRIORITY;
    private boolean portFast;
    private boolean bpduGuard;

    BridgePort(Bridge bridge, Port port, int number) {
        this.bridge = bridge;
        this.port = port;
        this.number = number;
        port.listen(new PortListener() {
            @Override
            public void frameReceived(Port from, EthernetFrame frame) {
                bridge.receive(BridgePort.this, frame);
            }

            @Override
            public void linkChanged(Port changed, boolean up) {
                bridge.portChanged(BridgePort.this);
            }
        });
    }

    public Port port() {
        return port;
    }

    public String name() {
        return port.name();
    }

    /** The port number in spanning tree, from 1 in the order of {@link Bridge#addPort}. */
    public int number() {
        return number;
    }

    public Status status() {
        return status;
    }

    /** {@code no shutdown} or {@code shutdown}; ends {@link Status#ERROR_DISABLED}. */
    public void setEnabled(boolean enabled) {
        status = Status.ACTIVE;
        port.setEnabled(enabled);
    }

    public PortMode mode() {
        return mode;
    }

    public int accessVlan() {
        return accessVlan;
    }

    public int nativeVlan() {
        return nativeVlan;
    }

    public VlanSet allowedVlans() {
        return allowedVlans;
    }

    public int cost() {
        return cost;
    }

    public int priority() {
        return priority;
    }

    public boolean isPortFast() {
        return portFast;
    }

    public boolean hasBpduGuard() {
        return bpduGuard;
    }

    public void setMode(PortMode newMode) {
        mode = newMode;
        bridge.portChanged(this);
    }

    /** Sets the VLAN of access mode; made if the switch does not have it. */
    public void setAccessVlan(int vlan) {
        bridge.ensureVlan(vlan);
        accessVlan = vlan;
        bridge.portChanged(this);
    }

    /** Sets the VLAN whose frames a trunk carries untagged. */
    public void setNativeVlan(int vlan) {
        Vlan.checkId(vlan);
        nativeVlan = vlan;
        bridge.portChanged(this);
    }

    /** Sets the VLANs that a trunk carries, of those that the switch has. */
    public void setAllowedVlans(VlanSet vlans) {
        allowedVlans = vlans;
        bridge.portChanged(this);
    }

    /** Sets the path cost, 1 to {@link #MAX_COST}. */
    public void setCost(int newCost) {
        if (newCost < 1 || newCost > MAX_COST) {
            throw new IllegalArgumentException("port cost: " + newCost + " (expected: 1-" + MAX_COST + ")");
        }
        cost = newCost;
        bridge.portChanged(this);
    }

    /** Sets the port priority, 0 to 240 in steps of 16. */
    public void setPriority(int newPriority) {
        if (newPriority < 0 || newPriority > MAX_PRIORITY || newPriority % PRIORITY_STEP != 0) {
            throw new IllegalArgumentException(
                    "port priority: " + newPriority + " (expected: 0-" + MAX_PRIORITY + " in steps of 16)");
        }
        priority = newPriority;
        bridge.portChanged(this);
    }

    /** An edge port: forwards as soon as its link is up, until a BPDU shows that it is none. */
    public void setPortFast(boolean newPortFast) {
        portFast = newPortFast;
        bridge.portChanged(this);
    }

    /** With BPDU guard, a BPDU shuts the port down. */
    public void setBpduGuard(boolean newBpduGuard) {
        bpduGuard = newBpduGuard;
    }

    /** Frames that came in by this port and went no further, for this reason. */
    public long drops(BridgeDropReason reason) {
        AtomicLong count = drops.get(reason);
        return count == null ? 0 : count.get();
    }

    public PortState state(int vlan) {
        return forwarding.get(vlan)
                ? PortState.FORWARDING
                : learning.get(vlan) ? PortState.LEARNING : PortState.DISCARDING;
    }

    /** This port in the VLAN's spanning tree; empty while its link is down or it is not a member. */
    public Optional<SpanningTreePortView> spanningTree(int vlan) {
        return bridge.spanningTree(vlan).stream()
                .flatMap(tree -> tree.ports().stream())
                .filter(view -> view.number() == number)
                .findFirst();
    }

    /** The VLANs whose frames this port forwards now. */
    public VlanSet forwardingVlans() {
        return VlanSet.copyOf(forwarding);
    }

    /** True if the port would carry frames of this VLAN, if its link and the VLAN's spanning tree let it. */
    public boolean isMemberOf(int vlan) {
        return mode == PortMode.ACCESS ? vlan == accessVlan : allowedVlans.contains(vlan);
    }

    /** Spanning tree's port identifier. */
    int portId() {
        return priority << 8 | number;
    }

    boolean isUp() {
        return port.isUp();
    }

    void drop(BridgeDropReason reason) {
        drops.computeIfAbsent(reason, first -> new AtomicLong()).incrementAndGet();
    }

    void shutDownForBpdu() {
        drop(BridgeDropReason.BPDU_GUARD);
        status = Status.ERROR_DISABLED;
        port.setEnabled(false);
    }

    void enter(int vlan, PortState state) {
        switch (state) {
            case DISCARDING -> set(vlan, false, false);
            case LEARNING -> set(vlan, true, false);
            case FORWARDING -> set(vlan, true, true);
        }
    }

    private void set(int vlan, boolean learns, boolean forwards) {
        learning.set(vlan, learns);
        forwarding.set(vlan, forwards);
    }

    boolean learns(int vlan) {
        return learning.get(vlan);
    }

    boolean forwards(int vlan) {
        return forwarding.get(vlan);
    }

    /** The VLAN of a frame that came in here, or {@link #NO_VLAN} if the port is no member of it. */
    int vlanOf(EthernetFrame frame) {
        int untaggedVlan = untaggedVlan();
        if (frame.tags().isEmpty()) {
            return isMemberOf(untaggedVlan) ? untaggedVlan : NO_VLAN;
        }
        VlanTag tag = frame.tags().get(0);
        int vlan = tag.vlanId() == 0 ? untaggedVlan : tag.vlanId();
        return isMemberOf(vlan) ? vlan : NO_VLAN;
    }

    /** True if frames of this VLAN leave here with a tag. */
    boolean sendsTagged(int vlan) {
        return vlan != untaggedVlan();
    }

    private int untaggedVlan() {
        return mode == PortMode.ACCESS ? accessVlan : nativeVlan;
    }

    @Override
    public String toString() {
        return port.toString();
    }
}
