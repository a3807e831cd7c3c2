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

    /** How many of them a wire carries in place of this one: more than one for a super-segment, see {@link Segmentation}. */
    default int wireCount() {
        return 1;
    }

    /** Encoded length in bytes of each of those that a wire carries. */
    default int unitLength() {
        return length();
    }
}
