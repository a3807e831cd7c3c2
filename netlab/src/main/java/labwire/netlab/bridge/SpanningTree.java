package labwire.netlab.bridge;

import java.util.Collection;
import java.util.TreeMap;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import org.jspecify.annotations.Nullable;

/**
 * One bridge's part in one rapid spanning tree (802.1D-2004, clause 17), sans-I/O.
 *
 * <p>Inputs are links, BPDUs and the time; each is worked off whole, and what follows from it goes to a
 * {@link TreeOutput}. After the inputs of one instant, {@link #transmit} is to be called; then nothing happens until
 * {@link #nextDeadline}.
 *
 * <pre>
 *   BPDU ──► BpduReception ──► RoleSelection ──► RoleTransitions ──► TopologyChanges ──► BpduTransmission
 *            what it says      root and roles    states, handshake   flush and tell      within the limit
 * </pre>
 */
final class SpanningTree {
    private final TreeMap<Integer, TreePort> ports = new TreeMap<>();
    private final TreeOutput output;
    private TreeTimes bridgeTimes;
    private final int holdCount;
    private final RoleTransitions transitions;
    private final TopologyChanges topology;
    private final BpduReception reception;
    private final BpduTransmission transmission;
    private BridgeId bridge;
    private RoleSelection selection;

    SpanningTree(BridgeId bridge, BridgeSettings settings, TreeOutput output) {
        this.bridge = bridge;
        this.output = output;
        bridgeTimes = TreeTimes.of(settings);
        holdCount = settings.transmitHoldCount();
        transitions = new RoleTransitions(ports.values(), output);
        topology = new TopologyChanges(ports.values(), output);
        reception = new BpduReception(transitions);
        transmission = new BpduTransmission(ports.values(), output);
        selection = RoleSelection.among(ports.values(), bridge, bridgeTimes);
    }

    /** A link has come up, or its port has joined the tree's VLAN. */
    void portUp(int number, TreePortSettings settings, long now) {
        TreePort port = new TreePort(number, settings, bridge, bridgeTimes, holdCount);
        BpduReception.linkUp(port, now);
        ports.put(number, port);
        selectAndSettle(now);
    }

    void portDown(int number, long now) {
        TreePort port = ports.remove(number);
        if (port != null) {
            output.changed(number, PortState.DISCARDING);
            output.flush(number);
            selectAndSettle(now);
        }
    }

    /** Changes the settings of a port that is up. */
    void configure(int number, TreePortSettings settings, long now) {
        TreePort port = ports.get(number);
        if (port != null && !port.settings.equals(settings)) {
            port.settings = settings;
            if (port.edge != EdgeStatus.BRIDGE_HEARD) {
                port.edge = settings.edge() ? EdgeStatus.EDGE : EdgeStatus.NOT_CONFIGURED;
            }
            selectAndSettle(now);
        }
    }

    /** Changes the bridge's own identifier. */
    void rename(BridgeId newBridge, long now) {
        bridge = newBridge;
        selectAndSettle(now);
    }

    /** Changes the times that this bridge gives out as root. */
    void retime(TreeTimes newTimes, long now) {
        if (!newTimes.equals(bridgeTimes)) {
            bridgeTimes = newTimes;
            selectAndSettle(now);
        }
    }

    /** Keeps a port out of the tree, for the maximum age. */
    void block(int number, Inconsistency reason, long now) {
        TreePort port = ports.get(number);
        if (port != null) {
            port.inconsistentUntil = now + times().maxAgeNanos();
            if (port.inconsistency != reason) {
                enter(port, reason, now);
            }
        }
    }

    private void enter(TreePort port, Inconsistency inconsistency, long now) {
        Inconsistency before = port.inconsistency;
        if (before != inconsistency) {
            port.inconsistency = inconsistency;
            if (port.isHeld()) {
                transitions.hold(port, times(), now);
            }
            output.inconsistent(port.number, before, inconsistency);
        }
    }

    /** Takes in a BPDU, whatever its values. */
    void receive(int number, Bpdu bpdu, long now) {
        TreePort port = ports.get(number);
        if (port == null) {
            return;
        }
        reception.hear(port, bpdu, now);
        if (port.inconsistency == Inconsistency.LOOP) {
            enter(port, Inconsistency.NONE, now);
        }
        switch (bpdu.type()) {
            case TOPOLOGY_CHANGE -> {
                selectAndSettle(now);
                topology.notifiedByLegacy(port, times(), now);
            }
            case CONFIGURATION, RAPID -> {
                BpduReception.Verdict verdict = reception.weigh(port, bpdu, times(), now);
                selectAndSettle(now);
                switch (verdict) {
                    case FROM_DESIGNATED, FROM_BELOW -> takeTopologyFlags(port, bpdu, now);
                    case INFERIOR, OTHER -> {}
                }
            }
        }
    }

