package labwire.netlab.bridge;

import labwire.netlab.wire.BridgeId;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from what the ports have heard, which bridge is the root and what each port is: {@code updtRolesTree} of
 * 802.1D-2004, 17.21.25, with the UPDATE state of the port information machine, 17.27.
 */
final class RoleSelection {
    private final BridgeId bridge;
    private final PriorityVector best;
    private final TreeTimes bestTimes;
    private final @Nullable TreePort rootPort;

    private RoleSelection(BridgeId bridge, PriorityVector best, TreeTimes bestTimes, @Nullable TreePort rootPort) {
        this.bridge = bridge;
        this.best = best;
        this.bestTimes = bestTimes;
        this.rootPort = rootPort;
    }

    /** Finds the best way to the root, this bridge being one itself. */
    static RoleSelection among(Iterable<TreePort> ports, BridgeId bridge, TreeTimes bridgeTimes) {
        PriorityVector best = new PriorityVector(bridge, 0, bridge, 0);
        TreePort rootPort = null;
        for (TreePort port : ports) {
            // What this bridge itself said, heard on another of its ports, is no way to the root.
            if (port.information != PortInformation.RECEIVED
                    || port.settings.rootGuard()
                    || port.vector.bridge().address().equals(bridge.address())) {
                continue;
            }
            PriorityVector path = port.vector.plusCost(port.settings.cost());
            int order = path.compareTo(best);
            if (order < 0 || order == 0 && rootPort != null && port.settings.portId() < rootPort.settings.portId()) {
                best = path;
                rootPort = port;
            }
        }
        TreeTimes times = rootPort == null ? bridgeTimes : rootPort.times.oneHopOlder();
        return new RoleSelection(bridge, best, times, rootPort);
    }

    BridgeId root() {
        return best.root();
    }

    long rootPathCost() {
        return best.rootPathCost();
    }

    @Nullable
    TreePort rootPort() {
        return rootPort;
    }

    /** The times to work by: the root's, with the age they have here. */
    TreeTimes times() {
        return bestTimes;
    }

    /** Computes what this bridge claims on the port, and makes that the port's information where it is the best. */
    PortRole apply(TreePort port) {
        port.designated = new PriorityVector(best.root(), best.rootPathCost(), bridge, port.settings.portId());
        port.designatedTimes = bestTimes;
        return switch (port.information) {
            case AGED -> {
                claim(port);
                yield PortRole.DESIGNATED;
            }
            case MINE -> {
                if (!port.vector.equals(port.designated) || !port.times.equals(port.designatedTimes)) {
                    claim(port);
                }
                yield PortRole.DESIGNATED;
            }
            case RECEIVED -> {
                if (port == rootPort) {
                    yield PortRole.ROOT;
                }
                if (port.designated.isBetterThan(port.vector)) {
                    claim(port);
                    yield PortRole.DESIGNATED;
                }
                boolean own = port.vector.bridge().address().equals(bridge.address());
                yield own ? PortRole.BACKUP : PortRole.ALTERNATE;
            }
        };
    }

    /** An agreement outlasts the change only if it was given to a claim that was no better than the new one. */
    private static void claim(TreePort port) {
        boolean holds = port.information == PortInformation.MINE
                && port.handshake == Handshake.AGREED_BY_NEIGHBOR
                && !port.vector.isBetterThan(port.designated);
        port.handshake = holds ? Handshake.AGREED_BY_NEIGHBOR : Handshake.NONE;
        port.vector = port.designated;
        port.times = port.designatedTimes;
        port.information = PortInformation.MINE;
        port.transmitPending = true;
    }
}
