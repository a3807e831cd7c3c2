package labwire.netlab.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes to frames. Stateless; any thread.
 *
 * <p>Never throws for what it reads: bytes that break a rule of their protocol are {@link Decoded.Malformed}, as a device
 * drops them. A wrong checksum of ICMP, UDP or TCP is for the receiver alone to see, so such a frame is decoded, with
 * {@code checksumValid} false; a wrong IPv4 header checksum is malformed. Protocols that the lab does not know are
 * carried as they are.
 */
public final class FrameDecoder {
    private FrameDecoder() {}

    /**
     * Decodes a frame without FCS; it may be shorter than Ethernet's minimum. The result shares the bytes.
     *
     * <p>A padded payload loses its padding where a length in it says so (IPv4, IPv6, ARP, 802.3), else keeps it.
     */
    public static Decoded decode(Bytes bytes) {
        try {
            return new Decoded.Frame(read(bytes));
        } catch (MalformedInputException e) {
            return new Decoded.Malformed(e.reason());
        }
    }

    private static EthernetFrame read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("Ethernet frame", bytes);
        in.require(EthernetFrame.HEADER_LENGTH);
        MacAddress destination = in.mac();
        MacAddress source = in.mac();
        int typeOrLength = in.u16();
        List<VlanTag> tags = new ArrayList<>(EthernetFrame.MAX_TAGS);
        while (typeOrLength == EtherType.VLAN_TAG && tags.size() < EthernetFrame.MAX_TAGS) {
            tags.add(tag(in.u16()));
            typeOrLength = in.u16();
        }
        return new EthernetFrame(destination, source, tags, payload(typeOrLength, in));
    }

    private static VlanTag tag(int control) throws MalformedInputException {
        int vlanId = control & 0xFFF;
        if (vlanId > VlanTag.MAX_VLAN_ID) {
            throw MalformedInputException.of("VLAN", vlanId, "0-" + VlanTag.MAX_VLAN_ID);
        }
        return new VlanTag(control >>> 13, (control >>> 12 & 1) != 0, vlanId);
    }

    private static FramePayload payload(int typeOrLength, WireReader in) throws MalformedInputException {
        if (typeOrLength <= EtherType.MAX_LENGTH) {
            return LlcCodec.read(in.slice(typeOrLength));
        }
        if (typeOrLength < EtherType.MIN_TYPE) {
            throw MalformedInputException.of("type or length", typeOrLength, "at most 1500, or from 1536");
        }
        Bytes rest = in.rest();
        return switch (typeOrLength) {
            case EtherType.IPV4 -> Ipv4Codec.read(rest);
            case EtherType.IPV6 -> Ipv6Codec.read(rest);
            case EtherType.ARP -> ArpCodec.read(rest);
            case EtherType.LLDP -> LldpCodec.read(rest);
            default -> new UnknownPayload(typeOrLength, rest);
        };
    }
}
