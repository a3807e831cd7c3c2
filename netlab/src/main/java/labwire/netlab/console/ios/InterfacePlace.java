package labwire.netlab.console.ios;

/** The places of an interface's section of a running configuration, in IOS's order. */
public enum InterfacePlace {
    DESCRIPTION,
    /** Lines that nothing here acts on, and {@code encapsulation dot1Q}. */
    KEPT,
    SWITCHPORT,
    ADDRESS,
    FILTER,
    NAT,
    ROUTING,
    STATE,
    DISCOVERY,
    SPANNING_TREE
}
