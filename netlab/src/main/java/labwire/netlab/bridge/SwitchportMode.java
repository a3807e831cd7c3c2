package labwire.netlab.bridge;

/** What a port is configured to be; what comes of it is its {@link PortMode}. */
public enum SwitchportMode {
    /** In one VLAN, whatever the neighbour would like. */
    ACCESS,
    /** A trunk, whatever the neighbour would like, which is told so. */
    TRUNK,
    /** A trunk if the neighbour is one or asks for one; asks for none itself. */
    DYNAMIC_AUTO,
    /** A trunk if the neighbour agrees; asks for one. */
    DYNAMIC_DESIRABLE;

    /** True if the neighbour decides with it. */
    public boolean isDynamic() {
        return this == DYNAMIC_AUTO || this == DYNAMIC_DESIRABLE;
    }
}
