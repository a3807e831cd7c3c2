package labwire.netlab.bridge;

import java.util.Collection;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import labwire.netlab.wire.MacAddress;

/** Sends what is to be told, not oftener than allowed: the port transmit machine of 802.1D-2004, 17.26. */
final class BpduTransmission {
    private static final BridgeId NOBODY = new BridgeId(0, new MacAddress(0));

    private final Collection<TreePort> ports;
    private final TreeOutput output;

    BpduTransmission(Collection<TreePort> ports, TreeOutput output) {
        this.ports = ports;
        this.output = output;
    }

    /** Notes what is to be sent because a hello time has passed. */
    void hello(TreeTimes times, long now) {
        for (TreePort port : ports) {
            if (port.helloAt <= now) {
                port.helloAt = now + times.helloNanos();
                port.transmitPending |=
                        port.role == PortRole.DESIGNATED || port.role == PortRole.ROOT && port.isTopologyChanging(now);
            }
        }
    }

    void transmit(long now) {
        for (TreePort port : ports) {
            if (port.transmitPending && port.limit.permits(now)) {
                port.transmitPending = false;
                transmit(port, now);
            }
        }
    }

    private void transmit(TreePort port, long now) {
        switch (port.protocol) {
            case RAPID -> send(port, bpdu(port, Bpdu.Type.RAPID, rapidFlags(port, now)), now);
            case LEGACY -> {
                switch (port.role) {
                    case DESIGNATED -> send(port, bpdu(port, Bpdu.Type.CONFIGURATION, legacyFlags(port, now)), now);
                    case ROOT -> {
                        // The standard sends one whenever a root port has news; only this news concerns it.
                        if (port.isTopologyChanging(now)) {
                            send(port, notification(), now);
                        }
                    }
                    case ALTERNATE, BACKUP, DISABLED -> {}
                }
            }
        }
    }

    private void send(TreePort port, Bpdu bpdu, long now) {
        port.limit.sent(now);
        port.sentBpdus++;
        port.acknowledgePending = false;
        output.send(port.number, bpdu);
    }

    private static int rapidFlags(TreePort port, long now) {
        int flags = switch (port.role) {
            case ROOT -> Bpdu.ROLE_ROOT;
            case DESIGNATED -> Bpdu.ROLE_DESIGNATED;
            case ALTERNATE, BACKUP, DISABLED -> Bpdu.ROLE_ALTERNATE_OR_BACKUP;
        };
        flags |= switch (port.state) {
            case DISCARDING -> 0;
            case LEARNING -> Bpdu.FLAG_LEARNING;
            case FORWARDING -> Bpdu.FLAG_LEARNING | Bpdu.FLAG_FORWARDING;
        };
        flags |= switch (port.handshake) {
            case PROPOSING -> Bpdu.FLAG_PROPOSAL;
            case AGREED -> Bpdu.FLAG_AGREEMENT;
            case NONE, PROPOSED, AGREED_BY_NEIGHBOR -> 0;
        };
        return flags | (port.isTopologyChanging(now) ? Bpdu.FLAG_TOPOLOGY_CHANGE : 0);
    }

    private static int legacyFlags(TreePort port, long now) {
        return (port.isTopologyChanging(now) ? Bpdu.FLAG_TOPOLOGY_CHANGE : 0)
                | (port.acknowledgePending ? Bpdu.FLAG_TOPOLOGY_CHANGE_ACK : 0);
    }

    private static Bpdu bpdu(TreePort port, Bpdu.Type type, int flags) {
        PriorityVector claim = port.designated;
        TreeTimes times = port.designatedTimes;
        return new Bpdu(
                type,
                0,
                flags,
                claim.root(),
                (int) claim.rootPathCost(),
                claim.bridge(),
                claim.portId(),
                times.messageAge(),
                times.maxAge(),
                times.helloTime(),
                times.forwardDelay());
    }

    private static Bpdu notification() {
        return new Bpdu(Bpdu.Type.TOPOLOGY_CHANGE, 0, 0, NOBODY, 0, NOBODY, 0, 0, 0, 0, 0);
    }
}
