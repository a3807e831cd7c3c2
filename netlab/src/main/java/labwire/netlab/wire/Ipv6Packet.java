package labwire.netlab.wire;

import java.util.List;

/**
 * An IPv6 packet (<a href="https://www.rfc-editor.org/rfc/rfc8200#section-3">RFC 8200, 3</a>).
 *
 * @param trafficClass the DSCP and ECN octet
 * @param flowLabel 20 bits
 * @param hopLimit 0 to 255
 * @param extensions in the order of the wire, at most {@link ExtensionHeader#MAX_HEADERS}; behind a
 *     {@link ExtensionHeader.Fragment} that is a part of a packet, the payload is an {@link UnknownIpPayload}
 */
public record Ipv6Packet(
        int trafficClass,
        int flowLabel,
        int hopLimit,
        Ipv6Address source,
        Ipv6Address destination,
        List<ExtensionHeader> extensions,
        IpPayload payload)
        implements IpPacket {
    public static final int HEADER_LENGTH = 40;
    /** What a host sends with unless a router tells it otherwise, as Linux has it. */
    public static final int DEFAULT_HOP_LIMIT = 64;
    /** The one with which neighbour discovery is believed: no router was passed (RFC 4861, 7.1.1). */
    public static final int MAX_HOP_LIMIT = 255;
    /** Every link carries so much in one piece (RFC 8200, 5). */
    public static final int MIN_LINK_MTU = 1280;

    public Ipv6Packet {
        extensions = extensions.isEmpty() ? List.of() : List.copyOf(extensions);
    }

    /** A packet without extension headers, with the default hop limit. */
    public Ipv6Packet(Ipv6Address source, Ipv6Address destination, IpPayload payload) {
        this(0, 0, DEFAULT_HOP_LIMIT, source, destination, List.of(), payload);
    }

    public Ipv6Packet withHopLimit(int newHopLimit) {
        return new Ipv6Packet(trafficClass, flowLabel, newHopLimit, source, destination, extensions, payload);
    }

    @Override
    public Ipv6Packet withTrafficClass(int newTrafficClass) {
        return new Ipv6Packet(newTrafficClass, flowLabel, hopLimit, source, destination, extensions, payload);
    }

    /** The same packet between the same ends under other zones. */
    public Ipv6Packet between(Ipv6Address newSource, Ipv6Address newDestination) {
        return new Ipv6Packet(trafficClass, flowLabel, hopLimit, newSource, newDestination, extensions, payload);
    }

    /** The same packet with other headers between the first one and the payload. */
    public Ipv6Packet with(List<ExtensionHeader> newExtensions, IpPayload newPayload) {
        return new Ipv6Packet(trafficClass, flowLabel, hopLimit, source, destination, newExtensions, newPayload);
    }

    @Override
    public int headerLength() {
        int length = HEADER_LENGTH;
        for (int i = 0; i < extensions.size(); i++) {
            length += extensions.get(i).length();
        }
        return length;
    }

    @Override
    public boolean isFragment() {
        for (int i = 0; i < extensions.size(); i++) {
            if (extensions.get(i) instanceof ExtensionHeader.Fragment fragment && !fragment.isAtomic()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Kind kind() {
        return Kind.IPV6;
    }

    @Override
    public int length() {
        return headerLength() + payload.length();
    }

    @Override
    public int wireCount() {
        return payload.wireCount();
    }

    @Override
    public int unitLength() {
        return headerLength() + payload.unitLength();
    }
}
