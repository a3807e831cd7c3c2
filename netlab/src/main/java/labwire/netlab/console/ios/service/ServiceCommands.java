package labwire.netlab.console.ios.service;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;

/** Services for the hosts of a network, and the device's own use of them. */
public final class ServiceCommands {
    private ServiceCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.types(ServiceTypes.PREFIX_LENGTH, ServiceTypes.CLIENT_KEY, ServiceTypes.HEX)
                .inGlobal(DhcpCommands::addToGlobal)
                .in(DhcpPoolCommands::addTo, Kind.DHCP_POOL)
                .inInterface(DhcpCommands::addToInterface)
                .inExec(ShowIpDhcpBinding::addTo)
                .inExec(ShowIpDhcpPool::addTo)
                .inExec(ShowIpDhcpServer::addTo)
                .inExec(ShowDhcpLease::addTo)
                .inExec(ShowIpDns::addTo)
                .inPrivilegedExec(DhcpExecCommands::addTo)
                .inGlobal(DnsCommands::addTo)
                .writes(ConfigPlace.IP_SERVICES, DnsCommands::write)
                .writes(ConfigPlace.DHCP, DhcpCommands::write)
                .writes(ConfigPlace.DHCP, DhcpPoolCommands::write)
                .writes(InterfacePlace.ADDRESS, DhcpCommands::writeHelpers);
    }
}
