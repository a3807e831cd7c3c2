package labwire.netlab.bridge;

/** Whether a port takes part in topology changes: the states of 802.1D-2004, 17.31, but for those that do not last. */
enum TopologyActivity {
    /** Goes to ACTIVE, which is a topology change, when a root or designated port that is no edge forwards. */
    INACTIVE,
    /** Goes to INACTIVE when the port is neither root nor designated any more, or is an edge. */
    ACTIVE
}
