package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.MacTableEntry;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.wire.MacAddress;

/** The MAC address table: {@code mac address-table}, {@code clear mac address-table}. */
final class MacTableCommands {
    private static final String NO = SwitchportCommands.NO;
    private static final String TABLE =
            "mac  Global MAC configuration subcommands\naddress-table  Configure the MAC" + " address table\n";
    private static final String STATIC = TABLE + """
            static  static keyword
            {address:H.H.H}  48 bit mac address
            vlan  VLAN keyword
            {vlan:<1-4094>}  VLAN id of mac address table
            """;
    private static final String PORT = "interface  interface\n{interface:INTERFACE}  Interface type and number";
    private static final String AGING = TABLE + "aging-time  Set MAC address table entry maximum age\n";

    private MacTableCommands() {}

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        graph.add(STATIC + PORT, MacTableCommands::addStatic);
        for (String end : new String[] {"", PORT}) {
            graph.add(
                    NO + STATIC + end,
                    (console, arguments, reply) -> console.bridge()
                            .removeStaticMac(arguments.number("vlan"), arguments.get("address", MacAddress.class)));
        }
        graph.add(AGING + "{seconds:<0-1000000>}  Aging time in seconds, 0 to disable", MacTableCommands::setAging);
        graph.add(
                NO + AGING + "[{seconds:<0-1000000>}]  Aging time in seconds",
                (console, arguments, reply) -> console.bridge().setMacAgeingSeconds(Bridge.DEFAULT_AGEING_SECONDS));
    }

    static void addToExec(CommandGraph<IosConsole> graph) {
        String clear = "clear  Reset functions\nmac  MAC configuration\naddress-table  MAC forwarding table\n"
                + "dynamic  dynamic entry type\n";
        graph.add(clear, (console, arguments, reply) -> console.bridge().clearMacTable());
        graph.add(
                clear + "vlan  VLAN keyword\n{vlan:<1-4094>}  Vlan id",
                (console, arguments, reply) -> console.bridge().clearMacTable(arguments.number("vlan")));
        graph.add(
                clear + "address  address keyword\n{address:H.H.H}  48 bit mac address",
                (console, arguments, reply) ->
                        console.bridge().clearMacTable(arguments.get("address", MacAddress.class)));
        graph.add(
                clear + PORT,
                (console, arguments, reply) -> Switchports.named(console, arguments, reply)
                        .ifPresent(port -> console.bridge().clearMacTable(port.bridgePort())));
    }

    private static void addStatic(IosConsole console, Arguments arguments, Reply reply) {
        MacAddress address = arguments.get("address", MacAddress.class);
        Bridge bridge = console.bridge();
        if (address.isMulticast()) {
            reply.refuse("% Only unicast addresses can be configured", address.toDottedString(), "a unicast address");
        } else if (bridge.isMacTableFull()) {
            reply.refuse("% MAC address table is full", address.toDottedString(), "fewer addresses");
        } else {
            Switchports.named(console, arguments, reply)
                    .ifPresent(port -> bridge.addStaticMac(arguments.number("vlan"), address, port.bridgePort()));
        }
    }

    private static void setAging(IosConsole console, Arguments arguments, Reply reply) {
        int seconds = arguments.number("seconds");
        if (seconds > 0 && seconds < 10) {
            reply.refuse("% Aging time must be 0 or 10-1000000 seconds", Integer.toString(seconds), "0, 10-1000000");
            return;
        }
        console.bridge().setMacAgeingSeconds(seconds);
    }

    static void write(IosDevice device, ConfigText text) {
        if (!(device instanceof Switch bridged)) {
            return;
        }
        Bridge bridge = bridged.bridge();
        if (bridge.macAgeingSeconds() != Bridge.DEFAULT_AGEING_SECONDS) {
            text.line("mac address-table aging-time " + bridge.macAgeingSeconds());
        }
        for (MacTableEntry entry : ShowMacAddressTable.configured(bridge.macTable())) {
            text.line("mac address-table static " + entry.mac().toDottedString() + " vlan " + entry.vlan()
                    + " interface " + entry.port());
        }
    }
}
