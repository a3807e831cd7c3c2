package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/** Sends packets, authenticated as the interface wants it. */
final class PacketOutput {
    static final Ipv4Address ALL_ROUTERS = Ipv4Address.parse("224.0.0.5");
    static final Ipv4Address ALL_DESIGNATED = Ipv4Address.parse("224.0.0.6");
    /** Behind the packet, with cryptographic authentication. */
    private static final int MAX_TRAILER = 16;

    private final OspfOutput output;
    private final OspfCounters counters;
    private final int sequenceBase;

    PacketOutput(OspfOutput output, OspfCounters counters, int sequenceBase) {
        this.output = output;
        this.counters = counters;
        this.sequenceBase = sequenceBase;
    }

    void send(OspfInterface from, Ipv4Address destination, OspfPacket packet, long now) {
        counters.sent(packet);
        int sequence = sequenceBase + (int) (now / OspfTimes.SECOND);
        output.send(from, destination, from.settings().authentication().seal(packet, sequence));
    }

    /** To whom updates and acknowledgments go (RFC 2328, 13.3 and 13.5). */
    static Ipv4Address floodDestination(OspfInterface from) {
        return switch (from.state()) {
            case DR_OTHER, WAITING -> ALL_DESIGNATED;
            case DOWN, LOOPBACK, POINT_TO_POINT, BACKUP, DESIGNATED -> ALL_ROUTERS;
        };
    }

    /** The group, or, on a link that carries nothing to groups, all neighbours that take part in the exchange. */
    static List<Ipv4Address> destinations(OspfInterface from, Ipv4Address group) {
        if (!from.isNonBroadcast()) {
            return List.of(group);
        }
        return from.neighbors().stream()
                .filter(neighbor -> neighbor.state.isAtLeast(NeighborState.EXCHANGE))
                .map(OspfNeighbor::address)
                .toList();
    }

    /** Bytes of a packet that are left on the interface behind its header and so many others. */
    static int room(OspfInterface from, int fixedLength) {
        return from.settings().mtu() - Ipv4Packet.HEADER_LENGTH - OspfPacket.HEADER_LENGTH - MAX_TRAILER - fixedLength;
    }

    /** Parts of a list that fit into packets, one element each at least. */
    static <T> List<T> part(List<T> all, int from, int count) {
        return List.copyOf(all.subList(from, Math.min(all.size(), from + Math.max(count, 1))));
    }

    void debug(DebugTopic topic, OspfInterface where, String text) {
        output.debug(topic, where, text);
    }

    void debug(DebugTopic topic, String text) {
        output.debug(topic, text);
    }

    boolean isDebugging(DebugTopic topic) {
        return output.isDebugging(topic);
    }
}
