package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.function.Predicate;
import labwire.netlab.bridge.MacTableEntry;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;

/** {@code show mac address-table}. */
final class ShowMacAddressTable {
    private ShowMacAddressTable() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                mac  MAC configuration
                address-table  MAC forwarding table
                """, (console, arguments, reply) -> show(console, reply, entry -> true));
        graph.add(
                """
                show  Show running system information
                mac  MAC configuration
                address-table  MAC forwarding table
                dynamic  dynamic entry type
                """,
                (console, arguments, reply) ->
                        show(console, reply, entry -> entry.type() == MacTableEntry.Type.DYNAMIC));
        graph.add(
                """
                show  Show running system information
                mac  MAC configuration
                address-table  MAC forwarding table
                vlan  VLAN keyword
                {vlan:<1-4094>}  Vlan id
                """,
                (console, arguments, reply) -> show(console, reply, entry -> entry.vlan() == arguments.number("vlan")));
    }

    private static void show(IosConsole console, Reply reply, Predicate<MacTableEntry> wanted) {
        // The switch's own addresses are no part of what IOS on this platform shows.
        List<MacTableEntry> entries = console.bridge().macTable().stream()
                .filter(wanted)
                .filter(entry -> InterfaceName.tryParse(entry.port()).isPresent())
                .toList();
        reply.print("          Mac Address Table\n");
        reply.print("-------------------------------------------\n\n");
        reply.print("Vlan    Mac Address       Type        Ports\n");
        reply.print("----    -----------       --------    -----\n");
        for (MacTableEntry entry : entries) {
            String port = InterfaceName.tryParse(entry.port()).orElseThrow().shortName();
            reply.printLine("%4d    %s    %-8s    %s", entry.vlan(), entry.mac().toDottedString(), entry.type(), port);
        }
        reply.printLine("Total Mac Addresses for this criterion: %d", entries.size());
    }
}
