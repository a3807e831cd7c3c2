package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.bridge.SpanningTreePortSettings.Choice;
import labwire.netlab.bridge.SpanningTreePortSettings.Guard;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;

/**
 * Runs the spanning trees of a bridge: gives them links, BPDUs and the time, and does what they want done.
 *
 * <p>One timer for all trees. The VLAN of an access port speaks the IEEE form of BPDUs. So does VLAN 1 on a trunk; all
 * VLANs of a trunk, that one too, speak the form of PVST+, tagged but for the native VLAN. What VLAN 1 says there is
 * only looked at for whether both ends have the same native VLAN.
 */
final class BridgeProtocolEntity {
    private final LabEventLoop loop;
    private final MacAddress mac;
    private final BridgeSettings settings;
    private final MacRelay relay;
    private final Bridge bridge;
    private final LabTimer timer;
    private boolean transmitting;
    private final List<BridgePort> ports = new ArrayList<>();
    private final Map<Integer, SpanningTree> trees = new TreeMap<>();

    BridgeProtocolEntity(LabEventLoop loop, MacAddress mac, BridgeSettings settings, MacRelay relay, Bridge bridge) {
        this.loop = loop;
        this.mac = mac;
        this.settings = settings;
        this.relay = relay;
        this.bridge = bridge;
        timer = loop.newTimer(this::advance);
    }

    void addPort(BridgePort port) {
        ports.add(port);
        update(port);
    }

    void addTree(int vlan) {
        SpanningTree tree = new SpanningTree(bridgeId(vlan), settings, new Output(vlan));
        trees.put(vlan, tree);
        retime(vlan, tree);
        for (BridgePort port : ports) {
            update(vlan, tree, port);
        }
    }

    void removeTree(int vlan) {
        SpanningTree tree = trees.remove(vlan);
        if (tree != null) {
            for (BridgePort port : ports) {
                tree.portDown(port.number(), loop.now());
                port.enter(vlan, PortState.DISCARDING);
            }
            relay.forwardingChanged(vlan);
        }
    }

    /** Identifiers, times, defaults for ports: anything may have changed. */
    void settingsChanged() {
        trees.forEach((vlan, tree) -> {
            if (!tree.bridge().equals(bridgeId(vlan))) {
                tree.rename(bridgeId(vlan), loop.now());
            }
            retime(vlan, tree);
        });
        ports.forEach(this::update);
    }

    private void retime(int vlan, SpanningTree tree) {
        tree.retime(TreeTimes.of(bridge.treeSettings().times(vlan)), loop.now());
    }

    /** The VLAN is part of the identifier, so that a bridge is another one in each tree (802.1D-2004, 9.2.5). */
    private BridgeId bridgeId(int vlan) {
        return new BridgeId(bridge.treeSettings().priority(vlan) + vlan, mac);
    }

    /** A port's link or configuration has changed. */
    void update(BridgePort port) {
        trees.forEach((vlan, tree) -> update(vlan, tree, port));
    }

    private void update(int vlan, SpanningTree tree, BridgePort port) {
        boolean carries = port.isUp() && port.isMemberOf(vlan);
        if (bridge.treeSettings().disabled().contains(vlan)) {
            tree.portDown(port.number(), loop.now());
            port.enter(vlan, carries ? PortState.FORWARDING : PortState.DISCARDING);
            relay.forwardingChanged(vlan);
            return;
        }
        TreePortSettings portSettings = new TreePortSettings(
                port.portId(vlan),
                port.cost(vlan),
                port.isPortFast(),
                port.guard() == Guard.ROOT,
                port.guard() == Guard.LOOP);
        if (!carries) {
            tree.portDown(port.number(), loop.now());
            port.enter(vlan, PortState.DISCARDING);
        } else if (tree.hasPort(port.number())) {
            tree.configure(port.number(), portSettings, loop.now());
        } else {
            port.enter(vlan, PortState.DISCARDING);
            tree.portUp(port.number(), portSettings, loop.now());
        }
        transmitAtTurnEnd();
    }