    private void takeTopologyFlags(TreePort port, Bpdu bpdu, long now) {
        if (bpdu.hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE)) {
            topology.notified(port, times(), now);
        }
        if (bpdu.type() == Bpdu.Type.CONFIGURATION && bpdu.hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE_ACK)) {
            topology.acknowledged(port);
        }
    }

    /** Does what is due by now. */
    void advance(long now) {
        for (TreePort port : ports.values()) {
            if (port.information == PortInformation.RECEIVED && port.informationUntil <= now) {
                port.information = PortInformation.AGED;
                if (port.settings.loopGuard() && port.role != PortRole.DESIGNATED) {
                    enter(port, Inconsistency.LOOP, now);
                }
            }
            boolean over = port.inconsistency == Inconsistency.PVID || port.inconsistency == Inconsistency.TYPE;
            if (over && port.inconsistentUntil <= now) {
                enter(port, Inconsistency.NONE, now);
            }
        }
        selectAndSettle(now);
    }

    private void selectAndSettle(long now) {
        selection = RoleSelection.among(ports.values(), bridge, bridgeTimes);
        for (TreePort port : ports.values()) {
            transitions.enterRole(port, selection.apply(port), times(), now);
            guardRoot(port, now);
        }
        transitions.settle(times(), now);
        topology.detect(times(), now);
    }

    /** A port that would be on the way to a better root, if it were let, is inconsistent. */
    private void guardRoot(TreePort port, long now) {
        if (port.settings.rootGuard() && port.role == PortRole.ALTERNATE) {
            enter(port, Inconsistency.ROOT, now);
        } else if (port.inconsistency == Inconsistency.ROOT) {
            enter(port, Inconsistency.NONE, now);
        }
        if (port.inconsistency == Inconsistency.LOOP && !port.settings.loopGuard()) {
            enter(port, Inconsistency.NONE, now);
        }
    }

    /** Sends what the inputs since the last call gave reason to tell: one BPDU a port at most. */
    void transmit(long now) {
        transmission.hello(times(), now);
        transmission.transmit(now);
    }

    /** When {@link #advance} and {@link #transmit} are due, in lab time, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        long next = Long.MAX_VALUE;
        for (TreePort port : ports.values()) {
            next = Math.min(next, port.helloAt);
            if (port.information == PortInformation.RECEIVED) {
                next = Math.min(next, port.informationUntil);
            }
            if (port.transmitPending) {
                next = Math.min(next, port.limit.fullUntil());
            }
            if (port.isHeld()) {
                next = port.inconsistency == Inconsistency.LOOP ? next : Math.min(next, port.inconsistentUntil);
            } else if (port.state != PortState.FORWARDING) {
                next = switch (port.role) {
                    case DESIGNATED -> Math.min(next, port.forwardDelayUntil);
                    case ROOT -> Math.min(next, port.recentBackupUntil);
                    case ALTERNATE, BACKUP, DISABLED -> next;
                };
            }
        }
        return next;
    }

    /** The root's times, with the age they have here. */
    TreeTimes times() {
        return selection.times();
    }

    BridgeId bridge() {
        return bridge;
    }

    BridgeId root() {
        return selection.root();
    }

    long rootPathCost() {
        return selection.rootPathCost();
    }

    @Nullable
    TreePort rootPort() {
        return selection.rootPort();
    }

    /** The ports whose link is up, by number. */
    Collection<TreePort> ports() {
        return ports.values();
    }

    Inconsistency inconsistency(int number) {
        TreePort port = ports.get(number);
        return port == null ? Inconsistency.NONE : port.inconsistency;
    }

    /** True if the port is up and no bridge was heard where none is expected. */
    boolean isEdge(int number) {
        TreePort port = ports.get(number);
        return port != null && port.isEdge();
    }

    boolean hasPort(int number) {
        return ports.containsKey(number);
    }

    long topologyChangeCount() {
        return topology.count();
    }

    long lastTopologyChangeNanos() {
        return topology.lastNanos();
    }
}
