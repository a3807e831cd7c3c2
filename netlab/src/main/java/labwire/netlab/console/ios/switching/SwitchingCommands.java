package labwire.netlab.console.ios.switching;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;

/** What switches have and routers have not: VLANs, ports, spanning tree, the MAC address table. */
public final class SwitchingCommands {
    private SwitchingCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(ShowMacAddressTable::addTo)
                .inExec(ShowSpanningTree::addTo)
                .inExec(ShowVlan::addTo)
                .inGlobal(VlanCommands::addToGlobal)
                .in(VlanCommands::addToVlan, Kind.VLAN)
                .inGlobal(SpanningTreeCommands::addTo)
                .inInterface(SwitchportCommands::addTo)
                .inInterface(TrunkCommands::addTo)
                .inInterface(SpanningTreePortCommands::addTo)
                .writes(ConfigPlace.SPANNING_TREE, SpanningTreeCommands::write)
                .writes(ConfigPlace.VLAN, VlanCommands::write)
                .writes(InterfacePlace.SWITCHPORT, SwitchportCommands::write)
                .writes(InterfacePlace.SPANNING_TREE, SpanningTreePortCommands::write);
    }
}
