package labwire.netlab.bridge;

import labwire.netlab.wire.BridgeId;

/**
 * What a spanning tree knows of a port whose link is up: the port variables of 802.1D-2004, 17.19.
 *
 * <p>Timers are instants of lab time. Those in the past have run out, so {@link #EXPIRED} is one that never ran.
 */
final class TreePort {
    static final long EXPIRED = Long.MIN_VALUE;

    final int number;
    final TransmitLimit limit;
    TreePortSettings settings;
    EdgeStatus edge;

    PortRole role = PortRole.DISABLED;
    PortState state = PortState.DISCARDING;
    Handshake handshake = Handshake.NONE;
    SpokenProtocol protocol = SpokenProtocol.RAPID;
    TopologyActivity activity = TopologyActivity.INACTIVE;

    /** The best claim known on this LAN: {@code portPriority} and {@code portTimes}. */
    PortInformation information = PortInformation.AGED;

    PriorityVector vector;
    TreeTimes times;
    /** What this bridge would claim there: {@code designatedPriority} and {@code designatedTimes}. */
    PriorityVector designated;

    TreeTimes designatedTimes;

    /** What keeps the port out of the tree, if anything. */
    Inconsistency inconsistency = Inconsistency.NONE;
    /** When an inconsistency of the kinds PVID and TYPE is over, unless it is seen again. */
    long inconsistentUntil = EXPIRED;

    long forwardTransitions;

    /** {@code rcvdInfoWhile}: when received information ages out. */
    long informationUntil = EXPIRED;
    /** {@code fdWhile}: when the next state is due without an agreement. */
    long forwardDelayUntil = EXPIRED;
    /** {@code rbWhile}: until when a port that was a backup must not take its LAN for clear. */
    long recentBackupUntil = EXPIRED;
    /** {@code tcWhile}: until when BPDUs tell of a topology change. */
    long topologyChangeUntil = EXPIRED;
    /** {@code mdelayWhile}: until when the neighbour's protocol does not matter. */
    long migrationUntil;
    /** {@code helloWhen}: when the next BPDU is due. */
    long helloAt;

    /** {@code newInfo}: a BPDU is to be sent as soon as the limit permits. */
    boolean transmitPending;
    /** {@code tcAck}: the next configuration BPDU acknowledges a topology change. */
    boolean acknowledgePending;

    long sentBpdus;
    long receivedBpdus;

    TreePort(int number, TreePortSettings settings, BridgeId bridge, TreeTimes bridgeTimes, int holdCount) {
        this.number = number;
        this.settings = settings;
        this.edge = settings.edge() ? EdgeStatus.EDGE : EdgeStatus.NOT_CONFIGURED;
        this.limit = new TransmitLimit(holdCount);
        vector = new PriorityVector(bridge, 0, bridge, settings.portId());
        times = bridgeTimes;
        designated = vector;
        designatedTimes = times;
    }

    boolean isEdge() {
        return edge == EdgeStatus.EDGE;
    }

    /** True if the port must not forward, whatever its role: root guard works by the role itself. */
    boolean isHeld() {
        return switch (inconsistency) {
            case LOOP, PVID, TYPE -> true;
            case NONE, ROOT -> false;
        };
    }

    boolean isRootOrDesignated() {
        return role == PortRole.ROOT || role == PortRole.DESIGNATED;
    }

    /** True if the port cannot be part of a loop, whatever the other ports do: {@code synced}. */
    boolean isSynced() {
        return switch (role) {
            case DESIGNATED -> state == PortState.DISCARDING || handshake == Handshake.AGREED_BY_NEIGHBOR || isEdge();
            case ROOT, ALTERNATE, BACKUP, DISABLED -> true;
        };
    }

    boolean isTopologyChanging(long now) {
        return now < topologyChangeUntil;
    }

    LinkType linkType() {
        if (protocol == SpokenProtocol.LEGACY) {
            return LinkType.P2P_PEER_STP;
        }
        return isEdge() ? LinkType.P2P_EDGE : LinkType.P2P;
    }
}
