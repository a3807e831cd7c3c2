package labwire.netlab.bridge;

/** Why a bridge did not carry a frame any further. */
public enum BridgeDropReason {
    /** The port it came in by discards frames of its VLAN, or is not a member of any tree that would let it. */
    PORT_NOT_FORWARDING,
    /** The port it came in by is not a member of its VLAN, or the VLAN does not exist here. */
    VLAN_NOT_ALLOWED,
    /** Its source is a group address. */
    GROUP_SOURCE,
    /** It was sent to one of the link-local group addresses, which no bridge forwards. */
    RESERVED_ADDRESS,
    /** Its destination is behind the port it came in by. */
    SAME_PORT,
    /** The port to its destination discards frames of its VLAN. */
    DESTINATION_NOT_FORWARDING,
    /** A BPDU that no spanning tree here can be meant by, or with values outside the standard's. */
    BAD_BPDU,
    /** A BPDU on a port with BPDU guard, which was shut down for it. */
    BPDU_GUARD,
    /** A BPDU on a port with the BPDU filter. */
    BPDU_FILTER,
    /** A BPDU that shows that the two ends of a link see their VLANs differently. */
    INCONSISTENT_BPDU,
    /** It came to a port that is no part of the bridge, but a router's. */
    ROUTED_PORT
}
