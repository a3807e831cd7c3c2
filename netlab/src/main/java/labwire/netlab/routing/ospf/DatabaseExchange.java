package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateRequest;

/**
 * How two neighbours bring their databases to the same state (RFC 2328, 10.6 to 10.9).
 *
 * <pre>
 *   EX_START   ──► who leads?          descriptions with I, M, MS
 *   EXCHANGE   ──► what have you?      descriptions, one of the leader's for one of the other's
 *   LOADING    ──► give me what I miss requests and updates
 *   FULL
 * </pre>
 */
final class DatabaseExchange {
    private final OspfRouter router;

    DatabaseExchange(OspfRouter router) {
        this.router = router;
    }

    /** Claims to lead; what follows decides. */
    void start(OspfNeighbor neighbor, long now) {
        neighbor.descriptionSequence =
                neighbor.descriptionSequence == 0 ? (int) (now / 1_000_000 + 1) : neighbor.descriptionSequence + 1;
        neighbor.weLead = true;
        neighbor.lastReceived = null;
        describe(neighbor, description(neighbor, true, true, List.of()), now);
    }

    void receive(OspfNeighbor neighbor, DatabaseDescription received, long now) {
        debug(neighbor, "Rcv", received, "  mtu " + received.mtu() + " state " + neighbor.state.shortName());
        InterfaceSettings settings = neighbor.on().settings();
        if (received.mtu() > settings.mtu() && !settings.mtuIgnored()) {
            router.counters().dropped(DropReason.MTU_MISMATCH);
            debug(neighbor, "Nbr " + neighbor.id() + " has larger interface MTU");
            return;
        }
        switch (neighbor.state) {
            case DOWN, ATTEMPT, TWO_WAY -> router.counters().dropped(DropReason.WRONG_STATE);
            case INIT -> {
                router.neighbors().twoWayReceived(neighbor, now);
                if (neighbor.state == NeighborState.EX_START) {
                    negotiate(neighbor, received, now);
                }
            }
            case EX_START -> negotiate(neighbor, received, now);
            case EXCHANGE -> {
                if (isDuplicate(neighbor, received)) {
                    answerDuplicate(neighbor, now);
                } else {
                    continueExchange(neighbor, received, now);
                }
            }
            case LOADING, FULL -> {
                if (isDuplicate(neighbor, received)) {
                    answerDuplicate(neighbor, now);
                } else {
                    router.neighbors().restart(neighbor, "Seq Number Mismatch", now);
                }
            }
        }
    }

    private void negotiate(OspfNeighbor neighbor, DatabaseDescription received, long now) {
        boolean itLeads = neighbor.id().compareTo(router.id()) > 0;
        boolean itClaims = received.init()
                && received.more()
                && received.master()
                && received.headers().isEmpty();
        boolean itYields =
                !received.init() && !received.master() && received.sequence() == neighbor.descriptionSequence;
        if (itClaims && itLeads) {
            neighbor.weLead = false;
            // So that the claim itself is the next in sequence.
            neighbor.descriptionSequence = received.sequence() - 1;
            neighbor.describeAgainAt = OspfTimes.NEVER;
            debugNegotiated(neighbor, "SLAVE");
        } else if (itYields && !itLeads) {
            debugNegotiated(neighbor, "MASTER");
        } else {
            return;
        }
        neighbor.options = received.options();
        gatherSummaries(neighbor, now);
        debug(neighbor, "Nbr " + neighbor.id() + ": Summary list built, size " + neighbor.summaries.size());
        router.neighbors().negotiated(neighbor, now);
        accept(neighbor, received, now);
    }

    /** All that is held is to be told; what is being flushed is told as such (10.3, NegotiationDone). */
    private void gatherSummaries(OspfNeighbor neighbor, long now) {
        for (LinkStateScope scope : router.scopes()) {
            if (!scope.includes(neighbor.on())
                    || scope.area != null && scope.area != neighbor.on().area()) {
                continue;
            }
            for (DatabaseEntry entry : scope.database.entries()) {
                if (entry.isMaxAge(now)) {
                    Retransmissions.add(neighbor, entry, now);
                } else {
                    neighbor.summaries.add(entry);
                }
            }
        }
    }

