package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.Optional;
import labwire.netlab.bridge.BridgeSettings;
import labwire.netlab.bridge.PortRole;
import labwire.netlab.bridge.PortState;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;

/** {@code show spanning-tree}. */
final class ShowSpanningTree {
    private static final String TIMERS = "             Hello Time  %2d sec  Max Age %2d sec  Forward Delay %2d sec";

    private ShowSpanningTree() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                spanning-tree  Spanning tree topology
                """, (console, arguments, reply) -> show(console.bridge().spanningTrees(), reply));
        graph.add("""
                show  Show running system information
                spanning-tree  Spanning tree topology
                vlan  VLAN Switch Spanning Trees
                {vlan:<1-4094>}  VLAN ID
                """, (console, arguments, reply) -> {
            int vlan = arguments.number("vlan");
            Optional<SpanningTreeView> tree = console.bridge().spanningTree(vlan);
            if (tree.isPresent()) {
                show(List.of(tree.get()), reply);
            } else {
                reply.printLine("\nSpanning tree instance(s) for vlan %d does not exist.", vlan);
            }
        });
    }

    private static void show(List<SpanningTreeView> trees, Reply reply) {
        List<SpanningTreeView> active =
                trees.stream().filter(tree -> !tree.ports().isEmpty()).toList();
        if (active.isEmpty()) {
            reply.printLine("\nNo spanning tree instance exists.");
        }
        active.forEach(tree -> show(tree, reply));
    }

    private static void show(SpanningTreeView tree, Reply reply) {
        reply.printLine("\nVLAN%04d", tree.vlan());
        reply.printLine("  Spanning tree enabled protocol rstp");
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
        BridgeSettings own = BridgeSettings.DEFAULT;
        reply.printLine(
                TIMERS,
                own.helloTime().toSeconds(),
                own.maxAge().toSeconds(),
                own.forwardDelay().toSeconds());
        reply.printLine("             Aging Time  %d sec", own.macAgeing().toSeconds());
        reply.print("\nInterface           Role Sts Cost      Prio.Nbr Type\n");
        reply.print("------------------- ---- --- --------- -------- --------------------------------\n");
        tree.ports().forEach(port -> show(port, reply));
        reply.print("\n");
    }

    private static void show(SpanningTreePortView port, Reply reply) {
        String name = InterfaceName.tryParse(port.port())
                .map(InterfaceName::shortName)
                .orElse(port.port());
        reply.printLine(
                "%-19s %s %s %-9d %-8s %s",
                name,
                role(port.role()),
                state(port.state()),
                port.cost(),
                port.priority() + "." + port.number(),
                port.linkType());
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
