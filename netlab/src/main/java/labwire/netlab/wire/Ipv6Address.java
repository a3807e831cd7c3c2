package labwire.netlab.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IPv6 address (<a href="https://www.rfc-editor.org/rfc/rfc4291">RFC 4291</a>).
 *
 * @param upper the first 64 bits, most often the network's
 * @param lower the last 64 bits, most often the interface's; ordered as one unsigned number of 128 bits
 * @param zone the index of the interface whose link a link-local address is of, within one host; never on the wire, and
 *     0 where it does not matter (<a href="https://www.rfc-editor.org/rfc/rfc4007">RFC 4007</a>)
 */
public record Ipv6Address(long upper, long lower, int zone) implements IpAddress, Comparable<Ipv6Address> {
    /** "::": no address yet, or any; on a listening socket also any of IPv4, as on Linux. */
    public static final Ipv6Address ANY = new Ipv6Address(0, 0);

    public static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);
    /** ff02::1: every node on this link. */
    public static final Ipv6Address ALL_NODES = new Ipv6Address(0xFF02L << 48, 1);
    /** ff02::2: every router on this link. */
    public static final Ipv6Address ALL_ROUTERS = new Ipv6Address(0xFF02L << 48, 2);
    /** ff02::16: every router that listens to reports of groups (RFC 3810, 5.2.14). */
    public static final Ipv6Address ALL_MLDV2_ROUTERS = new Ipv6Address(0xFF02L << 48, 0x16);

    /** fe80::/64, where link-local addresses are made. */
    private static final long LINK_LOCAL = 0xFE80L << 48;
    /** ff02::1:ff00:0/104, where the solicited-node groups are (RFC 4291, 2.7.1). */
    private static final long SOLICITED_NODE = 0x0000_0001_FF00_0000L;

    private static final long SOLICITED_NODE_BITS = 0xFF_FFFF;
    /** The Ethernet addresses of IPv6 groups begin here (RFC 2464, 7). */
    private static final long GROUP_MAC = 0x3333_0000_0000L;

    private static final long UNIVERSAL_BIT = 1L << 57;

    /** An address without a zone. */
    public Ipv6Address(long upper, long lower) {
        this(upper, lower, 0);
    }

    /**
     * Reads an address in any of the forms of RFC 4291, 2.2.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Ipv6Address parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "IPv6 address: " + text + " (expected: eight groups of hex digits, such as 2001:db8::1)"));
    }

    /** Reads as {@link #parse} does; empty if the text is not an address. */
    public static Optional<Ipv6Address> tryParse(String text) {
        return Ipv6Text.parse(text);
    }

    /** Takes the address out of a Java one, with its zone's number; an IPv4 one becomes IPv4-mapped. */
    public static Ipv6Address of(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 4) {
            return mapped(Ipv4Address.of(address));
        }
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < 8; i++) {
            upper = upper << 8 | octets[i] & 0xFF;
            lower = lower << 8 | octets[i + 8] & 0xFF;
        }
        return new Ipv6Address(upper, lower, address instanceof Inet6Address scoped ? scoped.getScopeId() : 0);
    }

    /** ::ffff:a.b.c.d (RFC 4291, 2.5.5.2). */
    public static Ipv6Address mapped(Ipv4Address address) {
        return new Ipv6Address(0, 0xFFFFL << 32 | Integer.toUnsignedLong(address.value()));
    }

    /** The link-local address of a station, made of its MAC address (RFC 4291, appendix A). */
    public static Ipv6Address linkLocal(MacAddress mac) {
        return new Ipv6Address(LINK_LOCAL, interfaceIdentifier(mac));
    }

    /** The modified EUI-64 of a MAC address: ff:fe in its middle, the universal bit turned over. */
    public static long interfaceIdentifier(MacAddress mac) {
        long value = mac.value();
        return ((value >>> 24) << 40 | 0xFF_FE00_0000L | value & 0xFF_FFFF) ^ UNIVERSAL_BIT;
    }

    /** The group in which whoever has this address listens to be asked for it (RFC 4291, 2.7.1). */
    public Ipv6Address solicitedNode() {
        return new Ipv6Address(ALL_NODES.upper, SOLICITED_NODE | lower & SOLICITED_NODE_BITS);
    }

    /** The Ethernet address that packets to this group go to (RFC 2464, 7). */
    public MacAddress groupMac() {
        return new MacAddress(GROUP_MAC | lower & 0xFFFF_FFFFL);
    }

    /** The same address in another zone. */
    public Ipv6Address in(int newZone) {
        return newZone == zone ? this : new Ipv6Address(upper, lower, newZone);
    }

    /** As {@link #in}, if the address means nothing without a zone: a link-local one, or a group of one link. */
    public Ipv6Address scopedTo(int newZone) {
        return isLinkLocal() || isLinkScopeGroup() ? in(newZone) : this;
    }

    /** As on the wire. */
    public Ipv6Address withoutZone() {
        return in(0);
    }

    @Override
    public Family family() {
        return Family.IPV6;
    }

    @Override
    public InetAddress toInetAddress(String name) {
        byte[] octets = toOctets();
        try {
            return Inet6Address.getByAddress(name.isEmpty() ? null : name, octets, zone == 0 ? -1 : zone);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen octets are always an address", e);
        }
    }

    private byte[] toOctets() {
        byte[] octets = new byte[16];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (upper >>> 56 - 8 * i);
            octets[i + 8] = (byte) (lower >>> 56 - 8 * i);
        }
        return octets;
    }

    @Override
    public boolean isAny() {
        return (upper | lower) == 0;
    }

    @Override
    public boolean isLoopback() {
        return (upper | lower - 1) == 0;
    }

    /** ff00::/8. */
    @Override
    public boolean isMulticast() {
        return upper >>> 56 == 0xFF;
    }

    /** ff01::/16 and ff02::/16, the groups that no router forwards to. */
    public boolean isLinkScopeGroup() {
        return isMulticast() && groupScope() <= 2;
    }

    /** The scope of a group: 1 interface, 2 link, 5 site, 8 organization, 14 global (RFC 4291, 2.7). */
    public int groupScope() {
        return (int) (upper >>> 48) & 0xF;
    }

    @Override
    public boolean isUnicast() {
        return !isMulticast() && !isAny();
    }

    /** fe80::/10: of one link alone. */
    public boolean isLinkLocal() {
        return upper >>> 54 == 0xFE80 >>> 6;
    }

    /** ::ffff:0:0/96, an IPv4 address in disguise, which is never on a wire. */
    public boolean isMapped() {
        return upper == 0 && lower >>> 32 == 0xFFFF;
    }

    @Override
    public Ipv6Address any() {
        return ANY;
    }

    @Override
    public int compareTo(Ipv6Address other) {
        int byUpper = Long.compareUnsigned(upper, other.upper);
        int byLower = byUpper != 0 ? byUpper : Long.compareUnsigned(lower, other.lower);
        return byLower != 0 ? byLower : Integer.compare(zone, other.zone);
    }

    /** The text of <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952, 4</a>, and a zone's number. */
    @Override
    public String toString() {
        return zone == 0 ? Ipv6Text.of(this) : Ipv6Text.of(this) + "%" + zone;
    }
}
