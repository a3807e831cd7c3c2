package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * <p>One timer for all trees. VLAN 1, and the VLAN of an access port whichever it is, speak the IEEE form of BPDUs;
 * the other VLANs of a trunk that of PVST+.
 */
final class BridgeProtocolEntity {
    private final LabEventLoop loop;
    private final MacAddress mac;
    private final BridgeSettings settings;
    private final MacRelay relay;
    private final LabTimer timer;
    private boolean transmitting;
    private final List<BridgePort> ports = new ArrayList<>();
    private final Map<Integer, SpanningTree> trees = new TreeMap<>();
    private final Map<Integer, Integer> priorities = new TreeMap<>();

    BridgeProtocolEntity(LabEventLoop loop, MacAddress mac, BridgeSettings settings, MacRelay relay) {
        this.loop = loop;
        this.mac = mac;
        this.settings = settings;
        this.relay = relay;
        timer = loop.newTimer(this::advance);
    }

    void addPort(BridgePort port) {
        ports.add(port);
        update(port);
    }

    void addTree(int vlan) {
        SpanningTree tree = new SpanningTree(bridgeId(vlan), settings, new Output(vlan));
        trees.put(vlan, tree);
        for (BridgePort port : ports) {
            update(vlan, tree, port);
        }
    }

    void removeTree(int vlan) {
        SpanningTree tree = trees.remove(vlan);
        if (tree != null) {
            for (BridgePort port : ports) {
                tree.portDown(port.number(), loop.now());
            }
        }
    }

    void setPriority(int vlan, int priority) {
        priorities.put(vlan, priority);
        SpanningTree tree = trees.get(vlan);
        if (tree != null) {
            tree.rename(bridgeId(vlan), loop.now());
            transmitAtTurnEnd();
        }
    }

    int priority(int vlan) {
        return priorities.getOrDefault(vlan, Bridge.DEFAULT_PRIORITY);
    }

    /** The VLAN is part of the identifier, so that a bridge is another one in each tree (802.1D-2004, 9.2.5). */
    private BridgeId bridgeId(int vlan) {
        return new BridgeId(priority(vlan) + vlan, mac);
    }

    /** A port's link or configuration has changed. */
    void update(BridgePort port) {
        trees.forEach((vlan, tree) -> update(vlan, tree, port));
    }

    private void update(int vlan, SpanningTree tree, BridgePort port) {
        TreePortSettings portSettings = new TreePortSettings(port.portId(), port.cost(), port.isPortFast());
        boolean joined = tree.hasPort(port.number());
        if (!port.isUp() || !port.isMemberOf(vlan)) {
            tree.portDown(port.number(), loop.now());
        } else if (joined) {
            tree.configure(port.number(), portSettings, loop.now());
        } else {
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
            in.shutDownForBpdu();
            return;
        }
        int vlan = vlanOf(in, frame, bpdu);
        SpanningTree tree = trees.get(vlan);
        if (tree == null || !tree.hasPort(in.number())) {
            in.drop(BridgeDropReason.BAD_BPDU);
            return;
        }
        tree.receive(in.number(), bpdu, loop.now());
        transmitAtTurnEnd();
    }

    /** The tree that a BPDU is for, or {@link BridgePort#NO_VLAN} if the ways in which it tells do not agree. */
    private static int vlanOf(BridgePort in, EthernetFrame frame, Bpdu bpdu) {
        if (frame.destination().equals(MacAddress.PVST_GROUP)) {
            int vlan = in.vlanOf(frame);
            return vlan == bpdu.vlanId() ? vlan : BridgePort.NO_VLAN;
        }
        if (!frame.tags().isEmpty() || bpdu.vlanId() != 0) {
            return BridgePort.NO_VLAN;
        }
        return switch (in.mode()) {
            case ACCESS -> in.accessVlan();
            case TRUNK -> Vlan.DEFAULT_ID;
        };
    }

    private static EthernetFrame frameOf(BridgePort out, int vlan, Bpdu bpdu) {
        if (vlan == Vlan.DEFAULT_ID || out.mode() == PortMode.ACCESS) {
            return new EthernetFrame(MacAddress.BRIDGE_GROUP, out.port().mac(), bpdu);
        }
        List<VlanTag> tags = out.sendsTagged(vlan) ? List.of(VlanTag.of(vlan)) : List.of();
        return new EthernetFrame(MacAddress.PVST_GROUP, out.port().mac(), tags, inVlan(bpdu, vlan));
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
            SpanningTreePortView portView = view(port);
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

    private SpanningTreePortView view(TreePort port) {
        BridgePort shown = ports.get(port.number - 1);
        return new SpanningTreePortView(
                shown.name(),
                port.role,
                port.state,
                port.settings.cost(),
                shown.priority(),
                port.number,
                port.linkType(),
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
            port.port().send(frameOf(port, vlan, bpdu));
        }

        @Override
        public void changed(int number, PortState state) {
            ports.get(number - 1).enter(vlan, state);
            relay.forwardingChanged(vlan);
        }

        @Override
        public void flush(int number) {
            relay.table().flush(number, vlan);
        }
    }
}
