package labwire.netlab.console.ios.ospf;

import java.util.Optional;
import java.util.OptionalInt;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.routing.ospf.process.DefaultOrigination;
import labwire.netlab.routing.ospf.process.Redistribution;

/** {@code redistribute}, {@code default-information}. */
final class RedistributionCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String SOURCE = """
            redistribute  Redistribute information from another routing protocol
            connected  Connected
            | static  Static routes
            """;
    private static final String ORIGINATE = """
            default-information  Control distribution of default information
            originate  Distribute a default route
            """;
    private static final String METRIC = """
            [metric]  OSPF default metric
            [{metricValue:<0-16777214>}]  OSPF default metric
            [metric-type]  OSPF metric type for default routes
            [{metricType:<1-2>}]  OSPF Link State type
            """;

    private RedistributionCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        // The options come in any order; IOS writes them in this one, and takes subnets at either end.
        graph.add(
                SOURCE + METRIC + "[subnets]  Consider subnets for redistribution into OSPF\n"
                        + "[tag]  Set tag for routes redistributed into OSPF\n"
                        + "[{tagValue:<0-2147483647>}]  Tag value",
                RedistributionCommands::redistribute);
        String subnets = SOURCE + "subnets  Consider subnets for redistribution into OSPF\n";
        graph.add(subnets + """
                metric  Metric for redistributed routes
                {metricValue:<0-16777214>}  OSPF default metric
                [metric-type]  OSPF metric type for default routes
                [{metricType:<1-2>}]  OSPF Link State type
                """, RedistributionCommands::redistribute);
        graph.add(subnets + """
                metric-type  OSPF/IS-IS exterior metric type for redistributed routes
                {metricType:<1-2>}  OSPF Link State type
                """, RedistributionCommands::redistribute);
        graph.add(
                NO + SOURCE + "[{rest:LINE}]  Options of the redistribution",
                (console, arguments, reply) -> RouterOspfMode.configure(
                        console, process -> process.redistributed().remove(source(arguments))));
        graph.add(
                ORIGINATE + "[always]  Always advertise default route\n" + METRIC,
                (console, arguments, reply) -> originate(console, arguments, reply));
        graph.add(
                NO + ORIGINATE + "[{rest:LINE}]  Options of the origination",
                (console, arguments, reply) ->
                        RouterOspfMode.configure(console, process -> process.defaultOrigination(null)));
    }

    private static Redistribution.Source source(Arguments arguments) {
        return arguments.has("connected") ? Redistribution.Source.CONNECTED : Redistribution.Source.STATIC;
    }

    /** True if each option that takes a value has one. */
    private static boolean isComplete(Arguments arguments, Reply reply) {
        boolean complete = arguments.has("metric") == arguments.has("metricValue")
                && arguments.has("metric-type") == arguments.has("metricType")
                && arguments.has("tag") == arguments.has("tagValue");
        if (!complete) {
            reply.refuse("% Incomplete command.", arguments.line(), "a value behind each option");
        }
        return complete;
    }

    private static OptionalInt metric(Arguments arguments) {
        Optional<Integer> metric = arguments.find("metricValue", Integer.class);
        return metric.isPresent() ? OptionalInt.of(metric.get()) : OptionalInt.empty();
    }

    private static boolean isType2(Arguments arguments) {
        return arguments.find("metricType", Integer.class).orElse(2) == 2;
    }

    private static void redistribute(IosConsole console, Arguments arguments, Reply reply) {
        if (!isComplete(arguments, reply)) {
            return;
        }
        boolean subnets = arguments.has("subnets");
        if (!subnets && !console.isStartup()) {
            reply.printLine("% Only classful networks will be redistributed");
        }
        int tag = arguments.find("tagValue", Integer.class).orElse(0);
        Redistribution how = new Redistribution(subnets, metric(arguments), isType2(arguments), tag);
        RouterOspfMode.configure(console, process -> process.redistributed().put(source(arguments), how));
    }

    private static void originate(IosConsole console, Arguments arguments, Reply reply) {
        if (isComplete(arguments, reply)) {
            DefaultOrigination how =
                    new DefaultOrigination(arguments.has("always"), metric(arguments), isType2(arguments));
            RouterOspfMode.configure(console, process -> process.defaultOrigination(how));
        }
    }
}
