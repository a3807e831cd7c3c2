package labwire.netlab.routing.ospf;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import labwire.netlab.routing.ospf.packet.OspfPacket;

/** What came and went, and what was dropped and why. Lab thread only. */
public final class OspfCounters {
    /** Why a packet, or an advertisement, was dropped. */
    public enum DropReason {
        MALFORMED,
        NOT_AUTHENTIC,
        WRONG_AREA,
        WRONG_DESTINATION,
        /** Not from the interface's network. */
        WRONG_SOURCE,
        OWN_ROUTER_ID,
        HELLO_MISMATCH,
        UNKNOWN_NEIGHBOR,
        /** Of a packet that the conversation has not come to yet. */
        WRONG_STATE,
        MTU_MISMATCH,
        PASSIVE,
        TOO_MANY_NEIGHBORS,
        BAD_LSA,
        TOO_MANY_LSAS,
        LSA_TOO_SOON
    }

    /** Packets of one kind, one way. */
    private static final class Tally {
        long packets;
        long bytes;

        void count(OspfPacket packet) {
            packets++;
            bytes += packet.length();
        }
    }

    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final Map<OspfPacket.Kind, Tally> received = new EnumMap<>(OspfPacket.Kind.class);
    private final Map<OspfPacket.Kind, Tally> sent = new EnumMap<>(OspfPacket.Kind.class);
    private long lsasReceived;
    private long lsasRetransmitted;
    private long lsasOriginated;

    OspfCounters() {
        for (OspfPacket.Kind kind : OspfPacket.Kind.values()) {
            received.put(kind, new Tally());
            sent.put(kind, new Tally());
        }
    }

    private static Tally of(Map<OspfPacket.Kind, Tally> tallies, OspfPacket.Kind kind) {
        return Objects.requireNonNull(tallies.get(kind));
    }

    void dropped(DropReason reason) {
        dropped(reason, 1);
    }

    void dropped(DropReason reason, int count) {
        dropped.merge(reason, (long) count, Long::sum);
    }

    void received(OspfPacket packet) {
        of(received, packet.kind()).count(packet);
    }

    void sent(OspfPacket packet) {
        of(sent, packet.kind()).count(packet);
    }

    void lsaReceived() {
        lsasReceived++;
    }

    void lsaRetransmitted() {
        lsasRetransmitted++;
    }

    void lsaOriginated() {
        lsasOriginated++;
    }

    public long droppedFor(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    public long received(OspfPacket.Kind kind) {
        return of(received, kind).packets;
    }

    public long sent(OspfPacket.Kind kind) {
        return of(sent, kind).packets;
    }

    /** Without IP headers, and without what authentication adds. */
    public long receivedBytes(OspfPacket.Kind kind) {
        return of(received, kind).bytes;
    }

    /** Without IP headers, and without what authentication adds. */
    public long sentBytes(OspfPacket.Kind kind) {
        return of(sent, kind).bytes;
    }

    public long lsasReceived() {
        return lsasReceived;
    }

    public long lsasRetransmitted() {
        return lsasRetransmitted;
    }

    public long lsasOriginated() {
        return lsasOriginated;
    }
}
