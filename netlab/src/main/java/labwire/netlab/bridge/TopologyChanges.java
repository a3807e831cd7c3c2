package labwire.netlab.bridge;

import java.util.Collection;

/**
 * Tells the tree that addresses may have moved, and forgets them here: the topology change machine of 802.1D-2004,
 * 17.31.
 */
final class TopologyChanges {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Collection<TreePort> ports;
    private final TreeOutput output;
    private long count;
    private long lastNanos;

    TopologyChanges(Collection<TreePort> ports, TreeOutput output) {
        this.ports = ports;
        this.output = output;
    }

    long count() {
        return count;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Finds the ports that have begun to forward, which is a topology change, or to stand aside. */
    void detect(TreeTimes times, long now) {
        for (TreePort port : ports) {
            switch (port.activity) {
                case ACTIVE -> {
                    if (!port.isRootOrDesignated() || port.isEdge()) {
                        port.activity = TopologyActivity.INACTIVE;
                        output.flush(port.number);
                    }
                }
                case INACTIVE -> {
                    if (port.isRootOrDesignated() && port.state == PortState.FORWARDING && !port.isEdge()) {
                        port.activity = TopologyActivity.ACTIVE;
                        noteChange(now);
                        announce(port, times, now);
                        propagate(port, times, now);
                    }
                }
            }
        }
    }

    /** A neighbour's BPDU told of a topology change. */
    void notified(TreePort port, TreeTimes times, long now) {
        if (port.activity == TopologyActivity.ACTIVE) {
            if (ports.stream().noneMatch(other -> other.isTopologyChanging(now))) {
                noteChange(now);
            }
            port.acknowledgePending |= port.role == PortRole.DESIGNATED;
            propagate(port, times, now);
        }
    }

    /** A legacy neighbour sent a topology change notification: it waits for an answer on this port. */
    void notifiedByLegacy(TreePort port, TreeTimes times, long now) {
        if (port.activity == TopologyActivity.ACTIVE) {
            announce(port, times, now);
            notified(port, times, now);
        }
    }

    /** A legacy neighbour has heard our notification. */
    void acknowledged(TreePort port) {
        port.topologyChangeUntil = TreePort.EXPIRED;
    }

    private void noteChange(long now) {
        count++;
        lastNanos = now;
    }

    /** Forgets the addresses behind all other ports, and tells the bridges there (setTcPropTree). */
    private void propagate(TreePort origin, TreeTimes times, long now) {
        for (TreePort port : ports) {
            if (port != origin && port.activity == TopologyActivity.ACTIVE) {
                announce(port, times, now);
                output.flush(port.number);
            }
        }
    }

    /** For a hello and a second a neighbour is told, a legacy one as long as a root would do it (newTcWhile). */
    private static void announce(TreePort port, TreeTimes times, long now) {
        if (!port.isTopologyChanging(now)) {
            port.topologyChangeUntil = now
                    + switch (port.protocol) {
                        case RAPID -> times.helloNanos() + SECOND_NANOS;
                        case LEGACY -> times.legacyTopologyChangeNanos();
                    };
            port.transmitPending = true;
        }
    }
}
