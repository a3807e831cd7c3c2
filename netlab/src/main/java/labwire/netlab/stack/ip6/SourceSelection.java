package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Which address of ours a packet to a destination comes from (<a
 * href="https://www.rfc-editor.org/rfc/rfc6724#section-5">RFC 6724, 5</a>); without its rules for mobile nodes and
 * temporary addresses.
 */
final class SourceSelection {
    private record Policy(Ipv6Prefix prefix, int label) {}

    /** RFC 6724, 2.1. */
    private static final Policy[] POLICIES = {
        policy("::1/128", 0),
        policy("::ffff:0:0/96", 4),
        policy("::/96", 3),
        policy("2001::/32", 5),
        policy("2002::/16", 2),
        policy("3ffe::/16", 12),
        policy("fec0::/10", 11),
        policy("fc00::/7", 13),
        policy("::/0", 1)
    };

    private static final int LINK_SCOPE = 2;
    private static final int GLOBAL_SCOPE = 14;

    private SourceSelection() {}

    private static Policy policy(String prefix, int label) {
        return new Policy(Ipv6Prefix.tryParse(prefix).orElseThrow(), label);
    }

    /**
     * The best of the candidates; empty if none is usable.
     *
     * @param egress the interface that the packet goes out by
     */
    static Optional<Ipv6Address> choose(
            Iterable<Ip6Interface> interfaces, Ipv6Address destination, Ip6Interface egress) {
        Ip6Address best = null;
        boolean bestOnEgress = false;
        for (Ip6Interface on : interfaces) {
            for (Ip6Address candidate : on.addresses()) {
                boolean foreignLink = candidate.address().isLinkLocal() && on != egress;
                if (!candidate.isUsable()
                        || foreignLink
                        || candidate.address().isLoopback() && !destination.isLoopback()) {
                    continue;
                }
                if (best == null || isBetter(candidate, on == egress, best, bestOnEgress, destination)) {
                    best = candidate;
                    bestOnEgress = on == egress;
                }
            }
        }
        return Optional.ofNullable(best).map(Ip6Address::address);
    }

    private static boolean isBetter(
            Ip6Address a, boolean aOnEgress, Ip6Address b, boolean bOnEgress, Ipv6Address destination) {
        Ipv6Address to = destination.withoutZone();
        // Rule 1: prefer the same address.
        if (isSame(a.address(), to) != isSame(b.address(), to)) {
            return isSame(a.address(), to);
        }
        // Rule 2: prefer an appropriate scope.
        int scopeA = scope(a.address());
        int scopeB = scope(b.address());
        if (scopeA != scopeB) {
            int wanted = scope(to);
            return scopeA < scopeB ? scopeA >= wanted : scopeB < wanted;
        }
        // Rule 3: avoid deprecated addresses.
        if (a.state() != b.state()) {
            return a.state() == Ip6Address.State.PREFERRED;
        }
        // Rule 5: prefer the outgoing interface.
        if (aOnEgress != bOnEgress) {
            return aOnEgress;
        }
        // Rule 6: prefer a matching label.
        boolean labelA = label(a.address()) == label(to);
        boolean labelB = label(b.address()) == label(to);
        if (labelA != labelB) {
            return labelA;
        }
        // Rule 8: use the longest matching prefix.
        return Math.min(a.prefixLength(), common(a.address(), to))
                > Math.min(b.prefixLength(), common(b.address(), to));
    }

    private static boolean isSame(Ipv6Address one, Ipv6Address other) {
        return one.withoutZone().equals(other);
    }

    private static int scope(Ipv6Address address) {
        if (address.isMulticast()) {
            return address.groupScope();
        }
        return address.isLinkLocal() || address.isLoopback() ? LINK_SCOPE : GLOBAL_SCOPE;
    }

    private static int label(Ipv6Address address) {
        @Nullable Policy best = null;
        for (Policy policy : POLICIES) {
            if (policy.prefix().contains(address)
                    && (best == null || policy.prefix().length() > best.prefix().length())) {
                best = policy;
            }
        }
        return best == null ? 0 : best.label();
    }

    private static int common(Ipv6Address one, Ipv6Address other) {
        int upper = Long.numberOfLeadingZeros(one.upper() ^ other.upper());
        return upper < 64 ? upper : 64 + Long.numberOfLeadingZeros(one.lower() ^ other.lower());
    }
}
