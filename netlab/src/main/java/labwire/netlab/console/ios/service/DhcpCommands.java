package labwire.netlab.console.ios.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.dhcp.AddressTests;
import labwire.netlab.service.dhcp.DhcpPool;
import labwire.netlab.service.dhcp.DhcpServer;
import labwire.netlab.service.dhcp.DhcpServer.Exclusion;
import labwire.netlab.service.dhcp.DhcpService;
import labwire.netlab.wire.Ipv4Address;

/** {@code ip dhcp excluded-address}, {@code ip dhcp pool}, {@code ip address dhcp}, {@code ip helper-address}. */
final class DhcpCommands {
    private DhcpCommands() {}

    private static void addPing(CommandGraph<IosConsole> graph) {
        String ping = """
                ip  Global IP configuration subcommands
                dhcp  Configure DHCP server and relay parameters
                ping  Specify ping parameters used by DHCP
                """;
        String no = "no  Negate a command or set its defaults\n";
        graph.add(
                ping
                        + "packets  Specify number of ping packets\n{count:<0-10>}  Number of ping packets (0 disables ping)\n",
                (console, arguments, reply) -> tests(console).packets(arguments.number("count")));
        graph.add(
                no + ping + "packets  Specify number of ping packets\n[{count:<0-10>}]  Number of ping packets\n",
                (console, arguments, reply) -> tests(console).packets(AddressTests.DEFAULT_PACKETS));
        graph.add(
                ping + "timeout  Specify ping timeout\n{millis:<100-10000>}  Ping timeout in milliseconds\n",
                (console, arguments, reply) -> tests(console).timeoutMillis(arguments.number("millis")));
        graph.add(
                no + ping + "timeout  Specify ping timeout\n[{millis:<100-10000>}]  Ping timeout in milliseconds\n",
                (console, arguments, reply) -> tests(console).timeoutMillis(AddressTests.DEFAULT_TIMEOUT_MILLIS));
    }

