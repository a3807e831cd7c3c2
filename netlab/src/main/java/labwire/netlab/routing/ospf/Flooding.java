package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateUpdate;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * How advertisements come to all routers, reliably (RFC 2328, 13).
 *
 * <pre>
 *   update ──► newer? ──► database ──► interfaces' queues ──► updates, paced
 *                 │                └──► neighbours' lists of the unacknowledged
 *                 └─ no ──► acknowledged, or answered with what is newer here
 * </pre>
 */
final class Flooding {
    /** Instances of which it is remembered when they were sent back; then the oldest are forgotten. */
    private static final int MAX_SENT_BACK = 1_000;

    private final OspfRouter router;
    private final Map<LsaKey, Long> sentBackAt = new LinkedHashMap<>();

    Flooding(OspfRouter router) {
        this.router = router;
    }

    /** Takes in an update. */
    void receive(OspfNeighbor from, LinkStateUpdate update, long now) {
        if (!from.state.isAtLeast(NeighborState.EXCHANGE)) {
            router.counters().dropped(DropReason.WRONG_STATE);
            return;
        }
        boolean debugging = router.packets().isDebugging(DebugTopic.FLOOD);
        if (debugging) {
            debug(from.on(), "received update from " + from.address);
        }
        List<AgedHeader> direct = new ArrayList<>(0);
        List<AgedLsa> newerHere = new ArrayList<>(0);
        List<AgedLsa> lsas = update.lsas();
        for (int i = 0; i < lsas.size(); i++) {
            if (debugging) {
                AgedLsa received = lsas.get(i);
                debug(
                        from.on(),
                        "Rcv Update " + DebugText.instance(received.lsa().header(), received.ageSeconds()));
            }
            if (!take(from, lsas.get(i), direct, newerHere, now)) {
                break;
            }
        }
        OspfInterface on = from.on();
        router.acknowledgments().send(on, from.address, direct, now);
        sendUpdates(on, from.address, newerHere, now);
        for (OspfInterface each : on.area().interfaces()) {
            if (each.hasExchangingNeighbor()) {
                List.copyOf(each.neighbors())
                        .forEach(neighbor -> router.exchange().proceed(neighbor, now));
            }
        }
    }

    /** One advertisement; false if the conversation begins anew, and the others are not to be looked at. */
    private boolean take(
            OspfNeighbor from, AgedLsa received, List<AgedHeader> direct, List<AgedLsa> newerHere, long now) {
        router.counters().lsaReceived();
        LsaKey key = received.lsa().key();
        OspfArea area = from.on().area();
        if (key.type() == LsaType.EXTERNAL && area.settings().isStub()) {
            router.counters().dropped(DropReason.BAD_LSA);
            return true;
        }
        LinkStateScope scope = router.scopeOf(area, key.type());
        DatabaseEntry own = scope.database.find(key);
        if (own == null && received.isMaxAge() && !router.isExchanging(scope)) {
            direct.add(received.header());
            return true;
        }
        int recency = own == null ? 1 : recency(received, own, now);
        if (recency > 0) {
            takeNewer(from, scope, own, received, now);
        } else if (from.wanted(key) != null) {
            router.neighbors().restart(from, "Bad LSReq", now);
            return false;
        } else if (recency == 0) {
            takeSame(from, key, received, direct, now);
        } else if (own != null && mayBeSentBack(key, own, now)) {
            newerHere.add(own.sent(now, from.on().settings().transmitDelaySeconds()));
        }
        return true;
    }

    private static int recency(AgedLsa received, DatabaseEntry own, long now) {
        return received.lsa()
                .header()
                .compareRecency(received.ageSeconds(), own.lsa().header(), own.ageSeconds(now));
    }

