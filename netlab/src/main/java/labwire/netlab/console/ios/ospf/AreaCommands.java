package labwire.netlab.console.ios.ospf;

import java.util.OptionalInt;
import java.util.function.Consumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.routing.ospf.process.AreaConfig;
import labwire.netlab.routing.ospf.process.AuthenticationType;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code area}: what an area is, and what its border routers tell of it. */
final class AreaCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String AREA = """
            area  OSPF area parameters
            {area:AREA}  OSPF area ID as a decimal value or in IP address format
            """;

    private AreaCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String stub = AREA + "stub  Specify a stub area\n[no-summary]  Do not send summary LSA into stub area";
        graph.add(stub, AreaCommands::stub);
        graph.add(
                NO + stub,
                (console, arguments, reply) -> configure(console, arguments, area -> {
                    boolean keepsStub = arguments.has("no-summary");
                    area.stub(keepsStub && area.isStub(), true);
                }));
        String cost = AREA + "default-cost  Set the summary default-cost of a NSSA/stub area\n";
        graph.add(
                cost + "{cost:<0-16777215>}  Stub's advertised external route metric",
                (console, arguments, reply) -> configure(
                        console, arguments, area -> area.defaultCost(OptionalInt.of(arguments.number("cost")))));
        graph.add(
                NO + cost + "[{cost:<0-16777215>}]  Stub's advertised external route metric",
                (console, arguments, reply) ->
                        configure(console, arguments, area -> area.defaultCost(OptionalInt.empty())));
        String authentication = AREA + """
                authentication  Enable authentication
                [message-digest]  Use message-digest authentication
                """;
        graph.add(
                authentication,
                (console, arguments, reply) -> configure(
                        console,
                        arguments,
                        area -> area.authentication(
                                arguments.has("message-digest")
                                        ? AuthenticationType.MESSAGE_DIGEST
                                        : AuthenticationType.PASSWORD)));
        graph.add(
                NO + authentication,
                (console, arguments, reply) ->
                        configure(console, arguments, area -> area.authentication(AuthenticationType.NONE)));
        addRanges(graph);
    }

    private static void addRanges(CommandGraph<IosConsole> graph) {
        String range = AREA + """
                range  Summarize routes matching address/mask (border routers only)
                {address:A.B.C.D}  IP address to match
                {mask:A.B.C.D}  IP mask for address
                """;
        graph.add(range + """
                [advertise]  Advertise this range (default)
                | not-advertise  DoNotAdvertise this range
                """, (console, arguments, reply) -> addRange(console, arguments, OptionalInt.empty(), reply));
        graph.add(
                range + """
                cost  User specified metric for this range
                {cost:<0-16777215>}  Advertised metric for this range
                """,
                (console, arguments, reply) ->
                        addRange(console, arguments, OptionalInt.of(arguments.number("cost")), reply));
        graph.add(
                NO + range + "[{rest:LINE}]  Options of the range",
                (console, arguments, reply) -> configure(console, arguments, area -> {
                    try {
                        area.removeRange(prefix(arguments));
                    } catch (IllegalArgumentException e) {
                        reply.refuse("% OSPF: Invalid address/mask combination", arguments.line(), "leading ones");
                    }
                }));
    }

    private static void addRange(IosConsole console, Arguments arguments, OptionalInt cost, Reply reply) {
        configure(console, arguments, area -> {
            try {
                boolean advertised = !arguments.has("not-advertise");
                if (!area.addRange(new AreaSettings.Range(prefix(arguments), advertised, cost))) {
                    reply.refuse("% Too many ranges", arguments.line(), "at most " + AreaConfig.MAX_RANGES);
                }
            } catch (IllegalArgumentException e) {
                reply.refuse("% OSPF: Invalid address/mask combination", arguments.line(), "leading ones");
            }
        });
    }

    private static Ipv4Prefix prefix(Arguments arguments) {
        return Ipv4Prefix.of(arguments.address("address"), Ipv4Prefix.lengthOfMask(arguments.address("mask")));
    }

    private static void stub(IosConsole console, Arguments arguments, Reply reply) {
        if (arguments.address("area").isAny()) {
            reply.refuse("% OSPF: Backbone can not be configured as stub area", "area 0", "another area");
            return;
        }
        configure(console, arguments, area -> area.stub(true, !arguments.has("no-summary")));
    }

    private static void configure(IosConsole console, Arguments arguments, Consumer<AreaConfig> change) {
        Ipv4Address area = arguments.address("area");
        RouterOspfMode.configure(console, process -> change.accept(process.area(area)));
    }
}
