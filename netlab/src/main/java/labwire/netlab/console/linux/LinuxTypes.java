package labwire.netlab.console.linux;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.MacAddress;

/** The kinds of argument that the Linux-like grammars have beside the basic ones. */
final class LinuxTypes {
    /** An address with the length of its network's prefix; a bare address has 32. */
    record Cidr(Ipv4Address address, int length) {}

    static final ArgumentType<Cidr> ADDRESS_IN_NETWORK = ArgumentType.ofWord("ADDRESS/LENGTH", LinuxTypes::cidr);

    /** A network, or {@code default}. */
    static final ArgumentType<Ipv4Prefix> PREFIX = ArgumentType.ofWord("PREFIX", LinuxTypes::prefix);

    /** The same of IPv6; a bare address has 128. */
    record Cidr6(Ipv6Address address, int length) {}

    static final ArgumentType<Cidr6> ADDRESS6_IN_NETWORK = ArgumentType.ofWord("ADDRESS6/LENGTH", LinuxTypes::cidr6);

    static final ArgumentType<Ipv6Prefix> PREFIX6 = ArgumentType.ofWord("PREFIX6", LinuxTypes::prefix6);

    static final ArgumentType<Ipv6Address> ADDRESS6 = ArgumentType.ofWord("X:X::X", Ipv6Address::tryParse);

    static final ArgumentType<MacAddress> MAC = ArgumentType.ofWord("H:H:H:H:H:H", LinuxTypes::mac);

    static final List<ArgumentType<?>> ALL =
            List.of(ADDRESS_IN_NETWORK, PREFIX, ADDRESS6_IN_NETWORK, PREFIX6, ADDRESS6, MAC);

    private static final int MAX_LENGTH = 32;

    private LinuxTypes() {}

    private static Optional<MacAddress> mac(String word) {
        try {
            return Optional.of(MacAddress.parse(word)).filter(mac -> !mac.isMulticast());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cidr> cidr(String word) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return Ipv4Address.tryParse(word).map(address -> new Cidr(address, MAX_LENGTH));
        }
        String length = word.substring(slash + 1);
        if (!length.matches("[0-9]{1,2}") || Integer.parseInt(length) > MAX_LENGTH) {
            return Optional.empty();
        }
        return Ipv4Address.tryParse(word.substring(0, slash))
                .map(address -> new Cidr(address, Integer.parseInt(length)));
    }

    private static Optional<Cidr6> cidr6(String word) {
        int slash = word.indexOf('/');
        int length = slash < 0 ? Ipv6Prefix.MAX_LENGTH : Ipv6Prefix.lengthOf(word.substring(slash + 1));
        return length < 0
                ? Optional.empty()
                : Ipv6Address.tryParse(slash < 0 ? word : word.substring(0, slash))
                        .map(address -> new Cidr6(address, length));
    }

    private static Optional<Ipv6Prefix> prefix6(String word) {
        return word.equals("default")
                ? Optional.of(Ipv6Prefix.DEFAULT)
                : cidr6(word).map(cidr -> Ipv6Prefix.of(cidr.address(), cidr.length()));
    }

    private static Optional<Ipv4Prefix> prefix(String word) {
        if (word.equals("default")) {
            return Optional.of(Ipv4Prefix.DEFAULT);
        }
        return cidr(word)
                .filter(cidr ->
                        Ipv4Prefix.of(cidr.address(), cidr.length()).network().equals(cidr.address()))
                .map(cidr -> new Ipv4Prefix(cidr.address(), cidr.length()));
    }
}