    /** RFC 2328, 13 (5). */
    private void takeNewer(
            OspfNeighbor from, LinkStateScope scope, @Nullable DatabaseEntry own, AgedLsa received, long now) {
        LsaKey key = received.lsa().key();
        boolean self = router.isOwn(key);
        if (own != null && !self && own.isTooYoung(now)) {
            router.counters().dropped(DropReason.LSA_TOO_SOON);
            return;
        }
        if (own == null && scope.database.size() >= OspfLimits.MAX_LSAS) {
            router.counters().dropped(DropReason.TOO_MANY_LSAS);
            return;
        }
        DatabaseEntry entry = new DatabaseEntry(received.lsa(), received.ageSeconds(), from.wanted(key) == null, now);
        OspfInterface on = from.on();
        boolean floodedBack = flood(scope, entry, from, now);
        install(scope, own, entry, now);
        if (!floodedBack && (on.state != InterfaceState.BACKUP || isDesignated(from))) {
            router.acknowledgments().later(on, received.header(), now);
        }
        if (self) {
            router.originations().receivedOwn(scope, entry, now);
        }
    }

    /** RFC 2328, 13 (7), and table 19 for the acknowledgment. */
    private void takeSame(OspfNeighbor from, LsaKey key, AgedLsa received, List<AgedHeader> direct, long now) {
        OspfInterface on = from.on();
        if (router.packets().isDebugging(DebugTopic.FLOOD)) {
            debug(on, "Received same lsa");
        }
        if (from.unacknowledged.remove(key) == null) {
            direct.add(received.header());
            return;
        }
        // It has what we would tell it, which acknowledges ours. Ours would have acknowledged its own, had it been
        // sent.
        boolean unsent = on.toFlood.containsKey(key);
        if (unsent || on.state == InterfaceState.BACKUP && isDesignated(from)) {
            router.acknowledgments().later(on, received.header(), now);
        }
    }

    private static boolean isDesignated(OspfNeighbor neighbor) {
        return neighbor.address.equals(neighbor.on().designated);
    }

    private static boolean isBackup(OspfNeighbor neighbor) {
        return neighbor.address.equals(neighbor.on().backup);
    }

