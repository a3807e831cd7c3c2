package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.OspfNeighbor.Unacknowledged;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateAcknowledgment;
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
        List<AgedHeader> direct = new ArrayList<>(0);
        List<AgedLsa> newerHere = new ArrayList<>(0);
        List<AgedLsa> lsas = update.lsas();
        for (int i = 0; i < lsas.size(); i++) {
            if (!take(from, lsas.get(i), direct, newerHere, now)) {
                break;
            }
        }
        OspfInterface on = from.on();
        sendAcknowledgments(on, from.address, direct, now);
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
            acknowledgeLater(on, received.header(), now);
        }
        if (self) {
            router.originations().receivedOwn(scope, entry, now);
        }
    }

    /** RFC 2328, 13 (7), and table 19 for the acknowledgment. */
    private void takeSame(OspfNeighbor from, LsaKey key, AgedLsa received, List<AgedHeader> direct, long now) {
        OspfInterface on = from.on();
        if (from.unacknowledged.remove(key) == null) {
            direct.add(received.header());
            return;
        }
        // It has what we would tell it, which acknowledges ours. Ours would have acknowledged its own, had it been
        // sent.
        boolean unsent = on.toFlood.containsKey(key);
        if (unsent || on.state == InterfaceState.BACKUP && isDesignated(from)) {
            acknowledgeLater(on, received.header(), now);
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
            addUnacknowledged(neighbor, entry, now);
            added = true;
        }
        return added;
    }

    private static void addUnacknowledged(OspfNeighbor neighbor, DatabaseEntry entry, long now) {
        neighbor.unacknowledged.put(entry.lsa().key(), new Unacknowledged(entry, now));
        neighbor.retransmitAt = Math.min(neighbor.retransmitAt, now + interval(neighbor));
    }

    /** Has an instance sent to one neighbour until it acknowledges it. */
    void retransmitTo(OspfNeighbor neighbor, DatabaseEntry entry, long now) {
        addUnacknowledged(neighbor, entry, now);
    }

    private static long interval(OspfNeighbor neighbor) {
        return neighbor.on().settings().retransmitSeconds() * OspfTimes.SECOND;
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
            router.spf().changed(now);
        }
    }

    /** Sends what has gathered for an interface, as far as anybody there still needs it. */
    void sendQueued(OspfInterface from, long now) {
        from.floodAt = OspfTimes.NEVER;
        List<AgedLsa> updates = new ArrayList<>(from.toFlood.size());
        int delay = from.settings().transmitDelaySeconds();
        for (Map.Entry<LsaKey, DatabaseEntry> queued : from.toFlood.entrySet()) {
            if (isAwaited(from, queued.getKey())) {
                updates.add(queued.getValue().sent(now, delay));
            }
        }
        from.toFlood.clear();
        sendUpdates(from, PacketOutput.floodDestination(from), updates, now);
    }

    private static boolean isAwaited(OspfInterface on, LsaKey key) {
        for (OspfNeighbor neighbor : on.neighbors()) {
            if (neighbor.unacknowledged.containsKey(key)) {
                return true;
            }
        }
        return false;
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
        router.packets()
                .send(
                        from,
                        destination,
                        new LinkStateUpdate(router.id(), from.area().id(), List.copyOf(lsas)),
                        now);
    }

    /** Sends again what was sent a retransmission interval ago and not acknowledged (RFC 2328, 13.6). */
    void retransmit(OspfNeighbor neighbor, long now) {
        long interval = interval(neighbor);
        int room = PacketOutput.room(neighbor.on(), LinkStateUpdate.FIXED_LENGTH) * OspfLimits.MAX_RETRANSMIT_PACKETS;
        List<DatabaseEntry> again = new ArrayList<>();
        for (Unacknowledged each : neighbor.unacknowledged.values()) {
            if (each.sentAt() + interval > now || room < each.entry().lsa().length() && !again.isEmpty()) {
                break;
            }
            room -= each.entry().lsa().length();
            again.add(each.entry());
        }
        List<AgedLsa> updates = new ArrayList<>(again.size());
        for (DatabaseEntry entry : again) {
            LsaKey key = entry.lsa().key();
            neighbor.unacknowledged.remove(key);
            neighbor.unacknowledged.put(key, new Unacknowledged(entry, now));
            updates.add(entry.sent(now, neighbor.on().settings().transmitDelaySeconds()));
            router.counters().lsaRetransmitted();
        }
        neighbor.retransmissions += updates.isEmpty() ? 0 : 1;
        sendUpdates(neighbor.on(), neighbor.address, updates, now);
        Iterator<Unacknowledged> first = neighbor.unacknowledged.values().iterator();
        neighbor.retransmitAt = first.hasNext()
                ? Math.max(first.next().sentAt() + interval, now + OspfTimes.FLOOD_PACING)
                : OspfTimes.NEVER;
    }

    private void acknowledgeLater(OspfInterface on, AgedHeader header, long now) {
        on.toAcknowledge.add(header);
        if (on.toAcknowledge.size() >= headersInPacket(on)) {
            acknowledge(on, now);
            return;
        }
        long half = on.settings().retransmitSeconds() * OspfTimes.SECOND / 2;
        on.acknowledgeAt = Math.min(on.acknowledgeAt, now + Math.min(half, OspfTimes.ACKNOWLEDGMENT_DELAY));
    }

    private static int headersInPacket(OspfInterface on) {
        return Math.max(PacketOutput.room(on, 0) / LsaHeader.LENGTH, 1);
    }

    /** Sends the acknowledgments that have gathered. */
    void acknowledge(OspfInterface on, long now) {
        on.acknowledgeAt = OspfTimes.NEVER;
        List<AgedHeader> gathered = on.toAcknowledge;
        on.toAcknowledge = new ArrayList<>();
        sendAcknowledgments(on, PacketOutput.floodDestination(on), gathered, now);
    }

    private void sendAcknowledgments(OspfInterface on, Ipv4Address destination, List<AgedHeader> headers, long now) {
        int count = headersInPacket(on);
        for (int i = 0; i < headers.size(); i += count) {
            List<AgedHeader> part = PacketOutput.part(headers, i, count);
            router.packets()
                    .send(
                            on,
                            destination,
                            new LinkStateAcknowledgment(router.id(), on.area().id(), part),
                            now);
        }
    }

    /** Takes in acknowledgments (RFC 2328, 13.7). */
    void receive(OspfNeighbor from, LinkStateAcknowledgment acknowledgment, long now) {
        if (!from.state.isAtLeast(NeighborState.EXCHANGE)) {
            router.counters().dropped(DropReason.WRONG_STATE);
            return;
        }
        List<AgedHeader> headers = acknowledgment.headers();
        for (int i = 0; i < headers.size(); i++) {
            AgedHeader header = headers.get(i);
            LsaKey key = header.header().key();
            Unacknowledged open = from.unacknowledged.get(key);
            if (open != null && isSame(header, open.entry(), now)) {
                from.unacknowledged.remove(key);
            }
        }
    }

    private static boolean isSame(AgedHeader header, DatabaseEntry entry, long now) {
        return header.header().compareRecency(header.ageSeconds(), entry.lsa().header(), entry.ageSeconds(now)) == 0;
    }

    /** Removes from the databases what was flushed and acknowledged (RFC 2328, 14). */
    void sweep(LinkStateScope scope, long now) {
        if (scope.flushed.isEmpty() || router.isExchanging(scope)) {
            return;
        }
        for (LsaKey key : List.copyOf(scope.flushed)) {
            boolean awaited = false;
            for (OspfInterface each : router.interfacesOf(scope)) {
                awaited |= isAwaited(each, key);
            }
            if (!awaited) {
                scope.flushed.remove(key);
                scope.database.remove(key);
                router.originations().removed(scope, key, now);
            }
        }
    }

    /** Tells everybody to forget an advertisement. */
    void flush(LinkStateScope scope, DatabaseEntry entry, long now) {
        DatabaseEntry dying = new DatabaseEntry(entry.lsa(), LsaHeader.MAX_AGE_SECONDS, false, now);
        flood(scope, dying, null, now);
        install(scope, entry, dying, now);
    }

    /** Flushes what has grown too old, and tells anew what is our own and half as old. */
    void age(LinkStateScope scope, long now) {
        scope.ageAt = OspfTimes.NEVER;
        for (DatabaseEntry entry : List.copyOf(scope.database.entries())) {
            LsaKey key = entry.lsa().key();
            if (scope.flushed.contains(key)) {
                continue;
            }
            boolean own = router.isOwn(key);
            long due = entry.reachesAge(own ? OspfTimes.REFRESH_SECONDS : LsaHeader.MAX_AGE_SECONDS);
            if (due > now) {
                scope.ageAt = Math.min(scope.ageAt, due);
            } else if (own) {
                router.originations().refresh(scope, key, entry, now);
            } else {
                flush(scope, entry, now);
            }
        }
    }
}
