package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** Skeleton: every port that is up forwards; the trees come next. */
final class BridgeProtocolEntity {
    private final MacAddress mac;
    private final List<BridgePort> ports = new ArrayList<>();
    private final TreeMap<Integer, Boolean> trees = new TreeMap<>();
    private final Map<Integer, Integer> priorities = new HashMap<>();
    private @Nullable MacRelay relay;

    BridgeProtocolEntity(LabEventLoop loop, MacAddress mac, BridgeSettings settings) {
        this.mac = mac;
    }

    void relay(MacRelay newRelay) {
        relay = newRelay;
    }

    void addPort(BridgePort port) {
        ports.add(port);
        update(port);
    }

    void addTree(int vlan) {
        trees.put(vlan, true);
        ports.forEach(this::update);
    }

    void removeTree(int vlan) {
        trees.remove(vlan);
        ports.forEach(port -> port.enter(vlan, PortState.DISCARDING));
    }

    void setPriority(int vlan, int priority) {
        priorities.put(vlan, priority);
    }

    int priority(int vlan) {
        return priorities.getOrDefault(vlan, Bridge.DEFAULT_PRIORITY);
    }

    void update(BridgePort port) {
        for (int vlan : trees.keySet()) {
            port.enter(vlan, port.isUp() && port.isMemberOf(vlan) ? PortState.FORWARDING : PortState.DISCARDING);
            if (relay != null) {
                relay.forwardingChanged(vlan);
            }
        }
    }

    void receive(BridgePort in, EthernetFrame frame, Bpdu bpdu) {
        in.drop(BridgeDropReason.BAD_BPDU);
    }

    Optional<SpanningTreeView> view(int vlan) {
        BridgeId own = new BridgeId(priority(vlan) + vlan, mac);
        return trees.containsKey(vlan)
                ? Optional.of(new SpanningTreeView(vlan, own, 0, Optional.empty(), own, 2, 20, 15, 0, 0, List.of()))
                : Optional.empty();
    }
}
