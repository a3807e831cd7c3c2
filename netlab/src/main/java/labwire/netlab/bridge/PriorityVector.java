package labwire.netlab.bridge;

import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;

/**
 * A claim about the way to the root, the smaller the better (802.1D-2004, 17.5).
 *
 * @param rootPathCost 0 to {@link #MAX_COST}
 * @param bridge who makes the claim
 * @param portId the port of that bridge by which it makes it
 */
record PriorityVector(BridgeId root, long rootPathCost, BridgeId bridge, int portId)
        implements Comparable<PriorityVector> {
    /** What the field of a BPDU can hold; dearer ways count as this. */
    static final long MAX_COST = 0xFFFF_FFFFL;

    private static final int PORT_ID_MASK = 0xFFFF;
    private static final int PORT_NUMBER_MASK = 0x0FFF;

    static PriorityVector of(Bpdu bpdu) {
        return new PriorityVector(
                bpdu.root(), Integer.toUnsignedLong(bpdu.rootPathCost()), bpdu.bridge(), bpdu.portId() & PORT_ID_MASK);
    }

    /** The claim as it counts behind a port of this cost: the root path priority vector. */
    PriorityVector plusCost(int cost) {
        return new PriorityVector(root, Math.min(rootPathCost + cost, MAX_COST), bridge, portId);
    }

    /** True if both come from one port of one bridge, whatever its priorities (17.6). */
    boolean isFromSamePortAs(PriorityVector other) {
        return bridge.address().equals(other.bridge.address())
                && (portId & PORT_NUMBER_MASK) == (other.portId & PORT_NUMBER_MASK);
    }

    boolean isBetterThan(PriorityVector other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(PriorityVector other) {
        int order = root.compareTo(other.root);
        if (order == 0) {
            order = Long.compare(rootPathCost, other.rootPathCost);
        }
        if (order == 0) {
            order = bridge.compareTo(other.bridge);
        }
        return order != 0 ? order : Integer.compare(portId, other.portId);
    }
}
