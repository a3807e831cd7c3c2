package labwire.netlab.routing.ospf;

/** Whether the router joins areas, and whether it leads out of OSPF (RFC 2328, 3.3); all areas are told of it. */
final class RouterRoles {
    private final OspfRouter router;
    private boolean border;
    private boolean boundary;

    RouterRoles(OspfRouter router) {
        this.router = router;
    }

    boolean isBorder() {
        return border;
    }

    boolean isBoundary() {
        return boundary;
    }

    /** An area has come or gone: the router may join areas now, or no longer. */
    void areasChanged(long now) {
        boolean hasBackbone = router.areasInOrder().stream().anyMatch(OspfArea::isBackbone);
        boolean joins = hasBackbone && router.areasInOrder().size() > 1;
        if (joins != border) {
            border = joins;
            tell("area border router", border, now);
            router.spf().changed(now);
        }
    }

    void boundary(boolean newBoundary, long now) {
        if (newBoundary != boundary) {
            boundary = newBoundary;
            tell("AS boundary router", boundary, now);
        }
    }

    private void tell(String role, boolean isNow, long now) {
        if (router.packets().isDebugging(DebugTopic.EVENTS)) {
            router.packets().debug(DebugTopic.EVENTS, "Router is " + (isNow ? "now" : "no longer") + " an " + role);
        }
        router.areasInOrder().forEach(area -> router.linksChanged(area, now));
    }
}
