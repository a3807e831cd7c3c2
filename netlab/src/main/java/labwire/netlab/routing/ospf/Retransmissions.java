package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import labwire.netlab.routing.ospf.OspfNeighbor.Unacknowledged;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateUpdate;

/** What neighbours have not acknowledged, sent again until they do (RFC 2328, 13.6). */
final class Retransmissions {
    private final OspfRouter router;

    Retransmissions(OspfRouter router) {
        this.router = router;
    }

    /** Has an instance sent to a neighbour, a retransmission interval from now on, until it acknowledges it. */
    static void add(OspfNeighbor neighbor, DatabaseEntry entry, long now) {
        neighbor.unacknowledged.put(entry.lsa().key(), new Unacknowledged(entry, now));
        neighbor.retransmitAt = Math.min(neighbor.retransmitAt, now + interval(neighbor));
    }

    private static long interval(OspfNeighbor neighbor) {
        return neighbor.on().settings().retransmitSeconds() * OspfTimes.SECOND;
    }

    /** True if a neighbour on the interface has yet to acknowledge an advertisement. */
    static boolean awaits(OspfInterface on, LsaKey key) {
        for (OspfNeighbor neighbor : on.neighbors()) {
            if (neighbor.unacknowledged.containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    /** Sends again what was sent a retransmission interval ago and not acknowledged. */
    void send(OspfNeighbor neighbor, long now) {
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
        if (!updates.isEmpty() && router.packets().isDebugging(DebugTopic.FLOOD)) {
            router.packets()
                    .debug(
                            DebugTopic.FLOOD,
                            neighbor.on(),
                            "Retransmitting update to nbr " + neighbor.id() + " (" + neighbor.address + ")");
        }
        neighbor.retransmissions += updates.isEmpty() ? 0 : 1;
        router.flooding().sendUpdates(neighbor.on(), neighbor.address, updates, now);
        Iterator<Unacknowledged> first = neighbor.unacknowledged.values().iterator();
        neighbor.retransmitAt = first.hasNext()
                ? Math.max(first.next().sentAt() + interval, now + OspfTimes.FLOOD_PACING)
                : OspfTimes.NEVER;
    }
}
