package labwire.netlab.device;

/** The kinds of interface that a device can have, with their names on it. */
public enum InterfaceType {
    /** A host's: {@code eth0}. */
    ETHERNET("eth", "eth"),
    GIGABIT_ETHERNET("GigabitEthernet", "Gi"),
    LOOPBACK("Loopback", "Lo"),
    /** Where routes to nowhere lead. */
    NULL("Null", "Nu"),
    VLAN("Vlan", "Vl");

    private final String longName;
    private final String shortName;

    InterfaceType(String longName, String shortName) {
        this.longName = longName;
        this.shortName = shortName;
    }

    /** As in a running configuration. */
    public String longName() {
        return longName;
    }

    /** As in tables. */
    public String shortName() {
        return shortName;
    }
}
