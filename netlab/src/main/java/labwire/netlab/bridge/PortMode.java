package labwire.netlab.bridge;

/**
 * How a port tells the VLANs of its frames apart; follows from its {@link SwitchportMode}, and where that is dynamic,
 * from what the neighbour says.
 */
public enum PortMode {
    /** A member of one VLAN, untagged. Goes to TRUNK by configuration, or as both ends have agreed. */
    ACCESS,
    /**
     * A member of all allowed VLANs; tagged, but for the native VLAN. Goes to ACCESS by configuration, or when the
     * neighbour no longer agrees or is no longer heard.
     */
    TRUNK
}
