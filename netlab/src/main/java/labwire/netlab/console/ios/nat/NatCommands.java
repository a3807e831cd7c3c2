package labwire.netlab.console.ios.nat;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.logging.DebugCommands;
import labwire.netlab.device.DebugFlag;

/** Network address translation: {@code ip nat …}; after the access lists, whose names it uses. */
public final class NatCommands {
    private NatCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inGlobal(NatPoolCommands::addTo)
                .inGlobal(NatRuleCommands::addTo)
                .inGlobal(NatLimitCommands::addTo)
                .inInterface(NatSideCommand::addTo)
                .inExec(ShowNatTranslations::addTo)
                .inExec(ShowNatStatistics::addTo)
                .inPrivilegedExec(ShowNatTranslations::addClear)
                .writes(InterfacePlace.NAT, NatSideCommand::write)
                .writes(ConfigPlace.NAT, NatLimitCommands::write)
                .writes(ConfigPlace.NAT, NatPoolCommands::write)
                .writes(ConfigPlace.NAT, NatRuleCommands::write);
        DebugCommands.add(language, new DebugFlag("ip nat", "Generic IP", "IP NAT"), """
                ip  IP information
                nat  NAT events
                """);
    }
}
