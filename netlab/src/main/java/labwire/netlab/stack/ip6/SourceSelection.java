package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.wire.Ipv6Address;

/**
 * Which address of ours a packet to a destination comes from (<a
 * href="https://www.rfc-editor.org/rfc/rfc6724#section-5">RFC 6724, 5</a>); without its rules for mobile nodes and
 * temporary addresses.
 */
final class SourceSelection {
    private SourceSelection() {}

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
        int scopeA = AddressPolicy.scope(a.address());
        int scopeB = AddressPolicy.scope(b.address());
        if (scopeA != scopeB) {
            int wanted = AddressPolicy.scope(to);
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
        int label = AddressPolicy.of(to).label();
        boolean labelA = AddressPolicy.of(a.address()).label() == label;
        boolean labelB = AddressPolicy.of(b.address()).label() == label;
        if (labelA != labelB) {
            return labelA;
        }
        // Rule 8: use the longest matching prefix.
        return Math.min(a.prefixLength(), AddressPolicy.commonBits(a.address(), to))
                > Math.min(b.prefixLength(), AddressPolicy.commonBits(b.address(), to));
    }

    private static boolean isSame(Ipv6Address one, Ipv6Address other) {
        return one.withoutZone().equals(other);
    }
}