    private static boolean isDuplicate(OspfNeighbor neighbor, DatabaseDescription received) {
        DatabaseDescription last = neighbor.lastReceived;
        return last != null
                && last.init() == received.init()
                && last.more() == received.more()
                && last.master() == received.master()
                && last.options() == received.options()
                && last.sequence() == received.sequence();
    }

    /** The leader sends again by a timer of its own; the other one only when asked again. */
    private void answerDuplicate(OspfNeighbor neighbor, long now) {
        DatabaseDescription last = neighbor.lastSent;
        if (!neighbor.weLead && last != null) {
            describe(neighbor, last, now);
        }
    }

    private void continueExchange(OspfNeighbor neighbor, DatabaseDescription received, long now) {
        int expected = neighbor.weLead ? neighbor.descriptionSequence : neighbor.descriptionSequence + 1;
        if (received.init()
                || received.master() == neighbor.weLead
                || received.options() != neighbor.options
                || received.sequence() != expected) {
            router.neighbors().restart(neighbor, "Seq Number Mismatch", now);
        } else {
            accept(neighbor, received, now);
        }
    }

    /** Takes in the next description in sequence and sends the next of our own. */
    private void accept(OspfNeighbor neighbor, DatabaseDescription received, long now) {
        neighbor.lastReceived = received;
        for (AgedHeader header : received.headers()) {
            LsaKey key = header.header().key();
            if (key.type() == LsaType.EXTERNAL
                    && neighbor.on().area().settings().isStub()) {
                router.neighbors().restart(neighbor, "Seq Number Mismatch", now);
                return;
            }
            DatabaseEntry own =
                    router.scopeOf(neighbor.on().area(), key.type()).database.find(key);
            if ((own == null || header.compareRecency(own.header(now)) > 0)
                    && neighbor.requests.size() < OspfLimits.MAX_LSAS) {
                neighbor.requests.put(key, header);
            }
        }
        DatabaseDescription lastSent = neighbor.lastSent;
        boolean weAreDone = lastSent != null && !lastSent.more();
        if (!neighbor.weLead || !weAreDone || received.more()) {
            neighbor.descriptionSequence++;
            describe(neighbor, nextDescription(neighbor, now), now);
        } else {
            router.neighbors().exchanged(neighbor, now);
            return;
        }
        if (!neighbor.weLead && !received.more() && neighbor.summaries.isEmpty()) {
            router.neighbors().exchanged(neighbor, now);
        } else {
            proceed(neighbor, now);
        }
    }

    private DatabaseDescription nextDescription(OspfNeighbor neighbor, long now) {
        int room = PacketOutput.room(neighbor.on(), DatabaseDescription.FIXED_LENGTH) / LsaHeader.LENGTH;
        List<AgedHeader> headers = new ArrayList<>();
        while (headers.size() < Math.max(room, 1) && !neighbor.summaries.isEmpty()) {
            headers.add(neighbor.summaries.remove().header(now));
        }
        return description(neighbor, false, !neighbor.summaries.isEmpty(), headers);
    }

    private DatabaseDescription description(
            OspfNeighbor neighbor, boolean init, boolean more, List<AgedHeader> headers) {
        OspfInterface on = neighbor.on();
        return new DatabaseDescription(
                router.id(),
                on.area().id(),
                on.settings().mtu(),
                on.area().options(),
                init,
                more,
                neighbor.weLead,
                neighbor.descriptionSequence,
                headers);
    }

    private void describe(OspfNeighbor neighbor, DatabaseDescription description, long now) {
        neighbor.lastSent = description;
        if (neighbor.weLead) {
            neighbor.describeAgainAt = now + neighbor.on().settings().retransmitSeconds() * OspfTimes.SECOND;
        }
        debug(neighbor, "Send", description, "");
        router.packets().send(neighbor.on(), neighbor.address, description, now);
    }

