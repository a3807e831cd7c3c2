package labwire.netlab.routing.ospf;

/** What OSPF takes the link of an interface for (RFC 2328, 1.2). */
public enum NetworkType {
    /** Many routers, one of them designated. */
    BROADCAST,
    /** Many routers, one of them designated, who are told of each other and spoken to one by one. */
    NON_BROADCAST,
    /** Two routers and no election. */
    POINT_TO_POINT,
    /** Several routers, not all of which reach each other: as many links of two. */
    POINT_TO_MULTIPOINT,
    /** No link at all: the address is advertised as a host. */
    LOOPBACK;

    /** True if one of its routers is designated. */
    public boolean elects() {
        return this == BROADCAST || this == NON_BROADCAST;
    }
}
