package labwire.netlab.console.linux;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;

/** {@code ip address}. */
final class AddressCommands {
    private AddressCommands() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                ip  Addresses, routes, links, neighbours
                address  Addresses of interfaces
                add  Add an address
                {address:ADDRESS/LENGTH}  Such as 10.10.88.25/24
                dev  The interface
                {interface:WORD}  Its name
                """, AddressCommands::add);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                address  Addresses of interfaces
                del  Take an address away
                {address:ADDRESS/LENGTH}  Such as 10.10.88.25/24
                dev  The interface
                {interface:WORD}  Its name
                """, AddressCommands::delete);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                address  Addresses of interfaces
                [show]  Show them
                """, (console, arguments, reply) -> show(console, reply));
        graph.add(
                """
                ip  Addresses, routes, links, neighbours
                address  Addresses of interfaces
                show  Show them
                dev  The interface
                {interface:WORD}  Its name
                """,
                (console, arguments, reply) ->
                        console.find(arguments.text("interface"), reply).ifPresent(ip -> show(console, ip, reply)));
    }

    private static void add(LinuxConsole console, Arguments arguments, Reply reply) {
        LinuxTypes.Cidr cidr = arguments.get("address", LinuxTypes.Cidr.class);
        console.find(arguments.text("interface"), reply).ifPresent(ip -> {
            try {
                if (!ip.addAddress(cidr.address(), cidr.length())) {
                    reply.refuse(
                            "RTNETLINK answers: File exists", cidr.address() + ", again", "an address it has not yet");
                }
            } catch (IllegalArgumentException e) {
                reply.refuse(
                        "Error: " + e.getMessage(), cidr.address() + "/" + cidr.length(), "an address a host can have");
            }
        });
    }

    private static void delete(LinuxConsole console, Arguments arguments, Reply reply) {
        LinuxTypes.Cidr cidr = arguments.get("address", LinuxTypes.Cidr.class);
        console.find(arguments.text("interface"), reply).ifPresent(ip -> {
            if (!ip.removeAddress(cidr.address())) {
                reply.refuse(
                        "RTNETLINK answers: Cannot assign requested address",
                        cidr.address().toString(),
                        "an address of " + ip.name());
            }
        });
    }

    private static void show(LinuxConsole console, Reply reply) {
        for (NetworkInterface ip : LinkCommands.all(console)) {
            show(console, ip, reply);
        }
    }

    private static void show(LinuxConsole console, NetworkInterface ip, Reply reply) {
        LinkCommands.show(console, ip, reply);
        List<InterfaceAddress> addresses = ip.addresses();
        for (InterfaceAddress address : addresses) {
            String broadcast = address.prefixLength() < 31 && !ip.isLoopback()
                    ? " brd " + address.prefix().broadcast()
                    : "";
            String scope = ip.isLoopback() ? "host" : "global";
            reply.printLine("    inet %s%s scope %s %s", address, broadcast, scope, ip.name());
        }
        Ip6Commands.showAddresses(console, ip, reply);
    }
}
