package labwire.netlab.console.ios.ospf;

import java.util.OptionalInt;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.routing.ospf.RouterSettings;
import labwire.netlab.routing.ospf.process.NetworkStatement;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.routing.ospf.process.OspfProcess.AdjacencyLog;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** What concerns a whole process: its ID, networks, timers, costs. */
final class ProcessCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";

    private ProcessCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addIdentity(graph);
        addShutdown(graph);
        addNetworks(graph);
        addCosts(graph);
        addTimers(graph);
        addLog(graph);
    }

    private static void addIdentity(CommandGraph<IosConsole> graph) {
        graph.add("""
                router-id  router-id for this OSPF process
                {id:A.B.C.D}  OSPF router-id in IP address format
                """, (console, arguments, reply) -> routerId(console, arguments.address("id"), reply));
        graph.add(
                NO + "router-id  router-id for this OSPF process\n[{id:A.B.C.D}]  OSPF router-id in IP address format",
                (console, arguments, reply) -> routerId(console, null, reply));
    }

    private static void addShutdown(CommandGraph<IosConsole> graph) {
        String shutdown = "shutdown  Shutdown the router process";
        graph.add(
                shutdown,
                (console, arguments, reply) -> RouterOspfMode.configure(console, process -> process.shutDown(true)));
        graph.add(
                NO + shutdown,
                (console, arguments, reply) -> RouterOspfMode.configure(console, process -> process.shutDown(false)));
    }

    /** A process that has neighbours keeps its ID until it begins anew. */
    private static void routerId(IosConsole console, @Nullable Ipv4Address id, Reply reply) {
        if (id != null && id.isAny()) {
            reply.refuse("% OSPF: router-id 0.0.0.0 is invalid", "0.0.0.0", "an ID that is not zero");
            return;
        }
        RouterOspfMode.configure(console, process -> {
            process.configuredId(id);
            boolean another =
                    process.router().filter(router -> !router.id().equals(id)).isPresent();
            boolean hasNeighbors = process.router().stream()
                    .flatMap(router -> router.interfaceList().stream())
                    .anyMatch(each -> !each.neighbors().isEmpty());
            if (another && hasNeighbors) {
                reply.printLine("% OSPF: Reload or use \"clear ip ospf process\" command, for this to take effect");
            } else if (another) {
                process.restart();
            }
        });
    }

    private static void addNetworks(CommandGraph<IosConsole> graph) {
        String network = """
                network  Enable routing on an IP network
                {address:A.B.C.D}  Network number
                {wildcard:A.B.C.D}  OSPF wild card bits
                area  Set the OSPF area ID
                {area:AREA}  OSPF area ID as a decimal value or in IP address format
                """;
        graph.add(
                network,
                (console, arguments, reply) -> RouterOspfMode.configure(console, process -> {
                    if (!process.addNetwork(statement(arguments))) {
                        reply.refuse(
                                "% Too many network statements",
                                arguments.line(), "at most " + OspfProcess.MAX_NETWORKS);
                    }
                }));
        graph.add(
                NO + network,
                (console, arguments, reply) ->
                        RouterOspfMode.configure(console, process -> process.removeNetwork(statement(arguments))));
    }

    private static NetworkStatement statement(Arguments arguments) {
        int wildcard = arguments.address("wildcard").value();
        // A mask where a wildcard is asked for is turned round, as IOS does.
        boolean isMask = wildcard < 0 && (~wildcard & ~wildcard + 1) == 0 && wildcard != -1;
        return new NetworkStatement(
                arguments.address("address"),
                new Ipv4Address(isMask ? ~wildcard : wildcard),
                arguments.address("area"));
    }

    private static void addCosts(CommandGraph<IosConsole> graph) {
        String cost = """
                auto-cost  Calculate OSPF interface cost according to bandwidth
                reference-bandwidth  Use reference bandwidth method to assign OSPF cost
                """;
        graph.add(
                cost + "{megabits:<1-4294967>}  The reference bandwidth in terms of Mbits per second",
                (console, arguments, reply) -> {
                    RouterOspfMode.configure(
                            console, process -> process.referenceMegabits(arguments.number("megabits")));
                    if (!console.isStartup()) {
                        reply.print("% OSPF: Reference bandwidth is changed.\n"
                                + "        Please ensure reference bandwidth is consistent across all routers.\n");
                    }
                });
        graph.add(
                NO + cost + "[{megabits:<1-4294967>}]  The reference bandwidth in terms of Mbits per second",
                (console, arguments, reply) -> RouterOspfMode.configure(
                        console, process -> process.referenceMegabits(OspfProcess.DEFAULT_REFERENCE_MEGABITS)));
        graph.add(
                "maximum-paths  Forward packets over multiple paths\n{paths:<1-32>}  Number of paths",
                (console, arguments, reply) -> paths(console, arguments.number("paths")));
        graph.add(
                NO + "maximum-paths  Forward packets over multiple paths\n[{paths:<1-32>}]  Number of paths",
                (console, arguments, reply) -> paths(console, OspfProcess.DEFAULT_MAXIMUM_PATHS));
        graph.add(
                "distance  Define an administrative distance\n{distance:<1-255>}  Administrative distance",
                (console, arguments, reply) -> distance(console, arguments.number("distance")));
        graph.add(
                NO + "distance  Define an administrative distance\n[{distance:<1-255>}]  Administrative distance",
                (console, arguments, reply) -> distance(console, RouteOrigin.OSPF.defaultDistance()));
        graph.add(
                "default-metric  Set metric of redistributed routes\n{metric:<1-16777214>}  Default metric",
                (console, arguments, reply) -> RouterOspfMode.configure(
                        console, process -> process.defaultMetric(OptionalInt.of(arguments.number("metric")))));
        graph.add(
                NO + "default-metric  Set metric of redistributed routes\n[{metric:<1-16777214>}]  Default metric",
                (console, arguments, reply) ->
                        RouterOspfMode.configure(console, process -> process.defaultMetric(OptionalInt.empty())));
        graph.add(
                "max-metric  Set maximum metric\nrouter-lsa  Maximum metric in self-originated router-LSAs",
                (console, arguments, reply) -> maxMetric(console, true));
        graph.add(
                NO + "max-metric  Set maximum metric\nrouter-lsa  Maximum metric in self-originated router-LSAs",
                (console, arguments, reply) -> maxMetric(console, false));
    }

    private static void paths(IosConsole console, int paths) {
        RouterOspfMode.configure(console, process -> {
            RouterSettings last = process.settings();
            process.settings(new RouterSettings(
                    last.spfStartMillis(), last.spfHoldMillis(), last.spfMaxMillis(), paths, last.maxMetric()));
        });
    }

    private static void maxMetric(IosConsole console, boolean maxMetric) {
        RouterOspfMode.configure(console, process -> {
            RouterSettings last = process.settings();
            process.settings(new RouterSettings(
                    last.spfStartMillis(), last.spfHoldMillis(), last.spfMaxMillis(), last.maximumPaths(), maxMetric));
        });
    }

    /** Routes that are in the table keep the old distance until the process computes them anew. */
    private static void distance(IosConsole console, int distance) {
        RouterOspfMode.configure(console, process -> {
            if (process.distance() != distance) {
                process.distance(distance);
            }
        });
    }

    private static void addTimers(CommandGraph<IosConsole> graph) {
        String timers = """
                timers  Adjust routing timers
                throttle  OSPF throttle timers
                spf  OSPF SPF throttle timers
                """;
        graph.add(
                timers + """
                {start:<1-600000>}  Delay between receiving a change to SPF calculation in milliseconds
                {hold:<1-600000>}  Delay between first and second SPF calculation in milliseconds
                {max:<1-600000>}  Maximum wait time in milliseconds for SPF calculations
                """,
                (console, arguments, reply) -> throttle(
                        console, arguments.number("start"), arguments.number("hold"), arguments.number("max")));
        graph.add(
                NO + timers + "[{rest:LINE}]  SPF throttle values",
                (console, arguments, reply) -> throttle(
                        console,
                        RouterSettings.DEFAULT.spfStartMillis(),
                        RouterSettings.DEFAULT.spfHoldMillis(),
                        RouterSettings.DEFAULT.spfMaxMillis()));
    }

    private static void throttle(IosConsole console, int start, int hold, int max) {
        RouterOspfMode.configure(console, process -> {
            RouterSettings last = process.settings();
            process.settings(new RouterSettings(start, hold, max, last.maximumPaths(), last.maxMetric()));
        });
    }

    private static void addLog(CommandGraph<IosConsole> graph) {
        graph.add(
                "log-adjacency-changes  Log changes in adjacency state\n[detail]  Log all state changes",
                (console, arguments, reply) ->
                        adjacencyLog(console, arguments.has("detail") ? AdjacencyLog.DETAIL : AdjacencyLog.ON));
        graph.add(
                NO + "log-adjacency-changes  Log changes in adjacency state\n[detail]  Log all state changes",
                (console, arguments, reply) ->
                        adjacencyLog(console, arguments.has("detail") ? AdjacencyLog.ON : AdjacencyLog.OFF));
    }

    private static void adjacencyLog(IosConsole console, AdjacencyLog log) {
        RouterOspfMode.configure(console, process -> process.adjacencyLog(log));
    }
}
