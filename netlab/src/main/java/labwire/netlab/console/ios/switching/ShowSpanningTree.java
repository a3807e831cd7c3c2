package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.Optional;
import labwire.netlab.bridge.Inconsistency;
import labwire.netlab.bridge.PortRole;
import labwire.netlab.bridge.PortState;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeSettings;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;

/** {@code show spanning-tree}: whole trees, and a port in its trees. */
final class ShowSpanningTree {
    static final String TREE = Switchports.SHOW + "spanning-tree  Spanning tree topology\n";
    static final String VLAN = "vlan  VLAN Switch Spanning Trees\n{vlan:<1-4094>}  VLAN ID\n";

    private static final String TIMERS = "             Hello Time  %2d sec  Max Age %2d sec  Forward Delay %2d sec";
    private static final String ROW = "%-19s %s %s%-9d %-8s %s ";

    private ShowSpanningTree() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(TREE, (console, arguments, reply) -> show(console, active(console), reply));
        graph.add(
                TREE + VLAN,
                (console, arguments, reply) ->
                        ofVlan(console, arguments, reply).ifPresent(tree -> show(console, List.of(tree), reply)));
        graph.add(
                TREE + "interface  Spanning Tree interface status and configuration\n{interface:INTERFACE}  Interface"
                        + " type and number",
                (console, arguments, reply) ->
                        Switchports.named(console, arguments, reply).ifPresent(port -> showPort(console, port, reply)));
    }

    /** The trees that have ports. */
    static List<SpanningTreeView> active(IosConsole console) {
        return console.bridge().spanningTrees().stream()
                .filter(tree -> !tree.ports().isEmpty())
                .toList();
    }

    /** The tree of the VLAN that a line names; if there is none, that is the answer. */
    static Optional<SpanningTreeView> ofVlan(IosConsole console, Arguments arguments, Reply reply) {
        int vlan = arguments.number("vlan");
        Optional<SpanningTreeView> tree = console.bridge()
                .spanningTree(vlan)
                .filter(known -> !console.bridge().treeSettings().disabled().contains(vlan));
        if (tree.isEmpty()) {
            reply.printLine("\nSpanning tree instance(s) for vlan %d does not exist.", vlan);
        }
        return tree;
    }

    private static void show(IosConsole console, List<SpanningTreeView> trees, Reply reply) {
        if (trees.isEmpty()) {
            reply.printLine("\nNo spanning tree instance exists.");
        }
        trees.forEach(tree -> show(console, tree, reply));
    }

    private static void show(IosConsole console, SpanningTreeView tree, Reply reply) {
        reply.printLine("\n%s", ShowVlan.instance(tree.vlan()));
        reply.printLine("  Spanning tree enabled protocol %s", protocol(console));
        reply.printLine("  Root ID    Priority    %d", tree.root().priority());
        reply.printLine("             Address     %s", tree.root().address().toDottedString());
        tree.rootPort()
                .ifPresentOrElse(
                        port -> {
                            reply.printLine("             Cost        %d", tree.rootPathCost());
                            reply.printLine("             Port        %d (%s)", port.number(), port.port());
                        },
                        () -> reply.printLine("             This bridge is the root"));
        reply.printLine(TIMERS, tree.helloTimeSeconds(), tree.maxAgeSeconds(), tree.forwardDelaySeconds());
        int priority = tree.bridge().priority();
        reply.printLine(
                "\n  Bridge ID  Priority    %d  (priority %d sys-id-ext %d)",
                priority, priority - tree.vlan(), tree.vlan());
        reply.printLine("             Address     %s", tree.bridge().address().toDottedString());
        SpanningTreeSettings.Times own = console.bridge().treeSettings().times(tree.vlan());
        reply.printLine(TIMERS, own.helloTime(), own.maxAge(), own.forwardDelay());
        reply.printLine("             Aging Time  %d sec", console.bridge().macAgeingSeconds());
        reply.print("\nInterface           Role Sts Cost      Prio.Nbr Type\n");
        reply.print("------------------- ---- --- --------- -------- --------------------------------\n");
        tree.ports().forEach(port -> show(Switchports.shortName(port.port()), port, reply));
        reply.print("\n");
    }

    static String protocol(IosConsole console) {
        return switch (console.bridge().treeSettings().mode()) {
            case PVST -> "ieee";
            case RAPID_PVST, MST -> "rstp";
        };
    }

    private static void showPort(IosConsole console, SwitchedPort shown, Reply reply) {
        List<SpanningTreeView> trees = active(console).stream()
                .filter(tree -> in(tree, shown).isPresent())
                .toList();
        if (trees.isEmpty()) {
            reply.printLine(
                    "no spanning tree info available for %s", shown.name().longName());
            return;
        }
        reply.print("\nVlan                Role Sts Cost      Prio.Nbr Type\n");
        reply.print("------------------- ---- --- --------- -------- --------------------------------\n");
        trees.forEach(
                tree -> show(ShowVlan.instance(tree.vlan()), in(tree, shown).orElseThrow(), reply));
    }

    private static Optional<SpanningTreePortView> in(SpanningTreeView tree, SwitchedPort port) {
        return tree.ports().stream()
                .filter(view -> view.port().equals(port.name().longName()))
                .findFirst();
    }

    private static void show(String name, SpanningTreePortView port, Reply reply) {
        boolean broken = port.inconsistency() != Inconsistency.NONE;
        reply.printLine(
                ROW,
                name,
                broken ? "Desg" : role(port.role()),
                broken ? "BKN*" : state(port.state()) + " ",
                port.cost(),
                port.priority() + "." + port.number(),
                broken ? port.linkType() + " " + port.inconsistency().text() : port.linkType());
    }

    private static String role(PortRole role) {
        return switch (role) {
            case ROOT -> "Root";
            case DESIGNATED -> "Desg";
            case ALTERNATE -> "Altn";
            case BACKUP -> "Back";
            case DISABLED -> "Disb";
        };
    }

    private static String state(PortState state) {
        return switch (state) {
            case FORWARDING -> "FWD";
            case LEARNING -> "LRN";
            case DISCARDING -> "BLK";
        };
    }
}
