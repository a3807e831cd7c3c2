package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import labwire.netlab.bridge.BridgeSettings;
import labwire.netlab.bridge.MacTableEntry;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.SwitchedPort;
import labwire.netlab.wire.MacAddress;

/** {@code show mac address-table}, and {@code show mac-address-table} as older software had it. */
final class ShowMacAddressTable {
    private ShowMacAddressTable() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addTo(graph, Switchports.SHOW + "mac  MAC configuration\naddress-table  MAC forwarding table\n");
        addTo(graph, Switchports.SHOW + "mac-address-table  MAC forwarding table\n");
    }

    private static void addTo(CommandGraph<IosConsole> graph, String table) {
        String vlan = "vlan  VLAN keyword\n{vlan:<1-4094>}  Vlan id";
        String port = "interface  interface keyword\n{interface:INTERFACE}  Interface type and number";
        graph.add(table, (console, arguments, reply) -> show(console, reply, entry -> true));
        for (MacTableEntry.Type type : MacTableEntry.Type.values()) {
            boolean dynamic = type == MacTableEntry.Type.DYNAMIC;
            String typed = table + (dynamic ? "dynamic  dynamic entry type\n" : "static  static entry type\n");
            graph.add(typed, (console, arguments, reply) -> show(console, reply, entry -> entry.type() == type));
            graph.add(
                    typed + vlan,
                    (console, arguments, reply) -> show(
                            console, reply, entry -> entry.type() == type && entry.vlan() == arguments.number("vlan")));
            graph.add(
                    typed + port,
                    (console, arguments, reply) -> Switchports.named(console, arguments, reply)
                            .ifPresent(shown ->
                                    show(console, reply, entry -> entry.type() == type && isOn(shown, entry))));
        }
        graph.add(
                table + vlan,
                (console, arguments, reply) -> show(console, reply, entry -> entry.vlan() == arguments.number("vlan")));
        graph.add(
                table + port,
                (console, arguments, reply) -> Switchports.named(console, arguments, reply)
                        .ifPresent(shown -> show(console, reply, entry -> isOn(shown, entry))));
        graph.add(
                table + "address  address keyword\n{address:H.H.H}  48 bit mac address",
                (console, arguments, reply) -> {
                    MacAddress address = arguments.get("address", MacAddress.class);
                    show(console, reply, entry -> entry.mac().equals(address));
                });
        graph.add(table + "aging-time  aging-time keyword", (console, arguments, reply) -> {
            reply.printLine("Global Aging Time: %4d", console.bridge().macAgeingSeconds());
            reply.printLine("Vlan    Aging Time");
            reply.printLine("----    ----------");
        });
        graph.add(table + "count  count keyword", (console, arguments, reply) -> showCounts(console, reply));
    }

    private static boolean isOn(SwitchedPort port, MacTableEntry entry) {
        return entry.port().equals(port.name().longName());
    }

    /** The switch's own addresses are no part of what IOS on this platform shows. */
    private static List<MacTableEntry> entries(IosConsole console, Predicate<MacTableEntry> wanted) {
        return console.bridge().macTable().stream()
                .filter(wanted)
                .filter(entry -> InterfaceName.tryParse(entry.port()).isPresent())
                .toList();
    }

    private static void show(IosConsole console, Reply reply, Predicate<MacTableEntry> wanted) {
        List<MacTableEntry> entries = entries(console, wanted);
        reply.print("          Mac Address Table\n");
        reply.print("-------------------------------------------\n\n");
        reply.print("Vlan    Mac Address       Type        Ports\n");
        reply.print("----    -----------       --------    -----\n");
        for (MacTableEntry entry : entries) {
            String port = Switchports.shortName(entry.port());
            reply.printLine("%4d    %s    %-8s    %s", entry.vlan(), entry.mac().toDottedString(), entry.type(), port);
        }
        reply.printLine("Total Mac Addresses for this criterion: %d", entries.size());
    }

    private static void showCounts(IosConsole console, Reply reply) {
        List<MacTableEntry> all = entries(console, entry -> true);
        for (Vlan vlan : console.bridge().vlans()) {
            List<MacTableEntry> here =
                    all.stream().filter(entry -> entry.vlan() == vlan.id()).toList();
            long dynamic = here.stream()
                    .filter(entry -> entry.type() == MacTableEntry.Type.DYNAMIC)
                    .count();
            reply.printLine("\nMac Entries for Vlan %d:", vlan.id());
            reply.printLine("---------------------------");
            reply.printLine("Dynamic Address Count  : %d", dynamic);
            reply.printLine("Static  Address Count  : %d", here.size() - dynamic);
            reply.printLine("Total Mac Addresses    : %d", here.size());
        }
        reply.printLine(
                "\nTotal Mac Address Space Available: %d\n", BridgeSettings.DEFAULT_MAX_MAC_ENTRIES - all.size());
        if (console.bridge().macTableRefusals() > 0) {
            reply.printLine(
                    "Addresses refused by a full table: %d", console.bridge().macTableRefusals());
        }
    }

    /** The entries that a person has made. */
    static List<MacTableEntry> configured(List<MacTableEntry> table) {
        return table.stream()
                .filter(entry -> entry.type() == MacTableEntry.Type.STATIC)
                .filter(entry -> Optional.of(entry.port())
                        .flatMap(InterfaceName::tryParse)
                        .isPresent())
                .toList();
    }
}
