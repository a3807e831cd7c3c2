package labwire.netlab.routing.ospf.packet;

import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** A link of a router, as its advertisement describes it (RFC 2328, A.4.2). */
public sealed interface RouterLink {
    /** The largest metric of a link; with it, a router on its way out is passed through last (RFC 6987). */
    int MAX_METRIC = 0xFFFF;

    /** 0 to {@link #MAX_METRIC}. */
    int metric();

    /**
     * To another router.
     *
     * @param neighbor its router ID
     * @param address of the advertising router on this link
     */
    record PointToPoint(Ipv4Address neighbor, Ipv4Address address, int metric) implements RouterLink {}

    /**
     * To a network with other routers.
     *
     * @param designatedRouter its address there, which is the link state ID of the network's advertisement
     * @param address of the advertising router on this link
     */
    record Transit(Ipv4Address designatedRouter, Ipv4Address address, int metric) implements RouterLink {}

    /** To a network without other routers, or a host. */
    record Stub(Ipv4Prefix prefix, int metric) implements RouterLink {}

    /**
     * To another border router through an area.
     *
     * @param neighbor its router ID
     * @param address of the advertising router
     */
    record Virtual(Ipv4Address neighbor, Ipv4Address address, int metric) implements RouterLink {}
}
