package labwire.netlab.bridge;

import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.BridgeId;

/**
 * The spanning tree of one VLAN at one moment.
 *
 * @param rootPort the port towards the root; none on the root itself
 * @param helloTimeSeconds the root's, as the other two
 * @param topologyChanges seen since the bridge was made
 * @param lastTopologyChangeNanos the lab time of the last one; 0 if there was none
 * @param ports those whose link is up, by number
 */
public record SpanningTreeView(
        int vlan,
        BridgeId root,
        long rootPathCost,
        Optional<SpanningTreePortView> rootPort,
        BridgeId bridge,
        int helloTimeSeconds,
        int maxAgeSeconds,
        int forwardDelaySeconds,
        long topologyChanges,
        long lastTopologyChangeNanos,
        List<SpanningTreePortView> ports) {
    public SpanningTreeView {
        ports = List.copyOf(ports);
    }

    public boolean isRoot() {
        return root.equals(bridge);
    }
}
