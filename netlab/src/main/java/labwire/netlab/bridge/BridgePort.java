package labwire.netlab.bridge;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.bridge.SpanningTreePortSettings.Choice;
import labwire.netlab.bridge.SpanningTreePortSettings.Guard;
import labwire.netlab.bridge.SpanningTreeSettings.PortDefault;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.jspecify.annotations.Nullable;

/**
 * A port of a bridge: its configuration, and what it may do with the frames of each VLAN.
 *
 * <p>New ports are in access mode in VLAN 1. Changes take effect at once. Lab thread only.
 */
public final class BridgePort {
    static final int NO_VLAN = -1;

    /** Whether a port takes part at all. */
    public enum Status {
        /** Follows its link. An error moves it to ERROR_DISABLED. */
        ACTIVE,
        /** Shut down for an error; {@link #setEnabled} and {@link ErrorRecovery} move it back to ACTIVE. */
        ERROR_DISABLED
    }

    private final Bridge bridge;
    private final Port port;
    private final int number;
    private final TrunkNegotiation negotiation;
    private final SpanningTreePortSettings treeSettings;
    private final BitSet learning = new BitSet();
    private final BitSet forwarding = new BitSet();
    private final Map<BridgeDropReason, AtomicLong> drops = new EnumMap<>(BridgeDropReason.class);
    private PortMode mode = PortMode.ACCESS;
    private @Nullable ErrorCause error;
    private @Nullable PortListener routed;
    private TrunkEncapsulation encapsulation = TrunkEncapsulation.NEGOTIATE;
    private int accessVlan = Vlan.DEFAULT_ID;
    private int voiceVlan;
    private int nativeVlan = Vlan.DEFAULT_ID;
    private VlanSet allowedVlans = VlanSet.ALL;

    BridgePort(Bridge bridge, Port port, int number) {
        this.bridge = bridge;
        this.port = port;
        this.number = number;
        negotiation = new TrunkNegotiation(port.mac());
        treeSettings = new SpanningTreePortSettings(() -> bridge.portChanged(this));
        port.listen(new PortListener() {
            @Override
            public void frameReceived(Port from, EthernetFrame frame) {
                received(frame);
            }

            @Override
            public void linkChanged(Port changed, boolean up) {
                linkMoved(up);
            }
        });
    }

    private void received(EthernetFrame frame) {
        if (routed == null) {
            bridge.receive(this, frame);
        } else {
            routed.frameReceived(port, frame);
        }
    }

    private void linkMoved(boolean up) {
        if (routed != null) {
            routed.linkChanged(port, up);
        }
        negotiation.link(up && routed == null);
        bridge.negotiate(this);
        bridge.portChanged(this);
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
        return error == null ? Status.ACTIVE : Status.ERROR_DISABLED;
    }

    /** Why it is shut down, if it is so for an error. */
    public Optional<ErrorCause> errorCause() {
        return Optional.ofNullable(error);
    }

    /** {@code no shutdown} or {@code shutdown}; ends {@link Status#ERROR_DISABLED}. */
    public void setEnabled(boolean enabled) {
        error = null;
        bridge.errorRecovery().forget(this);
        port.setEnabled(enabled);
    }

    /** What the port is now. */
    public PortMode mode() {
        return mode;
    }

    /** What it is configured to be. */
    public SwitchportMode switchportMode() {
        return negotiation.mode();
    }

    public void setSwitchportMode(SwitchportMode newMode) {
        negotiation.mode(newMode);
        bridge.negotiate(this);
    }

    /** False after {@code switchport nonegotiate}. */
    public boolean isNegotiating() {
        return negotiation.isNegotiating();
    }

    public void setNegotiating(boolean negotiating) {
        negotiation.negotiating(negotiating);
        bridge.negotiate(this);
    }

    TrunkNegotiation negotiation() {
        return negotiation;
    }

    /** DTP messages sent. */
    public long trunkMessagesSent() {
        return negotiation.sentCount();
    }

    /** DTP messages received. */
    public long trunkMessagesReceived() {
        return negotiation.receivedCount();
    }

