package labwire.netlab.console.ios.switching;

import java.util.Locale;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.SpanningTreeSettings;
import labwire.netlab.bridge.SpanningTreeSettings.Mode;
import labwire.netlab.bridge.SpanningTreeSettings.PathCostMethod;
import labwire.netlab.bridge.SpanningTreeSettings.PortDefault;
import labwire.netlab.bridge.SpanningTreeSettings.Times;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;

/** Spanning tree of the whole switch: {@code spanning-tree} in global configuration. */
final class SpanningTreeCommands {
    static final String NO = SwitchportCommands.NO;
    static final String SPANNING_TREE = "spanning-tree  Spanning Tree Subsystem\n";
    static final String VLANS = SPANNING_TREE + """
            vlan  VLAN Switch Spanning Tree
            {vlans:VLAN-LIST}  vlan range, example: 1,3-5,7,9-11
            """;

    private static final String PORTFAST = SPANNING_TREE + "portfast  Spanning tree portfast options\n";
    /** What {@code root primary} sets where no bridge has a better one. */
    private static final int PRIMARY = 24_576;

    private static final int SECONDARY = 28_672;
    private static final int PRIORITY_STEP = 4_096;

    private SpanningTreeCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addMode(graph);
        addPriority(graph);
        addTimes(graph);
        addPortDefault(
                graph,
                PORTFAST + "[edge]  portfast edge options\ndefault  Enable portfast by default",
                PortDefault.PORT_FAST);
        addPortDefault(
                graph,
                PORTFAST + "[edge]  portfast edge options\nbpduguard  Enable bpdu guard\ndefault  By default",
                PortDefault.BPDU_GUARD);
        addPortDefault(
                graph,
                PORTFAST + "[edge]  portfast edge options\nbpdufilter  Enable bpdu filter\ndefault  By default",
                PortDefault.BPDU_FILTER);
        addPortDefault(
                graph,
                SPANNING_TREE + "loopguard  Spanning tree loopguard options\ndefault  Enable loopguard by default",
                PortDefault.LOOP_GUARD);
        graph.add(
                VLANS,
                (console, arguments, reply) -> settings(console)
                        .setDisabled(settings(console).disabled().minus(vlans(arguments))));
        graph.add(
                NO + VLANS,
                (console, arguments, reply) -> settings(console)
                        .setDisabled(settings(console).disabled().union(vlans(arguments))));
    }

    private static void addMode(CommandGraph<IosConsole> graph) {
        String mode = SPANNING_TREE + "mode  Spanning tree operating mode\n";
        graph.add(mode + "pvst  Per-Vlan spanning tree mode", mode(Mode.PVST));
        graph.add(mode + "rapid-pvst  Per-Vlan rapid spanning tree mode", mode(Mode.RAPID_PVST));
        graph.add(mode + "mst  Multiple spanning tree mode", mode(Mode.MST));
        graph.add(NO + mode, mode(Mode.RAPID_PVST));
        String extend = SPANNING_TREE + """
                extend  Spanning Tree 802.1t extensions
                system-id  Extend system-id into priority portion of the bridge id
                """;
        graph.add(extend, (console, arguments, reply) -> {});
        String method = SPANNING_TREE + """
                pathcost  Spanning tree pathcost options
                method  Method to calculate default port path cost
                """;
        graph.add(
                method + "long  Use 32 bit based values for default port path costs",
                (console, arguments, reply) -> settings(console).setPathCostMethod(PathCostMethod.LONG));
        graph.add(
                method + "short  Use 16 bit based values for default port path costs",
                (console, arguments, reply) -> settings(console).setPathCostMethod(PathCostMethod.SHORT));
        graph.add(
                NO + method, (console, arguments, reply) -> settings(console).setPathCostMethod(PathCostMethod.SHORT));
    }

    private static Action<IosConsole> mode(Mode mode) {
        return (console, arguments, reply) -> settings(console).setMode(mode);
    }

    private static void addPriority(CommandGraph<IosConsole> graph) {
        String priority = VLANS + "priority  Set the bridge priority for the spanning tree\n";
        graph.add(
                priority + "{priority:<0-61440>}  bridge priority in increments of 4096",
                SpanningTreeCommands::priority);
        graph.add(
                NO + priority + "[{priority:<0-61440>}]  bridge priority in increments of 4096",
                (console, arguments, reply) ->
                        settings(console).setPriority(vlans(arguments), Bridge.DEFAULT_PRIORITY));
        String root = VLANS + "root  Configure switch as root\n";
        String diameter = "\n[diameter]  Network diameter of this spanning tree\n[{diameter:<2-7>}]  Maximum number of"
                + " bridges between any two end nodes";
        graph.add(
                root + "primary  Configure this switch as primary root for this spanning tree" + diameter,
                SpanningTreeCommands::primary);
        graph.add(
                root + "secondary  Configure switch as secondary root" + diameter,
                (console, arguments, reply) -> settings(console).setPriority(vlans(arguments), SECONDARY));
        graph.add(
                NO + root,
                (console, arguments, reply) ->
                        settings(console).setPriority(vlans(arguments), Bridge.DEFAULT_PRIORITY));
    }

    private static void addTimes(CommandGraph<IosConsole> graph) {
        addTime(
                graph,
                "hello-time  Set the hello interval for the spanning tree\n",
                "{seconds:<1-10>}  number of seconds" + " between generation of config BPDUs",
                (times, value) -> new Times(value, times.maxAge(), times.forwardDelay()),
                Times::helloTime);
        addTime(
                graph,
                "max-age  Set the max age interval for the spanning tree\n",
                "{seconds:<6-40>}  maximum number of" + " seconds the information in a BPDU is valid",
                (times, value) -> new Times(times.helloTime(), value, times.forwardDelay()),
                Times::maxAge);
        addTime(
                graph,
                "forward-time  Set the forward delay for the spanning tree\n",
                "{seconds:<4-30>}  number of" + " seconds for the forward delay timer",
                (times, value) -> new Times(times.helloTime(), times.maxAge(), value),
                Times::forwardDelay);
    }

    /** One of the times with another value. */
    @FunctionalInterface
    private interface TimeChange {
        Times apply(Times times, int value);
    }

    private static void addTime(
            CommandGraph<IosConsole> graph,
            String keyword,
            String value,
            TimeChange change,
            java.util.function.ToIntFunction<Times> part) {
        graph.add(
                VLANS + keyword + value,
                (console, arguments, reply) -> vlans(arguments)
                        .ids()
                        .forEach(vlan -> settings(console)
                                .setTimes(
                                        VlanSet.of(vlan),
                                        change.apply(settings(console).times(vlan), arguments.number("seconds")))));
        graph.add(
                NO + VLANS + keyword.strip(),
                (console, arguments, reply) -> vlans(arguments)
                        .ids()
                        .forEach(vlan -> settings(console)
                                .setTimes(
                                        VlanSet.of(vlan),
                                        change.apply(
                                                settings(console).times(vlan),
                                                part.applyAsInt(
                                                        settings(console).defaultTimes())))));
    }

    private static void addPortDefault(CommandGraph<IosConsole> graph, String grammar, PortDefault what) {
        graph.add(grammar, (console, arguments, reply) -> settings(console).setDefault(what, true));
        graph.add(NO + grammar, (console, arguments, reply) -> settings(console).setDefault(what, false));
    }

    private static SpanningTreeSettings settings(IosConsole console) {
        return console.bridge().treeSettings();
    }

    private static VlanSet vlans(Arguments arguments) {
        return arguments.get("vlans", VlanSet.class);
    }

    private static void priority(IosConsole console, Arguments arguments, Reply reply) {
        int priority = arguments.number("priority");
        if (!SpanningTreeSettings.isPriority(priority)) {
            reply.printLine("%% Bridge Priority must be in increments of %d.", PRIORITY_STEP);
            reply.printLine("% Allowed values are:");
            for (int from = 0; from <= 61440; from += 8 * PRIORITY_STEP) {
                StringBuilder row = new StringBuilder("  ");
                for (int value = from; value < from + 8 * PRIORITY_STEP && value <= 61440; value += PRIORITY_STEP) {
                    row.append(String.format(Locale.ROOT, "%-6d", value));
                }
                reply.printLine(row.toString().stripTrailing());
            }
            reply.fail(Integer.toString(priority), "a multiple of 4096, 0-61440");
            return;
        }
        settings(console).setPriority(vlans(arguments), priority);
    }

    /** Better than the present root, and 24576 if that is good enough. */
    private static void primary(IosConsole console, Arguments arguments, Reply reply) {
        vlans(arguments).ids().forEach(vlan -> {
            int wanted = console.bridge()
                    .spanningTree(vlan)
                    .filter(tree -> !tree.isRoot())
                    .map(tree -> below(tree, vlan))
                    .orElse(Math.min(PRIMARY, settings(console).priority(vlan)));
            if (wanted < 0) {
                reply.refuse(
                        "% Failed to make the bridge root for vlan " + vlan
                                + "\n% It may be possible to make the bridge root by setting the priority\n"
                                + "% for some (or all) of these instances to zero.",
                        arguments.line(),
                        "a root with a priority above 0");
                return;
            }
            settings(console).setPriority(VlanSet.of(vlan), wanted);
        });
    }

    private static int below(SpanningTreeView tree, int vlan) {
        int root = tree.root().priority() - vlan;
        return root > PRIMARY ? PRIMARY : (root - 1) / PRIORITY_STEP * PRIORITY_STEP - (root == 0 ? PRIORITY_STEP : 0);
    }

    static void write(IosDevice device, ConfigText text) {
        if (!(device instanceof Switch bridged)) {
            return;
        }
        SpanningTreeSettings settings = bridged.bridge().treeSettings();
        text.line("spanning-tree mode " + settings.mode().keyword());
        writeDefault(settings, PortDefault.LOOP_GUARD, "spanning-tree loopguard default", text);
        writeDefault(settings, PortDefault.PORT_FAST, "spanning-tree portfast edge default", text);
        writeDefault(settings, PortDefault.BPDU_FILTER, "spanning-tree portfast edge bpdufilter default", text);
        writeDefault(settings, PortDefault.BPDU_GUARD, "spanning-tree portfast edge bpduguard default", text);
        text.line("spanning-tree extend system-id");
        if (settings.pathCostMethod() == PathCostMethod.LONG) {
            text.line("spanning-tree pathcost method long");
        }
        if (!settings.disabled().isEmpty()) {
            text.line("no spanning-tree vlan " + settings.disabled());
        }
        for (int vlan = Vlan.DEFAULT_ID; vlan <= Vlan.MAX_ID; vlan++) {
            writeVlan(settings, vlan, text);
        }
    }

    private static void writeDefault(SpanningTreeSettings settings, PortDefault what, String line, ConfigText text) {
        if (settings.isDefault(what)) {
            text.line(line);
        }
    }

    private static void writeVlan(SpanningTreeSettings settings, int vlan, ConfigText text) {
        String beginning = "spanning-tree vlan " + vlan + " ";
        Times times = settings.times(vlan);
        Times defaults = settings.defaultTimes();
        if (settings.priority(vlan) != Bridge.DEFAULT_PRIORITY) {
            text.line(beginning + "priority " + settings.priority(vlan));
        }
        if (times.helloTime() != defaults.helloTime()) {
            text.line(beginning + "hello-time " + times.helloTime());
        }
        if (times.forwardDelay() != defaults.forwardDelay()) {
            text.line(beginning + "forward-time " + times.forwardDelay());
        }
        if (times.maxAge() != defaults.maxAge()) {
            text.line(beginning + "max-age " + times.maxAge());
        }
    }
}