    private static AddressTests tests(IosConsole console) {
        return console.device().dhcp().tests();
    }

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        addPing(graph);
        graph.add("""
                ip  Global IP configuration subcommands
                dhcp  Configure DHCP server and relay parameters
                excluded-address  Prevent DHCP from assigning certain addresses
                {low:A.B.C.D}  Low IP address
                [{high:A.B.C.D}]  High IP address
                """, DhcpCommands::exclude);
        graph.add("""
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                dhcp  Configure DHCP server and relay parameters
                excluded-address  Prevent DHCP from assigning certain addresses
                {low:A.B.C.D}  Low IP address
                [{high:A.B.C.D}]  High IP address
                """, (console, arguments, reply) -> server(console).include(exclusion(arguments)));
        graph.add("""
                ip  Global IP configuration subcommands
                dhcp  Configure DHCP server and relay parameters
                pool  Configure DHCP address pools
                {name:WORD}  Pool name
                """, DhcpCommands::enterPool);
        graph.add("""
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                dhcp  Configure DHCP server and relay parameters
                pool  Configure DHCP address pools
                {name:WORD}  Pool name
                """, (console, arguments, reply) -> {
            server(console).removePool(arguments.text("name"));
            console.device().dhcp().update();
        });
        graph.add("""
                service  Modify use of network based services
                dhcp  Enable DHCP server and relay agent
                """, (console, arguments, reply) -> console.device().dhcp().setEnabled(true));
        graph.add("""
                no  Negate a command or set its defaults
                service  Modify use of network based services
                dhcp  Enable DHCP server and relay agent
                """, (console, arguments, reply) -> console.device().dhcp().setEnabled(false));
    }

    private static DhcpServer server(IosConsole console) {
        return console.device().dhcp().server();
    }

    private static Exclusion exclusion(Arguments arguments) {
        Ipv4Address low = arguments.address("low");
        return new Exclusion(low, arguments.find("high", Ipv4Address.class).orElse(low));
    }

    private static void exclude(IosConsole console, Arguments arguments, Reply reply) {
        Exclusion exclusion = exclusion(arguments);
        if (exclusion.first().compareTo(exclusion.last()) > 0) {
            reply.refuse("% Invalid address range", exclusion.first() + " to " + exclusion.last(), "the low one first");
        } else if (!server(console).exclude(exclusion)) {
            reply.refuse(
                    "% No memory for excluded address",
                    exclusion.first().toString(), "at most " + DhcpServer.MAX_EXCLUSIONS + " ranges");
        }
    }

    private static void enterPool(IosConsole console, Arguments arguments, Reply reply) {
        Optional<DhcpPool> pool = server(console).poolFor(arguments.text("name"));
        if (pool.isEmpty()) {
            reply.refuse("% No memory for pool", arguments.text("name"), "at most " + DhcpServer.MAX_POOLS + " pools");
            return;
        }
        console.device().dhcp().update();
        console.enter(new DhcpPoolMode(pool.get()));
    }

    static void addToInterface(CommandGraph<IosConsole> graph) {
        graph.add("""
                ip  Interface Internet Protocol config commands
                address  Set the IP address of an interface
                dhcp  IP Address negotiated via DHCP
                """, (console, arguments, reply) -> console.selected().forEach(one -> start(console, one, reply)));
        graph.add(
                """
                no  Negate a command or set its defaults
                ip  Interface Internet Protocol config commands
                address  Set the IP address of an interface
                dhcp  IP Address negotiated via DHCP
                """,
                (console, arguments, reply) ->
                        console.selected().forEach(console.device().dhcpClients()::stop));
        graph.add(
                """
                ip  Interface Internet Protocol config commands
                helper-address  Specify a destination address for UDP broadcasts
                {helper:A.B.C.D}  IP destination address
                """,
                (console, arguments, reply) ->
                        console.selected().forEach(one -> help(console, one, arguments.address("helper"), reply)));
        graph.add(
                """
                no  Negate a command or set its defaults
                ip  Interface Internet Protocol config commands
                helper-address  Specify a destination address for UDP broadcasts
                [{helper:A.B.C.D}]  IP destination address
                """,
                (console, arguments, reply) -> console.selected()
                        .forEach(one -> stopHelping(console, one, arguments.find("helper", Ipv4Address.class))));
    }

    private static void start(IosConsole console, DeviceInterface configured, Reply reply) {
        if (!console.device().dhcpClients().start(configured)) {
            reply.refuse(
                    "% IP addresses may not be configured on L2 links.",
                    configured.name().longName(), "an interface with an IP address, such as Vlan1");
        }
    }

    private static void help(IosConsole console, DeviceInterface configured, Ipv4Address helper, Reply reply) {
        DhcpService dhcp = console.device().dhcp();
        String name = configured.name().longName();
        List<Ipv4Address> helpers = new ArrayList<>(dhcp.helpers(name));
        if (helpers.contains(helper)) {
            return;
        }
        if (helpers.size() == DhcpService.MAX_HELPERS) {
            reply.refuse("% No memory for helper", helper.toString(), "at most " + DhcpService.MAX_HELPERS);
            return;
        }
        helpers.add(helper);
        dhcp.helpers(name, helpers);
    }

    private static void stopHelping(IosConsole console, DeviceInterface configured, Optional<Ipv4Address> helper) {
        DhcpService dhcp = console.device().dhcp();
        String name = configured.name().longName();
        List<Ipv4Address> helpers = new ArrayList<>(dhcp.helpers(name));
        helpers.removeIf(known -> helper.isEmpty() || helper.get().equals(known));
        dhcp.helpers(name, helpers);
    }

    static void write(IosDevice device, ConfigText text) {
        if (!device.dhcp().isEnabled()) {
            text.line("no service dhcp");
        }
        AddressTests tests = device.dhcp().tests();
        if (tests.packets() != AddressTests.DEFAULT_PACKETS) {
            text.line("ip dhcp ping packets " + tests.packets());
        }
        if (tests.timeoutMillis() != AddressTests.DEFAULT_TIMEOUT_MILLIS) {
            text.line("ip dhcp ping timeout " + tests.timeoutMillis());
        }
        for (Exclusion exclusion : device.dhcp().server().exclusions()) {
            boolean single = exclusion.first().equals(exclusion.last());
            text.line("ip dhcp excluded-address " + exclusion.first() + (single ? "" : " " + exclusion.last()));
        }
    }

    static void writeHelpers(IosDevice device, DeviceInterface configured, ConfigText text) {
        device.dhcp()
                .helpers(configured.name().longName())
                .forEach(helper -> text.child("ip helper-address " + helper));
    }
}