    private void advance() {
        for (SpanningTree tree : trees.values()) {
            if (tree.nextDeadline() <= loop.now()) {
                tree.advance(loop.now());
            }
        }
        transmitAtTurnEnd();
    }

    /** Puts sending off until all BPDUs of this instant are heard: one answers them all, and the hold count lasts. */
    private void transmitAtTurnEnd() {
        if (!transmitting) {
            transmitting = true;
            loop.atTurnEnd(this::transmit);
        }
    }

    private void transmit() {
        transmitting = false;
        long next = Long.MAX_VALUE;
        for (SpanningTree tree : trees.values()) {
            tree.transmit(loop.now());
            next = Math.min(next, tree.nextDeadline());
        }
        if (next != Long.MAX_VALUE) {
            timer.arm(next);
        }
    }

    void receive(BridgePort in, EthernetFrame frame, Bpdu bpdu) {
        if (in.hasBpduGuard()) {
            in.drop(BridgeDropReason.BPDU_GUARD);
            bridge.shutDown(in, ErrorCause.BPDUGUARD);
        } else if (in.treeSettings().bpduFilter() == Choice.ENABLED) {
            in.drop(BridgeDropReason.BPDU_FILTER);
        } else if (frame.destination().equals(MacAddress.PVST_GROUP)) {
            receivePvst(in, frame, bpdu);
        } else if (!frame.tags().isEmpty() || bpdu.vlanId() != 0) {
            in.drop(BridgeDropReason.BAD_BPDU);
        } else {
            receiveIn(in.mode() == PortMode.ACCESS ? in.accessVlan() : Vlan.DEFAULT_ID, in, bpdu);
        }
    }

    private void receivePvst(BridgePort in, EthernetFrame frame, Bpdu bpdu) {
        if (in.mode() == PortMode.ACCESS) {
            in.drop(BridgeDropReason.INCONSISTENT_BPDU);
            // While a trunk is negotiated, one end may be one before the other.
            if (!in.switchportMode().isDynamic()) {
                block(in, in.accessVlan(), Inconsistency.TYPE);
            }
            return;
        }
        int vlan = in.vlanOf(frame);
        if (vlan == bpdu.vlanId()) {
            if (vlan != Vlan.DEFAULT_ID) {
                receiveIn(vlan, in, bpdu);
            }
        } else if (vlan == in.nativeVlan() && frame.tags().isEmpty() && bpdu.vlanId() != 0) {
            in.drop(BridgeDropReason.INCONSISTENT_BPDU);
            if (!isBlocked(in, vlan) && !isBlocked(in, bpdu.vlanId())) {
                bridge.tell(listener -> listener.nativeVlanMismatch(in, vlan, bpdu.vlanId()));
            }
            block(in, bpdu.vlanId(), Inconsistency.PVID);
            block(in, vlan, Inconsistency.PVID);
        } else {
            in.drop(BridgeDropReason.BAD_BPDU);
        }
    }

    private boolean isBlocked(BridgePort port, int vlan) {
        SpanningTree tree = trees.get(vlan);
        return tree != null && tree.inconsistency(port.number()) == Inconsistency.PVID;
    }

    private void block(BridgePort port, int vlan, Inconsistency reason) {
        SpanningTree tree = trees.get(vlan);
        if (tree != null) {
            tree.block(port.number(), reason, loop.now());
            transmitAtTurnEnd();
        }
    }

    private void receiveIn(int vlan, BridgePort in, Bpdu bpdu) {
        SpanningTree tree = trees.get(vlan);
        if (tree == null || !tree.hasPort(in.number())) {
            in.drop(BridgeDropReason.BAD_BPDU);
            return;
        }
        tree.receive(in.number(), bpdu, loop.now());
        transmitAtTurnEnd();
    }