    void describeAgain(OspfNeighbor neighbor, long now) {
        DatabaseDescription last = neighbor.lastSent;
        neighbor.describeAgainAt = OspfTimes.NEVER;
        if (last != null) {
            describe(neighbor, last, now);
        }
    }

    /** Asks for more once all that was asked for has come; ends the loading when nothing is left. */
    void proceed(OspfNeighbor neighbor, long now) {
        if (!neighbor.isExchanging() || !neighbor.asked.isEmpty()) {
            return;
        }
        neighbor.requestAgainAt = OspfTimes.NEVER;
        if (!neighbor.requests.isEmpty()) {
            int room = PacketOutput.room(neighbor.on(), 0) / LinkStateRequest.KEY_LENGTH;
            Iterator<Map.Entry<LsaKey, AgedHeader>> next =
                    neighbor.requests.entrySet().iterator();
            while (next.hasNext() && neighbor.asked.size() < Math.max(room, 1)) {
                Map.Entry<LsaKey, AgedHeader> request = next.next();
                neighbor.asked.put(request.getKey(), request.getValue());
                next.remove();
            }
            ask(neighbor, now);
        } else if (neighbor.state == NeighborState.LOADING) {
            router.neighbors().loaded(neighbor, now);
        }
    }

    /** Asks, perhaps again, for what has not come. */
    void ask(OspfNeighbor neighbor, long now) {
        neighbor.requestAgainAt = now + neighbor.on().settings().retransmitSeconds() * OspfTimes.SECOND;
        OspfInterface on = neighbor.on();
        LinkStateRequest request =
                new LinkStateRequest(router.id(), on.area().id(), List.copyOf(neighbor.asked.keySet()));
        debug(neighbor, "Send LS REQ to " + neighbor.id() + " length " + request.length());
        router.packets().send(on, neighbor.address, request, now);
    }

    /** Answers a request (10.7). */
    void receive(OspfNeighbor neighbor, LinkStateRequest request, long now) {
        if (!neighbor.state.isAtLeast(NeighborState.EXCHANGE)) {
            router.counters().dropped(DropReason.WRONG_STATE);
            return;
        }
        debug(
                neighbor,
                "Rcv LS REQ from " + neighbor.id() + " length " + request.length() + " LSA count "
                        + request.keys().size());
        List<AgedLsa> answer = new ArrayList<>(request.keys().size());
        for (LsaKey key : request.keys()) {
            DatabaseEntry entry =
                    router.scopeOf(neighbor.on().area(), key.type()).database.find(key);
            if (entry == null) {
                router.neighbors().restart(neighbor, "Bad LSReq", now);
                return;
            }
            answer.add(entry.sent(now, neighbor.on().settings().transmitDelaySeconds()));
        }
        debug(neighbor, "Send LS UPD to " + neighbor.address + " LSA count " + answer.size());
        router.flooding().sendUpdates(neighbor.on(), neighbor.address, answer, now);
    }

    private void debugNegotiated(OspfNeighbor neighbor, String part) {
        debug(neighbor, "NBR Negotiation Done. We are the " + part);
    }

    private void debug(OspfNeighbor neighbor, String text) {
        if (router.packets().isDebugging(DebugTopic.ADJ)) {
            router.packets().debug(DebugTopic.ADJ, neighbor.on(), text);
        }
    }

    private void debug(OspfNeighbor neighbor, String verb, DatabaseDescription packet, String more) {
        if (router.packets().isDebugging(DebugTopic.ADJ)) {
            int flags = (packet.init() ? 4 : 0) | (packet.more() ? 2 : 0) | (packet.master() ? 1 : 0);
            String text = String.format(
                    Locale.ROOT,
                    "%s DBD %s %s seq 0x%X opt 0x%X flag 0x%X len %d%s",
                    verb,
                    verb.equals("Send") ? "to" : "from",
                    neighbor.id(),
                    packet.sequence(),
                    packet.options(),
                    flags,
                    packet.length(),
                    more);
            router.packets().debug(DebugTopic.ADJ, neighbor.on(), text);
        }
    }
}
