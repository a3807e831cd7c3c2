package labwire.netlab.console.linux;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborCache6;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.MacAddress;

/** {@code ip neighbour}: those of both families shown, those of IPv6 set and forgotten. */
final class NeighborCommands {
    private NeighborCommands() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                ip  Addresses, routes, links, neighbours
                neighbour  Stations on the host's links
                [show]  Show them
                """, (console, arguments, reply) -> show(console, reply));
        graph.add("""
                ip  Addresses, routes, links, neighbours
                neighbor  Stations on the host's links
                [show]  Show them
                """, (console, arguments, reply) -> show(console, reply));
        graph.add("""
                ip  Addresses, routes, links, neighbours
                neigh  Stations on the host's links
                [show]  Show them
                """, (console, arguments, reply) -> show(console, reply));
        for (String word : List.of("neighbour", "neighbor", "neigh")) {
            addIpv6(graph, word);
        }
    }

    /** Of IPv6, with {@code -6} or without. */
    private static void addIpv6(CommandGraph<LinuxConsole> graph, String word) {
        String device = "dev  The interface\n{interface:WORD}  Its name\n";
        for (String family : List.of("", "-6  IPv6 alone\n")) {
            String begin =
                    "ip  Addresses, routes, links, neighbours\n" + family + word + "  Stations on the host's links\n";
            String station = "{station:X:X::X}  Its address\n";
            for (String verb : List.of("add", "replace")) {
                graph.add(
                        begin + verb + "  Set one\n" + station + "lladdr  At\n{mac:H:H:H:H:H:H}  Its MAC address\n"
                                + device,
                        NeighborCommands::set);
            }
            graph.add(begin + "del  Forget one\n" + station + device, NeighborCommands::delete);
        }
        graph.add(
                "ip  Addresses, routes, links, neighbours\n-6  IPv6 alone\n" + word
                        + "  Stations on the host's links\n[show]  Show them\n",
                (console, arguments, reply) -> showIpv6(console, reply));
    }

    private static void show(LinuxConsole console, Reply reply) {
        for (NetworkInterface ip : console.host().stack().interfaces()) {
            for (Neighbor neighbor : ip.neighbors().neighbors()) {
                String station = neighbor.mac().map(mac -> " lladdr " + mac).orElse("");
                reply.printLine("%s dev %s%s %s", neighbor.address(), ip.name(), station, neighbor.state());
            }
        }
        showIpv6(console, reply);
    }

    static void showIpv6(LinuxConsole console, Reply reply) {
        for (NetworkInterface on : console.host().stack().interfaces()) {
            for (Neighbor6 neighbor : on.ip6().neighbors().neighbors()) {
                String station = neighbor.mac().map(mac -> " lladdr " + mac).orElse("");
                String router = neighbor.isRouter() ? " router" : "";
                reply.printLine("%s dev %s%s%s %s", neighbor.address(), on.name(), station, router, neighbor.state());
            }
        }
    }

    private static void set(LinuxConsole console, Arguments arguments, Reply reply) {
        Ipv6Address address = arguments.get("station", Ipv6Address.class);
        console.find(arguments.text("interface"), reply).ifPresent(on -> {
            if (!on.ip6().neighbors().addPermanent(address, arguments.get("mac", MacAddress.class))) {
                reply.refuse(
                        "RTNETLINK answers: No buffer space available",
                        address.toString(),
                        "at most " + NeighborCache6.MAX_PERMANENT + " neighbours that are set");
            }
        });
    }

    private static void delete(LinuxConsole console, Arguments arguments, Reply reply) {
        Ipv6Address address = arguments.get("station", Ipv6Address.class);
        console.find(arguments.text("interface"), reply).ifPresent(on -> {
            if (!on.ip6().neighbors().remove(address)) {
                reply.refuse(
                        "RTNETLINK answers: No such file or directory",
                        address.toString(),
                        "a neighbour that is known");
            }
        });
    }
}
