package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.routing.ospf.StaticNeighbor;
import labwire.netlab.routing.ospf.process.OspfProcess;

/** {@code neighbor}: routers on links that carry no hellos to all. */
final class NeighborCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String NEIGHBOR = "neighbor  Specify a neighbor router\n{address:A.B.C.D}  Neighbor address\n";
    private static final String PRIORITY =
            "priority  OSPF priority of non-broadcast neighbor\n{priority:<0-255>}  Priority\n";
    private static final String POLL = "poll-interval  OSPF dead-router polling interval\n{poll:<1-65535>}  Seconds\n";

    private NeighborCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(NEIGHBOR, NeighborCommands::add);
        graph.add(NEIGHBOR + PRIORITY, NeighborCommands::add);
        graph.add(NEIGHBOR + POLL, NeighborCommands::add);
        graph.add(NEIGHBOR + PRIORITY + POLL, NeighborCommands::add);
        graph.add(
                NO + NEIGHBOR + "[{rest:LINE}]  Options of the neighbor",
                (console, arguments, reply) -> RouterOspfMode.configure(
                        console, process -> process.removeStaticNeighbor(arguments.address("address"))));
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        StaticNeighbor neighbor = new StaticNeighbor(
                arguments.find("priority", Integer.class).orElse(StaticNeighbor.DEFAULT_PRIORITY),
                arguments.find("poll", Integer.class).orElse(StaticNeighbor.DEFAULT_POLL_SECONDS));
        RouterOspfMode.configure(console, process -> {
            if (!process.addStaticNeighbor(arguments.address("address"), neighbor)) {
                reply.refuse("% Too many neighbors", arguments.line(), "at most " + OspfProcess.MAX_STATIC_NEIGHBORS);
            }
        });
    }
}
