package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import labwire.netlab.link.Cable;
import labwire.netlab.link.Port;
import labwire.netlab.wire.BridgeId;

/**
 * What the spanning tree must come to, computed from the whole topology at once: the lowest bridge is the root, each
 * bridge takes the cheapest way to it, ties going to the lowest (bridge, port) above and then the lowest port here.
 */
final class ReferenceTree {
    private static final Comparator<Way> BEST_FIRST = Comparator.comparingLong(Way::cost)
            .thenComparing(Way::bridge)
            .thenComparingInt(Way::portId)
            .thenComparingInt(Way::ownPortId);

    private record Way(long cost, BridgeId bridge, int portId, int ownPortId, Port port) {}

    private final SwitchedLab lab;
    private final Map<String, Long> costs = new HashMap<>();
    private final Map<String, Way> ways = new HashMap<>();
    private final BridgeId root;

    /** The tree of a lab whose switches are all connected by cables that are up. */
    ReferenceTree(SwitchedLab lab) {
        this.lab = lab;
        root = lab.switches.keySet().stream()
                .map(this::id)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        lab.switches.keySet().forEach(name -> costs.put(name, id(name).equals(root) ? 0L : Long.MAX_VALUE / 2));
        for (int round = 0; round < lab.switches.size(); round++) {
            lab.switches.keySet().forEach(this::improve);
        }
    }

    private void improve(String name) {
        if (id(name).equals(root)) {
            return;
        }
        List<Way> candidates = new ArrayList<>();
        for (Cable cable : lab.trunks) {
            for (Port port : List.of(cable.a(), cable.b())) {
                if (port.device().equals(name) && cable.a().isUp()) {
                    Port above = cable.peerOf(port);
                    candidates.add(new Way(
                            cost(above.device()) + lab.bridgePort(port).cost(1),
                            id(above.device()),
                            lab.bridgePort(above).portId(1),
                            lab.bridgePort(port).portId(1),
                            port));
                }
            }
        }
        Way best = candidates.stream().min(BEST_FIRST).orElseThrow();
        costs.put(name, best.cost());
        ways.put(name, best);
    }

    BridgeId root() {
        return root;
    }

    long cost(String name) {
        return Objects.requireNonNull(costs.get(name), name);
    }

    /** The role of a port between switches. */
    PortRole role(Cable cable, Port port) {
        Port peer = cable.peerOf(port);
        Way way = ways.get(port.device());
        if (way != null && way.port() == port) {
            return PortRole.ROOT;
        }
        Comparator<Port> designatedFirst = Comparator.<Port>comparingLong(end -> cost(end.device()))
                .thenComparing(end -> id(end.device()))
                .thenComparingInt(end -> lab.bridgePort(end).portId(1));
        if (designatedFirst.compare(port, peer) < 0) {
            return PortRole.DESIGNATED;
        }
        return port.device().equals(peer.device()) ? PortRole.BACKUP : PortRole.ALTERNATE;
    }

    private BridgeId id(String name) {
        return new BridgeId(lab.sw(name).priority(1) + 1, lab.sw(name).mac());
    }
}
