package labwire.netlab.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.ip6.AddressPolicy;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;

/**
 * Which of a host's addresses is tried first (<a href="https://www.rfc-editor.org/rfc/rfc6724#section-6">RFC 6724,
 * 6</a>): every rule but those for mobile nodes (4) and tunnels (7), which there are none of here.
 */
public final class DestinationSelection {
    /**
     * A destination.
     *
     * @param source where packets to it come from
     * @param own the same with what is known of it, if it is of IPv6
     */
    private record Candidate(IpAddress address, Optional<IpAddress> source, Optional<Ip6Address> own) {
        boolean isInScope() {
            return source.filter(from -> AddressPolicy.scope(from) == AddressPolicy.scope(address))
                    .isPresent();
        }

        boolean isDeprecated() {
            return own.filter(from -> from.state() == Ip6Address.State.DEPRECATED)
                    .isPresent();
        }

        boolean matchesLabel() {
            return source.filter(from -> AddressPolicy.of(from).label()
                            == AddressPolicy.of(address).label())
                    .isPresent();
        }

        /** Of IPv6 alone: the order in which somebody has named IPv4 addresses stays, as resolvers commonly have it. */
        int commonBits() {
            return address instanceof Ipv6Address to && own.isPresent()
                    ? Math.min(
                            own.get().prefixLength(),
                            AddressPolicy.commonBits(to, own.get().address()))
                    : 0;
        }
    }

    private static final Comparator<Candidate> ORDER = Comparator
            // Rule 1: avoid unusable destinations.
            .comparing((Candidate candidate) -> candidate.source().isEmpty())
            // Rule 2: prefer matching scope.
            .thenComparing(candidate -> !candidate.isInScope())
            // Rule 3: avoid deprecated addresses.
            .thenComparing(Candidate::isDeprecated)
            // Rule 5: prefer matching label.
            .thenComparing(candidate -> !candidate.matchesLabel())
            // Rule 6: prefer higher precedence.
            .thenComparing(candidate -> -AddressPolicy.of(candidate.address()).precedence())
            // Rule 8: prefer smaller scope.
            .thenComparing(candidate -> AddressPolicy.scope(candidate.address()))
            // Rule 9: use the longest matching prefix.
            .thenComparing((one, other) ->
                    one.address().family() == other.address().family() ? other.commonBits() - one.commonBits() : 0);

    private DestinationSelection() {}

    /** The addresses, the one first that the stack reaches best; else they stay in their order (rule 10). */
    public static List<IpAddress> sorted(IpStack stack, List<IpAddress> destinations) {
        return destinations.size() < 2
                ? destinations
                : destinations.stream()
                        .map(address -> candidate(stack, address))
                        .sorted(ORDER)
                        .map(Candidate::address)
                        .toList();
    }

    private static Candidate candidate(IpStack stack, IpAddress address) {
        Optional<IpAddress> source = stack.sourceFor(address);
        Optional<Ip6Address> own = source.flatMap(from -> stack.ipv6().interfaces().stream()
                .flatMap(on -> on.addresses().stream())
                .filter(each -> each.address().equals(from))
                .findFirst());
        return new Candidate(address, source, own);
    }
}
