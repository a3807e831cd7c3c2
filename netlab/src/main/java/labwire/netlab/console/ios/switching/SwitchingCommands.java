package labwire.netlab.console.ios.switching;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;

/** What switches have and routers have not: VLANs, ports, spanning tree, the MAC address table. */
public final class SwitchingCommands {
    private SwitchingCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        addShows(language);
        language.inPrivilegedExec(MacTableCommands::addToExec)
                .inGlobal(VlanCommands::addToGlobal)
                .in(VlanCommands::addToVlan, Kind.VLAN)
                .inGlobal(SpanningTreeCommands::addTo)
                .inGlobal(VtpCommands::addToGlobal)
                .inGlobal(MacTableCommands::addToGlobal)
                .inGlobal(ErrdisableCommands::addToGlobal)
                .inGlobal(RoutingCommands::addTo)
                .inInterface(SwitchportCommands::addTo)
                .inInterface(TrunkCommands::addTo)
                .inInterface(SpanningTreePortCommands::addTo)
                .writes(ConfigPlace.MISCELLANEOUS, RoutingCommands::write)
                .writes(ConfigPlace.VTP, VtpCommands::write)
                .writes(ConfigPlace.SPANNING_TREE, SpanningTreeCommands::write)
                .writes(ConfigPlace.SPANNING_TREE, ErrdisableCommands::write)
                .writes(ConfigPlace.VLAN, VlanCommands::write)
                .writes(ConfigPlace.ROUTE, MacTableCommands::write)
                .writes(InterfacePlace.SWITCHPORT, SwitchportCommands::write)
                .writes(InterfacePlace.SPANNING_TREE, SpanningTreePortCommands::write);
    }

    private static void addShows(IosLanguage.Builder language) {
        language.inExec(ShowMacAddressTable::addTo)
                .inExec(ShowSpanningTree::addTo)
                .inExec(ShowSpanningTreeSummary::addTo)
                .inExec(ShowSpanningTreeDetail::addTo)
                .inExec(ShowVlan::addTo)
                .inExec(ShowInterfacesStatus::addTo)
                .inExec(ShowInterfacesTrunk::addTo)
                .inExec(ShowInterfacesCounters::addTo)
                .inExec(ShowSwitchport::addTo)
                .inExec(ShowDtp::addTo)
                .inExec(ShowAbsent::addTo)
                .inExec(VtpCommands::addToExec)
                .inExec(ErrdisableCommands::addToExec);
    }

    /** What routers have too. */
    public static void addCommonTo(IosLanguage.Builder language) {
        language.inExec(ShowInterfacesDescription::addTo);
    }
}
