package labwire.netlab.stack;

/** Where a route comes from, with the administrative distance that IOS gives it: the smaller one is preferred. */
public enum RouteOrigin {
    /** An address of this stack itself. */
    LOCAL(0),
    /** The network of an interface's address. */
    CONNECTED(0),
    /** Set by a person. */
    STATIC(1),
    /** To a network of an area that this router is in. */
    OSPF(110),
    /** To a network of another area. */
    OSPF_INTER_AREA(110),
    /** From outside of OSPF, at the sum of both metrics. */
    OSPF_EXTERNAL_1(110),
    /** From outside of OSPF, at the outer metric alone. */
    OSPF_EXTERNAL_2(110),
    /** As {@link #OSPF_EXTERNAL_1}, from a router in a not-so-stubby area. */
    OSPF_NSSA_1(110),
    /** As {@link #OSPF_EXTERNAL_2}, from a router in a not-so-stubby area. */
    OSPF_NSSA_2(110),
    RIP(120),
    /** From a DHCP server, as a default gateway. */
    DHCP(254);

    private final int defaultDistance;

    RouteOrigin(int defaultDistance) {
        this.defaultDistance = defaultDistance;
    }

    public int defaultDistance() {
        return defaultDistance;
    }
}
