package labwire.netlab.console.ios.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.CommandLine;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage.PrefixInformation;

/** IPv6 on routers and switches. */
public final class Ip6Commands {
    static final String NO = "no  Negate a command or set its defaults\n";

    /** An address and the length of its network's prefix. */
    record Cidr(Ipv6Address address, int length) {}

    private static final ArgumentType<Ipv6Address> ADDRESS = ArgumentType.ofWord("X:X:X:X::X", Ipv6Address::tryParse);
    private static final ArgumentType<Cidr> CIDR = ArgumentType.ofWord("X:X:X:X::X/<0-128>", word -> {
        int slash = word.indexOf('/');
        int length = slash < 0 ? -1 : Ipv6Prefix.lengthOf(word.substring(slash + 1));
        return length < 0
                ? Optional.empty()
                : Ipv6Address.tryParse(word.substring(0, slash)).map(address -> new Cidr(address, length));
    });

    /** One address or more, to the end of the line. */
    record AddressList(List<Ipv6Address> addresses) {}

    private static final ArgumentType<AddressList> ADDRESSES =
            new ArgumentType<>("X:X:X:X::X...", Ip6Commands::addresses);

    /** Seconds, {@code infinite} for {@link PrefixInformation#INFINITE}. */
    private static final ArgumentType<Long> LIFETIME = ArgumentType.ofWord("LIFETIME", word -> {
        if (word.equalsIgnoreCase("infinite")) {
            return Optional.of(PrefixInformation.INFINITE);
        }
        return word.matches("[0-9]{1,10}") && Long.parseLong(word) <= PrefixInformation.INFINITE
                ? Optional.of(Long.parseLong(word))
                : Optional.empty();
    });

    private Ip6Commands() {}

    static String lifetime(long seconds) {
        return seconds == PrefixInformation.INFINITE ? "infinite" : Long.toString(seconds);
    }

    private static Optional<ArgumentType.Reading<AddressList>> addresses(CommandLine line, int index) {
        List<Ipv6Address> addresses = new ArrayList<>();
        for (int i = index; i < line.size(); i++) {
            Optional<Ipv6Address> address = Ipv6Address.tryParse(line.word(i));
            if (address.isEmpty()) {
                return Optional.empty();
            }
            addresses.add(address.get());
        }
        return Optional.of(new ArgumentType.Reading<>(new AddressList(addresses), addresses.size()));
    }

    public static void addTo(IosLanguage.Builder language) {
        language.types(ADDRESS, CIDR, ADDRESSES, LIFETIME)
                .inGlobal(RoutingCommands::addTo)
                .inGlobal(NameCommands::addTo)
                .inInterface(InterfaceCommands::addTo)
                .inInterface(NdCommands::addTo)
                .inExec(ShowIpv6::addTo)
                .inExec(ShowIpv6Route::addTo)
                .inExec(ShowIpv6Traffic::addTo)
                .inGlobal(NeighborCommands::addTo)
                .inPrivilegedExec(NeighborCommands::addClear)
                .writes(ConfigPlace.DOMAIN, NameCommands::write)
                .writes(ConfigPlace.MISCELLANEOUS, RoutingCommands::writeUnicastRouting)
                .writes(ConfigPlace.ROUTE, RoutingCommands::write)
                .writes(ConfigPlace.ROUTE, NeighborCommands::write)
                .writes(InterfacePlace.ADDRESS, InterfaceCommands::write);
    }
}
