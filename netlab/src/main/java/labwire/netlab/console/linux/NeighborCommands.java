package labwire.netlab.console.linux;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NetworkInterface;

/** {@code ip neighbour}. */
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
    }

    private static void show(LinuxConsole console, Reply reply) {
        for (NetworkInterface ip : console.host().stack().interfaces()) {
            for (Neighbor neighbor : ip.neighbors().neighbors()) {
                String station = neighbor.mac().map(mac -> " lladdr " + mac).orElse("");
                reply.printLine("%s dev %s%s %s", neighbor.address(), ip.name(), station, neighbor.state());
            }
        }
    }
}
