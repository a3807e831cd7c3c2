package labwire.netlab.console.ios.service;

import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.service.dhcp.DhcpInterface;
import labwire.netlab.service.dhcp.DhcpServer;

/** {@code clear ip dhcp …}, {@code release dhcp}, {@code renew dhcp}. */
final class DhcpExecCommands {
    private static final String CLEAR = """
            clear  Reset functions
            ip  IP
            dhcp  Delete items from the DHCP database
            """;

    private DhcpExecCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(CLEAR + """
                binding  DHCP address bindings
                *  Clear all automatic bindings
                """, (console, arguments, reply) -> {
            DhcpServer server = server(console);
            server.bindings(console.device().loop().clock().nanoTime())
                    .forEach(binding -> server.release(binding.address()));
        });
        graph.add(CLEAR + """
                binding  DHCP address bindings
                {address:A.B.C.D}  Clear a specific automatic binding
                """, (console, arguments, reply) -> server(console).release(arguments.address("address")));
        graph.add(
                CLEAR + """
                conflict  DHCP address conflicts
                *  Clear all address conflicts
                """,
                (console, arguments, reply) ->
                        server(console).conflicts().keySet().forEach(server(console)::clearConflict));
        graph.add(
                CLEAR + """
                conflict  DHCP address conflicts
                {address:A.B.C.D}  Clear a specific conflict
                """,
                (console, arguments, reply) -> server(console).clearConflict(arguments.address("address")));
        graph.add(
                CLEAR + """
                server  Miscellaneous DHCP server information
                statistics  Miscellaneous DHCP server statistics
                """,
                (console, arguments, reply) ->
                        console.device().dhcp().counters().clear());
        graph.add("""
                release  Release a resource
                dhcp  Release a DHCP lease
                {interface:INTERFACE}  Interface
                """, (console, arguments, reply) -> onClient(console, arguments, reply, DhcpInterface::release));
        graph.add("""
                renew  Renew a resource
                dhcp  Renew a DHCP lease
                {interface:INTERFACE}  Interface
                """, (console, arguments, reply) -> onClient(console, arguments, reply, DhcpInterface::renew));
    }

    private static DhcpServer server(IosConsole console) {
        return console.device().dhcp().server();
    }

    private static void onClient(IosConsole console, Arguments arguments, Reply reply, Consumer<DhcpInterface> action) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DhcpInterface> client =
                Optional.ofNullable(console.device().dhcpClients().all().get(name));
        client.ifPresentOrElse(
                action,
                () -> reply.refuse(
                        "Interface does not have a DHCP originated address",
                        name.longName(),
                        "an interface with ip address dhcp"));
    }
}