    private void send(BridgePort out, int vlan, Bpdu bpdu) {
        if (out.treeSettings().bpduFilter() == Choice.ENABLED) {
            return;
        }
        MacAddress source = out.port().mac();
        boolean untagged = out.mode() == PortMode.ACCESS ? vlan == out.accessVlan() : vlan == Vlan.DEFAULT_ID;
        if (untagged) {
            out.port().send(new EthernetFrame(MacAddress.BRIDGE_GROUP, source, bpdu));
        }
        if (out.mode() == PortMode.TRUNK) {
            List<VlanTag> tags = out.sendsTagged(vlan) ? List.of(VlanTag.of(vlan)) : List.of();
            out.port().send(new EthernetFrame(MacAddress.PVST_GROUP, source, tags, inVlan(bpdu, vlan)));
        }
    }

    private static Bpdu inVlan(Bpdu bpdu, int vlan) {
        return new Bpdu(
                bpdu.type(),
                vlan,
                bpdu.flags(),
                bpdu.root(),
                bpdu.rootPathCost(),
                bpdu.bridge(),
                bpdu.portId(),
                bpdu.messageAge(),
                bpdu.maxAge(),
                bpdu.helloTime(),
                bpdu.forwardDelay());
    }

    Optional<SpanningTreeView> view(int vlan) {
        SpanningTree tree = trees.get(vlan);
        return tree == null ? Optional.empty() : Optional.of(view(vlan, tree));
    }

    private SpanningTreeView view(int vlan, SpanningTree tree) {
        List<SpanningTreePortView> views = new ArrayList<>();
        SpanningTreePortView rootPort = null;
        for (TreePort port : tree.ports()) {
            SpanningTreePortView portView = view(vlan, port);
            views.add(portView);
            rootPort = port == tree.rootPort() ? portView : rootPort;
        }
        return new SpanningTreeView(
                vlan,
                tree.root(),
                tree.rootPathCost(),
                Optional.ofNullable(rootPort),
                tree.bridge(),
                tree.times().helloTime() / Bpdu.TICKS_PER_SECOND,
                tree.times().maxAge() / Bpdu.TICKS_PER_SECOND,
                tree.times().forwardDelay() / Bpdu.TICKS_PER_SECOND,
                tree.topologyChangeCount(),
                tree.lastTopologyChangeNanos(),
                views);
    }

    private SpanningTreePortView view(int vlan, TreePort port) {
        BridgePort shown = ports.get(port.number - 1);
        return new SpanningTreePortView(
                shown.name(),
                port.role,
                port.state,
                port.settings.cost(),
                shown.priority(vlan),
                port.number,
                port.linkType(),
                port.inconsistency,
                port.isEdge(),
                port.forwardTransitions,
                port.vector.root(),
                port.vector.rootPathCost(),
                port.vector.bridge(),
                port.vector.portId(),
                port.sentBpdus,
                port.receivedBpdus);
    }

    /** Does what the tree of one VLAN wants done. */
    private final class Output implements TreeOutput {
        private final int vlan;

        Output(int vlan) {
            this.vlan = vlan;
        }

        @Override
        public void send(int number, Bpdu bpdu) {
            BridgePort port = ports.get(number - 1);
            SpanningTree tree = trees.get(vlan);
            boolean filtered = tree != null && tree.isEdge(number) && port.hasBpduFilter();
            if (!filtered) {
                BridgeProtocolEntity.this.send(port, vlan, bpdu);
            }
        }

        @Override
        public void changed(int number, PortState state) {
            ports.get(number - 1).enter(vlan, state);
            relay.forwardingChanged(vlan);
        }

        @Override
        public void inconsistent(int number, Inconsistency was, Inconsistency is) {
            BridgePort port = ports.get(number - 1);
            bridge.tell(listener -> listener.inconsistencyChanged(port, vlan, was, is));
        }

        @Override
        public void flush(int number) {
            relay.table().flush(number, vlan);
        }
    }
}
