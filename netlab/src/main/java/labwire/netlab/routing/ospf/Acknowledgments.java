package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.OspfNeighbor.Unacknowledged;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateAcknowledgment;
import labwire.netlab.wire.Ipv4Address;

/** Acknowledgments, at once or gathered, and those of others (RFC 2328, 13.5 and 13.7). */
final class Acknowledgments {
    private final OspfRouter router;

    Acknowledgments(OspfRouter router) {
        this.router = router;
    }

    /** Lets the acknowledgment of a flooded instance gather with others. */
    void later(OspfInterface on, AgedHeader header, long now) {
        on.toAcknowledge.add(header);
        if (on.toAcknowledge.size() >= headersInPacket(on)) {
            send(on, now);
            return;
        }
        long half = on.settings().retransmitSeconds() * OspfTimes.SECOND / 2;
        on.acknowledgeAt = Math.min(on.acknowledgeAt, now + Math.min(half, OspfTimes.ACKNOWLEDGMENT_DELAY));
    }

    private static int headersInPacket(OspfInterface on) {
        return Math.max(PacketOutput.room(on, 0) / LsaHeader.LENGTH, 1);
    }

    /** Sends the acknowledgments that have gathered. */
    void send(OspfInterface on, long now) {
        on.acknowledgeAt = OspfTimes.NEVER;
        List<AgedHeader> gathered = on.toAcknowledge;
        on.toAcknowledge = new ArrayList<>();
        if (router.packets().isDebugging(DebugTopic.FLOOD)) {
            debug(on, "Sending delayed ACK");
        }
        for (Ipv4Address to : PacketOutput.destinations(on, PacketOutput.floodDestination(on))) {
            send(on, to, gathered, now);
        }
    }

    /** Sends acknowledgments at once. */
    void send(OspfInterface on, Ipv4Address destination, List<AgedHeader> headers, long now) {
        if (router.packets().isDebugging(DebugTopic.FLOOD)) {
            headers.forEach(each -> debug(on, "Ack " + DebugText.instance(each.header(), each.ageSeconds())));
        }
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
        boolean debugging = router.packets().isDebugging(DebugTopic.FLOOD);
        if (debugging) {
            debug(from.on(), "Received ACK from " + from.address);
        }
        List<AgedHeader> headers = acknowledgment.headers();
        for (int i = 0; i < headers.size(); i++) {
            AgedHeader header = headers.get(i);
            LsaKey key = header.header().key();
            if (debugging) {
                debug(from.on(), "Rcv Ack " + DebugText.instance(header.header(), header.ageSeconds()));
            }
            Unacknowledged open = from.unacknowledged.get(key);
            if (open != null && isSame(header, open.entry(), now)) {
                from.unacknowledged.remove(key);
            }
        }
    }

    private void debug(OspfInterface where, String text) {
        router.packets().debug(DebugTopic.FLOOD, where, text);
    }

    private static boolean isSame(AgedHeader header, DatabaseEntry entry, long now) {
        return header.header().compareRecency(header.ageSeconds(), entry.lsa().header(), entry.ageSeconds(now)) == 0;
    }
}
