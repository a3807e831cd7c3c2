package labwire.netlab.bridge;

/** Whether a port is at the edge of the bridged network: {@code operEdge} of 802.1D-2004, 17.19.17, and its reason. */
enum EdgeStatus {
    /** Not configured as edge. Goes to EDGE by configuration, to BRIDGE_HEARD by a BPDU. */
    NOT_CONFIGURED,
    /** Configured as edge, no BPDU since the link came up. Goes to BRIDGE_HEARD by a BPDU. */
    EDGE,
    /** No edge, whatever the configuration, until the link has been down. */
    BRIDGE_HEARD
}
