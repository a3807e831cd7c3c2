package labwire.netlab.stack;

/** Where a route comes from, with the administrative distance that IOS gives it: the smaller one is preferred. */
public enum RouteOrigin {
    /** An address of this stack itself. */
    LOCAL(0),
    /** The network of an interface's address. */
    CONNECTED(0),
    /** Set by a person. */
    STATIC(1),
    OSPF(110),
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