    /** RFC 2328, 13 (8). */
    private boolean mayBeSentBack(LsaKey key, DatabaseEntry own, long now) {
        if (own.isMaxAge(now) && own.lsa().header().sequence() == LsaHeader.MAX_SEQUENCE) {
            return false;
        }
        Long last = sentBackAt.remove(key);
        boolean soon = last != null && now - last < OspfTimes.MIN_LS_ARRIVAL;
        if (sentBackAt.size() >= MAX_SENT_BACK) {
            Iterator<LsaKey> oldest = sentBackAt.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        sentBackAt.put(key, soon ? last : Long.valueOf(now));
        return !soon;
    }

    /**
     * Puts an instance on the way to all neighbours but the one from which it came (RFC 2328, 13.3).
     *
     * @return true if it goes out where it came in
     */
    boolean flood(LinkStateScope scope, DatabaseEntry entry, @Nullable OspfNeighbor from, long now) {
        boolean floodedBack = false;
        for (OspfInterface each : router.interfacesOf(scope)) {
            if (!scope.includes(each) || !addToNeighbors(each, entry, from, now)) {
                continue;
            }
            if (from != null && from.on() == each) {
                if (isDesignated(from) || isBackup(from) || each.state == InterfaceState.BACKUP) {
                    continue;
                }
                floodedBack = true;
            }
            each.toFlood.put(entry.lsa().key(), entry);
            each.floodAt = Math.min(each.floodAt, now + OspfTimes.FLOOD_PACING);
        }
        return floodedBack;
    }

    /** True if a neighbour of the interface is to get it. */
    private static boolean addToNeighbors(
            OspfInterface on, DatabaseEntry entry, @Nullable OspfNeighbor from, long now) {
        LsaKey key = entry.lsa().key();
        boolean added = false;
        for (OspfNeighbor neighbor : on.neighbors()) {
            if (!neighbor.state.isAtLeast(NeighborState.EXCHANGE)) {
                continue;
            }
            neighbor.unacknowledged.remove(key);
            if (neighbor == from) {
                neighbor.noLongerWanted(key);
                continue;
            }
            AgedHeader wanted = neighbor.state == NeighborState.FULL ? null : neighbor.wanted(key);
            if (wanted != null) {
                int recency = entry.header(now).compareRecency(wanted);
                if (recency >= 0) {
                    neighbor.noLongerWanted(key);
                }
                if (recency <= 0) {
                    continue;
                }
            }
            Retransmissions.add(neighbor, entry, now);
            added = true;
        }
        return added;
    }

    /** Puts an instance into the database (RFC 2328, 13.2). */
    void install(LinkStateScope scope, @Nullable DatabaseEntry old, DatabaseEntry entry, long now) {
        LsaKey key = entry.lsa().key();
        scope.database.put(entry);
        boolean dies = entry.isMaxAge(now);
        if (dies) {
            scope.flushed.add(key);
        } else {
            int due = router.isOwn(key) ? OspfTimes.REFRESH_SECONDS : LsaHeader.MAX_AGE_SECONDS;
            scope.ageAt = Math.min(scope.ageAt, entry.reachesAge(due));
            scope.flushed.remove(key);
        }
        boolean died = old == null || old.isMaxAge(now);
        if (died != dies || old != null && !old.lsa().hasContentOf(entry.lsa())) {
            if (router.packets().isDebugging(DebugTopic.SPF)) {
                String area = scope.area == null ? "" : ", area " + Areas.text(scope.area.id());
                router.packets()
                        .debug(
                                DebugTopic.SPF,
                                "Detect change in LSA type " + key.type().number() + ", LSID " + key.id() + ", from "
                                        + key.advertisingRouter() + area);
            }
            router.spf().changed(now);
        }
    }

    private void debug(OspfInterface where, String text) {
        router.packets().debug(DebugTopic.FLOOD, where, text);
    }

    /** Sends what has gathered for an interface, as far as anybody there still needs it. */
    void sendQueued(OspfInterface from, long now) {
        from.floodAt = OspfTimes.NEVER;
        List<AgedLsa> updates = new ArrayList<>(from.toFlood.size());
        int delay = from.settings().transmitDelaySeconds();
        for (Map.Entry<LsaKey, DatabaseEntry> queued : from.toFlood.entrySet()) {
            if (Retransmissions.awaits(from, queued.getKey())) {
                updates.add(queued.getValue().sent(now, delay));
            }
        }
        from.toFlood.clear();
        if (!updates.isEmpty() && router.packets().isDebugging(DebugTopic.FLOOD)) {
            debug(
                    from,
                    "Flooding update to " + PacketOutput.floodDestination(from) + " Area "
                            + Areas.text(from.area().id()));
        }
        for (Ipv4Address to : PacketOutput.destinations(from, PacketOutput.floodDestination(from))) {
            sendUpdates(from, to, updates, now);
        }
    }

    /** Sends advertisements in as few packets as the MTU allows; one that is too long is left to fragmentation. */
    void sendUpdates(OspfInterface from, Ipv4Address destination, List<AgedLsa> lsas, long now) {
        int room = PacketOutput.room(from, LinkStateUpdate.FIXED_LENGTH);
        int begin = 0;
        int length = 0;
        for (int i = 0; i < lsas.size(); i++) {
            int next = lsas.get(i).lsa().length();
            if (i > begin && length + next > room) {
                sendUpdate(from, destination, lsas.subList(begin, i), now);
                begin = i;
                length = 0;
            }
            length += next;
        }
        if (begin < lsas.size()) {
            sendUpdate(from, destination, lsas.subList(begin, lsas.size()), now);
        }
    }

    private void sendUpdate(OspfInterface from, Ipv4Address destination, List<AgedLsa> lsas, long now) {
        if (router.packets().isDebugging(DebugTopic.FLOOD)) {
            debug(from, "Sending update to " + destination);
            lsas.forEach(
                    each -> debug(from, "Send " + DebugText.instance(each.lsa().header(), each.ageSeconds())));
        }
        router.packets()
                .send(
                        from,
                        destination,
                        new LinkStateUpdate(router.id(), from.area().id(), List.copyOf(lsas)),
                        now);
    }
}
