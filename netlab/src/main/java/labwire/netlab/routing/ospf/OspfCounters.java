package labwire.netlab.routing.ospf;

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

    private static final DropReason[] REASONS = DropReason.values();
    private static final OspfPacket.Kind[] KINDS = OspfPacket.Kind.values();

    private final long[] dropped = new long[REASONS.length];
    private final long[] received = new long[KINDS.length];
    private final long[] sent = new long[KINDS.length];
    private long lsasReceived;
    private long lsasRetransmitted;
    private long lsasOriginated;

    OspfCounters() {}

    void dropped(DropReason reason) {
        dropped[reason.ordinal()]++;
    }

    void dropped(DropReason reason, int count) {
        dropped[reason.ordinal()] += count;
    }

    void received(OspfPacket packet) {
        received[packet.kind().ordinal()]++;
    }

    void sent(OspfPacket packet) {
        sent[packet.kind().ordinal()]++;
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
        return dropped[reason.ordinal()];
    }

    public long received(OspfPacket.Kind kind) {
        return received[kind.ordinal()];
    }

    public long sent(OspfPacket.Kind kind) {
        return sent[kind.ordinal()];
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
