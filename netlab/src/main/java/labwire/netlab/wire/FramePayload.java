package labwire.netlab.wire;

/** What an Ethernet frame carries. */
public sealed interface FramePayload
        permits ArpPacket, IpPacket, Bpdu, CdpPacket, LldpPacket, DtpPacket, VtpPacket, UnknownPayload {
    /** For switches that must be exhaustive on Java 17. */
    enum Kind {
        ARP,
        IPV4,
        IPV6,
        BPDU,
        CDP,
        LLDP,
        DTP,
        VTP,
        UNKNOWN
    }

    Kind kind();

    /** Encoded length in bytes, without Ethernet padding; LLC and SNAP headers included. */
    int length();
}
