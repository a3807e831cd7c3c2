package labwire.netlab.routing.ospf;

/** What OSPF takes the link of an interface for (RFC 2328, 1.2). */
public enum NetworkType {
    /** Many routers, one of them designated. */
    BROADCAST,
    /** Two routers and no election. */
    POINT_TO_POINT,
    /** No link at all: the address is advertised as a host. */
    LOOPBACK
}
