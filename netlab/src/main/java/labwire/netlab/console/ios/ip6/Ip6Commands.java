package labwire.netlab.console.ios.ip6;

import java.util.Optional;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

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

    private Ip6Commands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.types(ADDRESS, CIDR)
                .inGlobal(RoutingCommands::addTo)
                .inInterface(InterfaceCommands::addTo)
                .inExec(ShowIpv6::addTo)
                .writes(ConfigPlace.MISCELLANEOUS, RoutingCommands::writeUnicastRouting)
                .writes(ConfigPlace.ROUTE, RoutingCommands::write)
                .writes(InterfacePlace.ADDRESS, InterfaceCommands::write);
    }
}
