package labwire.netlab.stack.ip6;

import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/**
 * What kinds of address there are, and which are preferred (<a
 * href="https://www.rfc-editor.org/rfc/rfc6724#section-2.1">RFC 6724, 2.1 and 3</a>). An IPv4 address counts as the IPv6
 * address that it is mapped to.
 *
 * @param precedence of a destination: the higher, the sooner it is tried
 * @param label the same for a source and a destination that suit each other
 */
public record AddressPolicy(Ipv6Prefix prefix, int precedence, int label) {
    public static final int LINK_SCOPE = 2;
    public static final int GLOBAL_SCOPE = 14;

    /** 169.254.0.0/16 (RFC 3927). */
    private static final int LINK_LOCAL_IPV4 = 0xA9FE;

    /** RFC 6724, 2.1, the longest prefix first. */
    private static final AddressPolicy[] TABLE = {
        policy("::1/128", 50, 0),
        policy("::ffff:0:0/96", 35, 4),
        policy("::/96", 1, 3),
        policy("2001::/32", 5, 5),
        policy("2002::/16", 30, 2),
        policy("3ffe::/16", 1, 12),
        policy("fec0::/10", 1, 11),
        policy("fc00::/7", 3, 13),
        policy("::/0", 40, 1)
    };

    private static AddressPolicy policy(String prefix, int precedence, int label) {
        return new AddressPolicy(Ipv6Prefix.tryParse(prefix).orElseThrow(), precedence, label);
    }

    /** The policy for an address. */
    public static AddressPolicy of(IpAddress address) {
        Ipv6Address six = mapped(address);
        for (AddressPolicy policy : TABLE) {
            if (policy.prefix().contains(six)) {
                return policy;
            }
        }
        throw new IllegalStateException(address + ": no policy (expected: that of ::/0 at least)");
    }

    private static Ipv6Address mapped(IpAddress address) {
        return address instanceof Ipv4Address four ? Ipv6Address.mapped(four) : (Ipv6Address) address;
    }

    /** How far an address means something: the numbers of multicast scopes (RFC 6724, 3.1 and 3.2). */
    public static int scope(IpAddress address) {
        if (address instanceof Ipv6Address six) {
            return six.isMulticast()
                    ? six.groupScope()
                    : six.isLinkLocal() || six.isLoopback() ? LINK_SCOPE : GLOBAL_SCOPE;
        }
        boolean linkLocal = address.lower() >>> 16 == LINK_LOCAL_IPV4;
        return address.isLoopback() || linkLocal ? LINK_SCOPE : GLOBAL_SCOPE;
    }

    /** How many leading bits two addresses share. */
    public static int commonBits(Ipv6Address one, Ipv6Address other) {
        int upper = Long.numberOfLeadingZeros(one.upper() ^ other.upper());
        return upper < 64 ? upper : 64 + Long.numberOfLeadingZeros(one.lower() ^ other.lower());
    }
}
