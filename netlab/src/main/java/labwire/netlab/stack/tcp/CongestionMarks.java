package labwire.netlab.stack.tcp;

import labwire.netlab.wire.TcpSegment;

/**
 * Explicit congestion notification on one connection
 * (<a href="https://www.rfc-editor.org/rfc/rfc3168#section-6.1">RFC 3168, 6.1</a>): routers mark our packets in place of
 * dropping them, the receiver echoes that until the sender says that it has slowed down.
 */
final class CongestionMarks {
    /** ECT(0): the sender understands marks. */
    static final int CAPABLE = 2;
    /** CE: a router has marked. Of the traffic class's lowest bits. */
    static final int EXPERIENCED = 3;

    private static final int SETUP = TcpSegment.ECE | TcpSegment.CWR;

    private boolean requested;
    private boolean inUse;
    private boolean echoing;
    private boolean reduced;
    private boolean capableSegment;

    /** The flags of our SYN; one that is sent again does without, in case somebody drops those (6.1.1.1). */
    int synFlags(TcpFeatures.Ecn setting, boolean again) {
        requested = setting == TcpFeatures.Ecn.REQUEST && !again;
        return requested ? SETUP : 0;
    }

    int synAckFlags() {
        return inUse ? TcpSegment.ECE : 0;
    }

    /** Takes the peer's SYN. */
    void negotiate(TcpFeatures.Ecn setting, TcpSegment syn) {
        int flags = syn.flags() & SETUP;
        inUse = syn.has(TcpSegment.ACK)
                ? requested && flags == TcpSegment.ECE
                : setting != TcpFeatures.Ecn.OFF && flags == SETUP;
    }

    boolean isInUse() {
        return inUse;
    }

    /**
     * Takes an acceptable segment.
     *
     * @param experienced a router has marked its packet
     * @return whether the peer is to be told at once
     */
    boolean heard(TcpSegment segment, boolean experienced) {
        if (!inUse) {
            return false;
        }
        if (segment.has(TcpSegment.CWR)) {
            echoing = false;
        }
        boolean begins = experienced && !echoing;
        echoing |= experienced;
        return begins;
    }

    /** The peer echoes a mark, and the window has shrunk for it. */
    void reduced() {
        reduced = true;
    }

    /** The flags that a segment carries by them; CWR goes with new data alone (6.1.2). */
    int flags(boolean newData) {
        int flags = echoing ? TcpSegment.ECE : 0;
        if (newData && reduced) {
            reduced = false;
            flags |= TcpSegment.CWR;
        }
        return flags;
    }

    /** The next segment is of new data, or not: retransmissions and bare acknowledgments are not to be marked (6.1.5). */
    void nextSegment(boolean newData) {
        capableSegment = inUse && newData;
    }

    /** The ECN bits of the packet for the segment last made. */
    int trafficClass() {
        return capableSegment ? CAPABLE : 0;
    }
}
