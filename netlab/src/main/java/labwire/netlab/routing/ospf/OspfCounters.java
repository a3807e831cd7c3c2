package labwire.netlab.routing.ospf;

import java.util.EnumMap;
import java.util.Map;
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

    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final Map<OspfPacket.Kind, Long> received = new EnumMap<>(OspfPacket.Kind.class);
    private final Map<OspfPacket.Kind, Long> sent = new EnumMap<>(OspfPacket.Kind.class);
    private long lsasReceived;
    private long lsasRetransmitted;
    private long lsasOriginated;

    OspfCounters() {}

    void dropped(DropReason reason) {
        dropped(reason, 1);
    }

    void dropped(DropReason reason, int count) {
        dropped.merge(reason, (long) count, Long::sum);
    }

    void received(OspfPacket packet) {
        received.merge(packet.kind(), 1L, Long::sum);
    }

    void sent(OspfPacket packet) {
        sent.merge(packet.kind(), 1L, Long::sum);
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
        return received.getOrDefault(kind, 0L);
    }

    public long sent(OspfPacket.Kind kind) {
        return sent.getOrDefault(kind, 0L);
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
