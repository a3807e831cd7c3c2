package labwire.netlab.console.ios.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ArgumentType.Reading;
import labwire.netlab.console.CommandLine;
import labwire.netlab.stack.filter.AddressMatch;
import labwire.netlab.stack.filter.PortMatch;
import labwire.netlab.stack.filter.PortMatch.Operator;
import labwire.netlab.stack.filter.PrefixMatch;
import labwire.netlab.stack.filter.WildcardMatch;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** The kinds of argument that access lists have. */
final class FilterTypes {
    /** {@code any}, {@code host A.B.C.D}, or an address and its wildcard bits. */
    static final ArgumentType<AddressMatch> ADDRESSES =
            new ArgumentType<>("any|host|A.B.C.D", (line, index) -> addresses(line, index, false));

    /** The same, of a standard list: an address alone is a host's. */
    static final ArgumentType<AddressMatch> SOURCE =
            new ArgumentType<>("A.B.C.D|any|host", (line, index) -> addresses(line, index, true));

    /** {@code any}, {@code host X:X::X}, or a prefix. */
    static final ArgumentType<AddressMatch> ADDRESSES_IPV6 =
            new ArgumentType<>("any|host|X:X:X:X::X/<0-128>", FilterTypes::addressesIpv6);

    static final ArgumentType<PortMatch> TCP_PORTS =
            new ArgumentType<>("eq|gt|lt|neq|range", (line, index) -> ports(line, index, ServiceNames.TCP));

    static final ArgumentType<PortMatch> UDP_PORTS =
            new ArgumentType<>("eq|neq|gt|lt|range", (line, index) -> ports(line, index, ServiceNames.UDP));

    /** A type of ICMP and its code, by name. */
    static final ArgumentType<IcmpKind> ICMP_KIND = ArgumentType.ofWord(
            "icmp-type",
            word -> ServiceNames.ICMP.number(word).map(number -> new IcmpKind(number >> 8, number & 0xFF)));

    /** The same of ICMPv6. */
    static final ArgumentType<IcmpKind> ICMPV6_KIND = ArgumentType.ofWord(
            "icmpv6-type",
            word -> ServiceNames.ICMPV6.number(word).map(number -> new IcmpKind(number >> 8, number & 0xFF)));

    /** A protocol by name or number. */
    static final ArgumentType<Integer> PROTOCOL = ArgumentType.ofWord("protocol", FilterTypes::protocol);

    /** A number or a name of a list. */
    static final ArgumentType<String> LIST_NAME = ArgumentType.ofWord("ACL-NAME", FilterTypes::listName);

    static final List<ArgumentType<?>> ALL = List.of(
            ADDRESSES, SOURCE, ADDRESSES_IPV6, TCP_PORTS, UDP_PORTS, ICMP_KIND, ICMPV6_KIND, PROTOCOL, LIST_NAME);

    /** {@code code} is {@link ServiceNames#WHOLE_TYPE} if all are meant. */
    record IcmpKind(int type, int code) {}

    private static final int MAX_NAME = 64;

    private FilterTypes() {}

    private static Optional<String> listName(String word) {
        return word.length() <= MAX_NAME && word.chars().allMatch(c -> c > ' ' && c != '?' && c < 127)
                ? Optional.of(word)
                : Optional.empty();
    }

    private static Optional<Integer> protocol(String word) {
        if (word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= 255) {
            return Optional.of(Integer.parseInt(word));
        }
        return ServiceNames.PROTOCOLS.number(word);
    }

    private static Optional<Reading<AddressMatch>> addresses(CommandLine line, int index, boolean aloneIsHost) {
        String word = line.word(index).toLowerCase(Locale.ROOT);
        if (word.length() > 1 && "any".startsWith(word)) {
            return Optional.of(new Reading<>(AddressMatch.ANY, 1));
        }
        Optional<Ipv4Address> second =
                index + 1 < line.size() ? Ipv4Address.tryParse(line.word(index + 1)) : Optional.empty();
        if (!word.isEmpty() && "host".startsWith(word)) {
            return second.map(address -> new Reading<>(WildcardMatch.host(address), 2));
        }
        Optional<Ipv4Address> first = Ipv4Address.tryParse(word);
        if (first.isPresent() && second.isEmpty() && aloneIsHost) {
            return Optional.of(new Reading<>(WildcardMatch.host(first.get()), 1));
        }
        return first.isPresent() && second.isPresent()
                ? Optional.of(new Reading<>(new WildcardMatch(first.get(), second.get()), 2))
                : Optional.empty();
    }

    private static Optional<Reading<AddressMatch>> addressesIpv6(CommandLine line, int index) {
        String word = line.word(index).toLowerCase(Locale.ROOT);
        if (word.length() > 1 && "any".startsWith(word)) {
            return Optional.of(new Reading<>(PrefixMatch.ANY, 1));
        }
        if (!word.isEmpty() && "host".startsWith(word)) {
            Optional<Ipv6Address> host =
                    index + 1 < line.size() ? Ipv6Address.tryParse(line.word(index + 1)) : Optional.empty();
            return host.map(address -> new Reading<>(PrefixMatch.host(address), 2));
        }
        return Ipv6Prefix.tryParse(word).map(prefix -> new Reading<>(new PrefixMatch(prefix), 1));
    }

    private static Optional<Reading<PortMatch>> ports(CommandLine line, int index, ServiceNames names) {
        String word = line.word(index).toLowerCase(Locale.ROOT);
        for (Operator operator : Operator.values()) {
            if (operator == Operator.ANY || !operator.keyword().equals(word)) {
                continue;
            }
            Optional<Integer> first = port(line, index + 1, names);
            Optional<Integer> last = operator == Operator.RANGE ? port(line, index + 2, names) : first;
            if (first.isEmpty() || last.isEmpty()) {
                return Optional.empty();
            }
            int low = Math.min(first.get(), last.get());
            int high = Math.max(first.get(), last.get());
            return Optional.of(new Reading<>(new PortMatch(operator, low, high), operator == Operator.RANGE ? 3 : 2));
        }
        return Optional.empty();
    }

    private static Optional<Integer> port(CommandLine line, int index, ServiceNames names) {
        if (index >= line.size()) {
            return Optional.empty();
        }
        String word = line.word(index);
        if (word.matches("[0-9]{1,5}")) {
            return Optional.of(Integer.parseInt(word)).filter(port -> port <= PortMatch.MAX_PORT);
        }
        return names.number(word);
    }
}
