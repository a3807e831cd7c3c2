package labwire.netlab.console.ios.ip;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;

/** Interfaces, addresses, routes, names, and the tools to try them with. */
public final class IpCommands {
    private IpCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(ShowIpInterfaceBrief::addTo)
                .inExec(ShowInterfaces::addTo)
                .inExec(ShowIpRoute::addTo)
                .inExec(ShowArp::addTo)
                .inExec(ShowHosts::addTo)
                .inExec(PingCommand::addTo)
                .inExec(TracerouteCommand::addTo)
                .inGlobal(InterfaceSelection::addTo)
                .inGlobal(HostTableCommands::addTo)
                .inGlobal(RouteCommands::addTo)
                .inInterface(InterfaceCommands::addTo)
                .writes(ConfigPlace.DOMAIN, HostTableCommands::write)
                .writes(ConfigPlace.ROUTE, RouteCommands::write)
                .writes(InterfacePlace.DESCRIPTION, InterfaceCommands::writeDescription)
                .writes(InterfacePlace.ADDRESS, InterfaceCommands::writeAddresses)
                .writes(InterfacePlace.STATE, InterfaceCommands::writeState);
    }
}
