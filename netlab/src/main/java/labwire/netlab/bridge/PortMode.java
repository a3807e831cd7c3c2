package labwire.netlab.bridge;

/** How a port tells the VLANs of its frames apart; changed by configuration alone. */
public enum PortMode {
    /** A member of one VLAN, untagged. */
    ACCESS,
    /** A member of all allowed VLANs; tagged, but for the native VLAN. */
    TRUNK
}