    /** The address of the port at the other end, if it negotiates. */
    public Optional<MacAddress> trunkNeighbor() {
        return negotiation.neighbor();
    }

    /** Becomes a trunk or an access port, as it was negotiated. */
    void followNegotiation() {
        PortMode now = negotiation.isTrunk() ? PortMode.TRUNK : PortMode.ACCESS;
        if (now != mode) {
            mode = now;
            bridge.portChanged(this);
        }
    }

    /** True if the port is a router's: its frames go to who was given to {@link #route}. */
    public boolean isRouted() {
        return routed != null;
    }

    /** Takes the port out of the bridge; its frames and link changes go to the listener. */
    public void route(PortListener listener) {
        routed = listener;
        negotiation.link(false);
        bridge.portChanged(this);
    }

    /** Gives the port back to the bridge. */
    public void unroute() {
        routed = null;
        negotiation.link(port.isUp());
        bridge.negotiate(this);
        bridge.portChanged(this);
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

    /** The VLAN of tagged frames on an access port; 0 for none. */
    public int voiceVlan() {
        return voiceVlan;
    }

    /** Sets the VLAN of tagged frames on an access port; 0 for none. */
    public void setVoiceVlan(int vlan) {
        voiceVlan = vlan;
        bridge.portChanged(this);
    }

    /** How the kind of a trunk's tags is found; they are those of 802.1Q either way. */
    public TrunkEncapsulation encapsulation() {
        return encapsulation;
    }

    public void setEncapsulation(TrunkEncapsulation newEncapsulation) {
        encapsulation = newEncapsulation;
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

    /** What is configured for the spanning trees. */
    public SpanningTreePortSettings treeSettings() {
        return treeSettings;
    }

    /** The path cost in a VLAN's tree. */
    public int cost(int vlan) {
        return treeSettings.costIn(vlan, bridge.treeSettings().defaultCost());
    }

    /** The port priority in a VLAN's tree. */
    public int priority(int vlan) {
        return treeSettings.priorityIn(vlan);
    }

    /** True if it is expected to be at the edge of the network, as it is configured and as the mode is. */
    public boolean isPortFast() {
        return switch (treeSettings.portFast()) {
            case DEFAULT -> mode == PortMode.ACCESS && bridge.treeSettings().isDefault(PortDefault.PORT_FAST);
            case EDGE -> mode == PortMode.ACCESS;
            case EDGE_TRUNK -> true;
            case DISABLED -> false;
        };
    }

    /** True if a BPDU shuts it down. */
    public boolean hasBpduGuard() {
        return chosen(treeSettings.bpduGuard(), PortDefault.BPDU_GUARD);
    }

    /** True if it sends no BPDUs, by its own setting or the switch's for ports with PortFast. */
    public boolean hasBpduFilter() {
        return chosen(treeSettings.bpduFilter(), PortDefault.BPDU_FILTER);
    }

    private boolean chosen(Choice own, PortDefault otherwise) {
        return switch (own) {
            case DEFAULT -> isPortFast() && bridge.treeSettings().isDefault(otherwise);
            case ENABLED -> true;
            case DISABLED -> false;
        };
    }

    /** What the port is guarded against, the switch's default counted. */
    public Guard guard() {
        boolean loop =
                treeSettings.guard() == Guard.DEFAULT && bridge.treeSettings().isDefault(PortDefault.LOOP_GUARD);
        return loop ? Guard.LOOP : treeSettings.guard();
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
        return routed == null
                && switch (mode) {
                    case ACCESS -> vlan == accessVlan || vlan == voiceVlan;
                    case TRUNK -> allowedVlans.contains(vlan);
                };
    }

    /** Spanning tree's port identifier. */
    int portId(int vlan) {
        return priority(vlan) << 8 | number;
    }

    boolean isUp() {
        return port.isUp() && routed == null;
    }

    void drop(BridgeDropReason reason) {
        drops.computeIfAbsent(reason, first -> new AtomicLong()).incrementAndGet();
    }

    void shutDown(ErrorCause cause) {
        error = cause;
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
