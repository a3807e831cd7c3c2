package labwire.netlab.routing.ospf;

import java.util.List;

/** What is due when: hellos, waits, the dead, what gathers, what is repeated, ages, and the computation of routes. */
final class OspfTimers {
    private final OspfRouter router;
    private final LinkAdvertisements links;
    private final SummaryAdvertisements summaries;

    OspfTimers(OspfRouter router) {
        this.router = router;
        links = new LinkAdvertisements(router);
        summaries = new SummaryAdvertisements(router);
    }

    /** Does what is due by now. */
    void advance(long now) {
        for (OspfInterface each : router.interfaceList()) {
            advance(each, now);
        }
        for (OspfArea area : router.areas()) {
            if (area.linksChangedAt <= now) {
                area.linksChangedAt = OspfTimes.NEVER;
                links.update(area, now);
            }
        }
        for (LinkStateScope scope : router.scopes()) {
            if (scope.ageAt <= now) {
                router.aging().age(scope, now);
            }
        }
        if (router.spf().dueAt() <= now) {
            router.install(RouteCalculation.run(router, now));
            router.spf().ran(now);
            summaries.update(now);
        }
    }

    private void advance(OspfInterface each, long now) {
        if (each.helloAt <= now) {
            router.hellos().sendPeriodic(each, now);
        }
        if (each.waitUntil <= now) {
            router.interfaces().waited(each, now);
        }
        if (each.floodAt <= now) {
            router.flooding().sendQueued(each, now);
        }
        if (each.acknowledgeAt <= now) {
            router.acknowledgments().send(each, now);
        }
        for (OspfNeighbor neighbor : List.copyOf(each.neighbors())) {
            advance(neighbor, now);
        }
    }

    private void advance(OspfNeighbor neighbor, long now) {
        if (neighbor.deadAt <= now) {
            router.neighbors().kill(neighbor, "Neighbor Down: Dead timer expired", now);
            return;
        }
        if (neighbor.pollAt <= now) {
            router.staticNeighbors().poll(neighbor, now);
        }
        if (neighbor.describeAgainAt <= now) {
            router.exchange().describeAgain(neighbor, now);
        }
        if (neighbor.requestAgainAt <= now) {
            router.exchange().ask(neighbor, now);
        }
        if (neighbor.retransmitAt <= now) {
            router.retransmissions().send(neighbor, now);
        }
    }

    /** When the first of it is due, in lab time, or {@link OspfTimes#NEVER}. */
    long nextDeadline() {
        LinkStateScope externals = router.externals();
        long next = Math.min(router.spf().dueAt(), Math.min(externals.ageAt, externals.originateAt));
        for (OspfInterface each : router.interfacesOf(externals)) {
            next = Math.min(next, each.nextDeadline());
        }
        for (OspfArea area : router.areasInOrder()) {
            LinkStateScope scope = area.scope();
            next = Math.min(Math.min(next, area.linksChangedAt), Math.min(scope.ageAt, scope.originateAt));
        }
        return next;
    }
}
