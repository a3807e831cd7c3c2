package labwire.netlab.console.ios.filter;

import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode;

/** Access lists, numbered and named, and where interfaces have them. */
public final class FilterCommands {
    private FilterCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.types(FilterTypes.ALL.toArray(ArgumentType<?>[]::new))
                .inGlobal(AccessListCommands::addTo)
                .in(RuleCommands::addStandard, IosMode.Kind.STANDARD_ACCESS_LIST)
                .in(RuleCommands::addExtended, IosMode.Kind.EXTENDED_ACCESS_LIST)
                .inGlobal(Ipv6ListCommands::addTo)
                .in(RuleCommands::addIpv6, IosMode.Kind.IPV6_ACCESS_LIST)
                .inInterface(Ipv6ListCommands::addToInterface)
                .inInterface(AccessGroupCommand::addTo)
                .inExec(ShowAccessLists::addTo)
                .inPrivilegedExec(ShowAccessLists::addClear)
                .writes(InterfacePlace.FILTER, AccessGroupCommand::write)
                .writes(InterfacePlace.FILTER, Ipv6ListCommands::writeInterface)
                .writes(ConfigPlace.ACCESS_LIST, AccessListCommands::writeNamed)
                .writes(ConfigPlace.NUMBERED_ACCESS_LIST, AccessListCommands::writeNumbered)
                .writes(ConfigPlace.NUMBERED_ACCESS_LIST, Ipv6ListCommands::write);
    }
}
