package labwire.netlab.bridge;

/** What a port does with the frames of a VLAN (802.1D-2004, 17.5 and 7.4). */
public enum PortState {
    /** Neither learns nor forwards. Goes to LEARNING by the forward-delay timer, by agreement, or as an edge port. */
    DISCARDING,
    /** Learns source addresses. Goes to FORWARDING on the same grounds as before; to DISCARDING when the role asks. */
    LEARNING,
    /** Learns and forwards. Goes to DISCARDING when the role, a neighbour's proposal or a dispute asks. */
    FORWARDING
}
