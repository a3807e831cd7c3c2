package labwire.netlab.routing.ospf;

import labwire.netlab.wire.Ipv4Address;

/** The events of a neighbour (RFC 2328, 10.3). */
final class NeighborMachine {
    private final OspfRouter router;
    private final OspfOutput output;

    NeighborMachine(OspfRouter router, OspfOutput output) {
        this.router = router;
        this.output = output;
    }

    /** Start: it is known by its address alone. */
    void start(OspfNeighbor neighbor, long now) {
        neighbor.deadAt = now + neighbor.on().settings().deadSeconds() * OspfTimes.SECOND;
        change(neighbor, NeighborState.ATTEMPT, "Start", now);
        if (StaticNeighbors.isGreeted(neighbor)) {
            router.hellos().send(neighbor.on(), neighbor.address, now);
        }
    }

    void helloReceived(OspfNeighbor neighbor, long now) {
        if (!neighbor.isHeard()) {
            neighbor.pollAt = OspfTimes.NEVER;
            change(neighbor, NeighborState.INIT, "Received Hello", now);
        }
    }

    void twoWayReceived(OspfNeighbor neighbor, long now) {
        if (neighbor.state != NeighborState.INIT) {
            return;
        }
        neighbor.on().electionDue |= neighbor.on().elects();
        debug(neighbor, "2 Way Communication to " + neighbor.id() + ", state 2WAY");
        if (shouldBeAdjacent(neighbor)) {
            start(neighbor, "2-Way Received", now);
        } else {
            change(neighbor, NeighborState.TWO_WAY, "2-Way Received", now);
        }
    }

    void oneWay(OspfNeighbor neighbor, long now) {
        if (neighbor.state.isAtLeast(NeighborState.TWO_WAY)) {
            neighbor.clearLists();
            neighbor.on().electionDue |= neighbor.on().elects();
            debug(neighbor, "Cannot see ourself in hello from " + neighbor.id() + ", state INIT");
            change(neighbor, NeighborState.INIT, "1-Way", now);
        }
    }

    /** NegotiationDone. */
    void negotiated(OspfNeighbor neighbor, long now) {
        change(neighbor, NeighborState.EXCHANGE, "Negotiation Done", now);
    }

    /** ExchangeDone. */
    void exchanged(OspfNeighbor neighbor, long now) {
        neighbor.describeAgainAt = OspfTimes.NEVER;
        debug(neighbor, "Exchange Done with " + neighbor.id());
        change(neighbor, NeighborState.LOADING, "Exchange Done", now);
        router.exchange().proceed(neighbor, now);
    }

    /** LoadingDone. */
    void loaded(OspfNeighbor neighbor, long now) {
        debug(neighbor, "Synchronized with " + neighbor.id() + ", state FULL");
        change(neighbor, NeighborState.FULL, "Loading Done", now);
    }

    /** SeqNumberMismatch, BadLSReq: the exchange begins anew. */
    void restart(OspfNeighbor neighbor, String reason, long now) {
        if (neighbor.state.isAtLeast(NeighborState.EXCHANGE)) {
            start(neighbor, reason, now);
        }
    }

    /** AdjOK?. */
    void reconsider(OspfNeighbor neighbor, long now) {
        boolean adjacent = shouldBeAdjacent(neighbor);
        if (neighbor.state == NeighborState.TWO_WAY && adjacent) {
            start(neighbor, "AdjOK?", now);
        } else if (neighbor.state.isAtLeast(NeighborState.EX_START) && !adjacent) {
            neighbor.clearLists();
            change(neighbor, NeighborState.TWO_WAY, "AdjOK?", now);
        }
    }

    /** KillNbr, LLDown, InactivityTimer: it is forgotten. */
    void kill(OspfNeighbor neighbor, String reason, long now) {
        OspfInterface on = neighbor.on();
        neighbor.clearLists();
        neighbor.deadAt = OspfTimes.NEVER;
        debug(neighbor, "Nbr " + neighbor.id() + ": Clean-up dbase exchange");
        on.electionDue |= on.elects();
        on.remove(neighbor);
        change(neighbor, NeighborState.DOWN, reason, now);
    }

    private void start(OspfNeighbor neighbor, String reason, long now) {
        neighbor.clearLists();
        debug(neighbor, "Nbr " + neighbor.id() + ": Prepare dbase exchange");
        change(neighbor, NeighborState.EX_START, reason, now);
        router.exchange().start(neighbor, now);
    }

    private void debug(OspfNeighbor about, String text) {
        if (router.packets().isDebugging(DebugTopic.ADJ)) {
            router.packets().debug(DebugTopic.ADJ, about.on(), text);
        }
    }

    /** RFC 2328, 10.4. */
    private static boolean shouldBeAdjacent(OspfNeighbor neighbor) {
        OspfInterface on = neighbor.on();
        Ipv4Address address = neighbor.address;
        return switch (on.state) {
            case POINT_TO_POINT, BACKUP, DESIGNATED -> true;
            case DR_OTHER, WAITING -> address.equals(on.designated) || address.equals(on.backup);
            case DOWN, LOOPBACK -> false;
        };
    }

    private void change(OspfNeighbor neighbor, NeighborState next, String reason, long now) {
        NeighborState last = neighbor.state;
        if (last == next) {
            return;
        }
        neighbor.state = next;
        neighbor.changedAt = now;
        neighbor.stateChanges++;
        if (last == NeighborState.FULL || next == NeighborState.FULL) {
            router.linksChanged(neighbor.on().area(), now);
        }
        output.adjacencyChanged(neighbor, last, next, reason);
    }
}
