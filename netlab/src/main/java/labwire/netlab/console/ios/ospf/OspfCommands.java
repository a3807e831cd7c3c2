package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.wire.Ipv4Address;

/** All that a device understands of OSPF. */
public final class OspfCommands {
    /** {@code 0}, {@code 10}, {@code 0.0.0.1}. */
    static final ArgumentType<Ipv4Address> AREA = ArgumentType.ofWord("AREA", Areas::parse);

    private OspfCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        DebugOspf.addTo(language);
        language.types(AREA)
                .inGlobal(RouterOspfMode::addTo)
                .in(ProcessCommands::addTo, Kind.ROUTER)
                .in(PassiveInterfaceCommands::addTo, Kind.ROUTER)
                .in(NeighborCommands::addTo, Kind.ROUTER)
                .in(AreaCommands::addTo, Kind.ROUTER)
                .in(RedistributionCommands::addTo, Kind.ROUTER)
                .inInterface(InterfaceOspfCommands::addTo)
                .inPrivilegedExec(ClearOspf::addTo)
                .inExec(ShowIpOspf::addTo)
                .inExec(ShowOspfNeighbor::addTo)
                .inExec(ShowOspfInterface::addTo)
                .inExec(ShowOspfDatabase::addTo)
                .inExec(ShowBorderRouters::addTo)
                .inExec(ShowOspfTraffic::addTo)
                .inExec(ShowIpProtocols::addTo)
                .writes(ConfigPlace.ROUTER, RouterOspfConfig::write)
                .writes(InterfacePlace.ROUTING, InterfaceOspfConfig::write);
    }
}
