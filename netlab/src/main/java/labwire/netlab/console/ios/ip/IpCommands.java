package labwire.netlab.console.ios.ip;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.logging.DebugCommands;
import labwire.netlab.device.DebugFlag;

/** Interfaces, addresses, routes, names, and the tools to try them with. */
public final class IpCommands {
    private IpCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.types(PingCommand.SOURCE)
                .inExec(ShowIpInterfaceBrief::addTo)
                .inExec(ShowIpInterface::addTo)
                .inExec(ShowProtocols::addTo)
                .inExec(ShowIpTraffic::addTo)
                .inPrivilegedExec(ShowInterfaces::addClear)
                .inPrivilegedExec(ArpCommands::addClear)
                .inGlobal(ArpCommands::addTo)
                .inGlobal(DefaultGatewayCommand::addTo)
                .writes(ConfigPlace.IP_SERVICES, DefaultGatewayCommand::write)
                .inGlobal(SourceRouteCommand::addTo)
                .writes(ConfigPlace.MISCELLANEOUS, SourceRouteCommand::write)
                .writes(ConfigPlace.ROUTE, ArpCommands::write)
                .inExec(ShowInterfaces::addTo)
                .inExec(ShowIpRoute::addTo)
                .inExec(ShowArp::addTo)
                .inExec(ShowHosts::addTo)
                .inExec(ShowSockets::addTo)
                .inExec(ShowIpCef::addTo)
                .inExec(PingCommand::addTo)
                .inExec(TracerouteCommand::addTo)
                .inGlobal(InterfaceSelection::addTo)
                .inGlobal(HostTableCommands::addTo)
                .inGlobal(ResolverCommands::addTo)
                .inPrivilegedExec(ResolverCommands::addClear)
                .inGlobal(RouteCommands::addTo)
                .inInterface(InterfaceCommands::addTo)
                .inInterface(InterfaceMetricCommands::addTo)
                .inInterface(IpInterfaceSwitches::addTo)
                .in(EncapsulationCommand::addTo, IosMode.Kind.SUBINTERFACE)
                .writes(ConfigPlace.DOMAIN, ResolverCommands::write)
                .writes(ConfigPlace.DOMAIN, HostTableCommands::write)
                .writes(ConfigPlace.DOMAIN, ResolverCommands::writeServers)
                .writes(ConfigPlace.ROUTE, RouteCommands::write)
                .writes(InterfacePlace.DESCRIPTION, InterfaceCommands::writeDescription)
                .writes(InterfacePlace.DESCRIPTION, InterfaceMetricCommands::write)
                .writes(InterfacePlace.KEPT, EncapsulationCommand::write)
                .writes(InterfacePlace.ADDRESS, InterfaceCommands::writeAddresses)
                .writes(InterfacePlace.ADDRESS, IpInterfaceSwitches::write)
                .writes(InterfacePlace.ADDRESS, InterfaceMetricCommands::writeIpMtu)
                .writes(InterfacePlace.STATE, InterfaceCommands::writeState);
        DebugCommands.add(language, new DebugFlag("ip packet", "Generic IP", "IP packet"), """
                ip  IP information
                packet  General IP debugging and IPSO security transactions
                """);
        DebugCommands.add(language, new DebugFlag("ip icmp", "Generic IP", "ICMP packet"), """
                ip  IP information
                icmp  ICMP transactions
                """);
    }
}
