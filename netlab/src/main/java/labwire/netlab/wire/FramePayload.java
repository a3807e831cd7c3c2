package labwire.netlab.wire;

/** What an Ethernet frame carries. */
public sealed interface FramePayload permits ArpPacket, Ipv4Packet, Bpdu, UnknownPayload {
    /** For switches that must be exhaustive on Java 17. */
    enum Kind {
        ARP,
        IPV4,
        BPDU,
        UNKNOWN
    }

    Kind kind();

    /** Encoded length in bytes, without Ethernet padding; for a BPDU, LLC header included. */
    int length();
}
