package labwire.netlab.console.ios.switching;

import java.util.List;
import labwire.netlab.bridge.Inconsistency;
import labwire.netlab.bridge.PortState;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeSettings;
import labwire.netlab.bridge.SpanningTreeSettings.PathCostMethod;
import labwire.netlab.bridge.SpanningTreeSettings.PortDefault;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;

/** {@code show spanning-tree}: a line a tree. */
final class ShowSpanningTreeSummary {
    private static final String COUNTS = "%-22s %8d %9d %8d %10d %10d";
    private static final String RULE = "---------------------- -------- --------- -------- ---------- ----------";

    private ShowSpanningTreeSummary() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String tree = ShowSpanningTree.TREE;
        graph.add(tree + "summary  Summary of port states", (console, arguments, reply) -> showSummary(console, reply));
        graph.add(
                tree + "root  Status and configuration of the root bridge",
                (console, arguments, reply) -> showRoots(ShowSpanningTree.active(console), reply));
        graph.add(
                tree + "bridge  Status and configuration of this bridge",
                (console, arguments, reply) -> showBridges(console, reply));
        graph.add(
                tree + "blockedports  Show blocked ports", (console, arguments, reply) -> showBlocked(console, reply));
        graph.add(
                tree + "inconsistentports  Show inconsistent ports",
                (console, arguments, reply) -> showInconsistent(console, reply));
    }

    private static void showSummary(IosConsole console, Reply reply) {
        SpanningTreeSettings settings = console.bridge().treeSettings();
        List<SpanningTreeView> trees = ShowSpanningTree.active(console);
        List<String> rooted = trees.stream()
                .filter(SpanningTreeView::isRoot)
                .map(tree -> ShowVlan.instance(tree.vlan()))
                .toList();
        reply.printLine("Switch is in %s mode", settings.mode().keyword());
        reply.printLine("Root bridge for: %s", rooted.isEmpty() ? "none" : String.join(", ", rooted));
        String row = "%-39s is %s";
        reply.printLine(row, "Extended system ID", "enabled");
        reply.printLine(row, "Portfast Default", enabled(settings, PortDefault.PORT_FAST));
        reply.printLine(row, "Portfast Edge BPDU Guard Default", enabled(settings, PortDefault.BPDU_GUARD));
        reply.printLine(row, "Portfast Edge BPDU Filter Default", enabled(settings, PortDefault.BPDU_FILTER));
        reply.printLine(row, "Loopguard Default", enabled(settings, PortDefault.LOOP_GUARD));
        String inactive = "enabled but inactive in " + settings.mode().keyword() + " mode";
        reply.printLine(row, "PVST Simulation Default", inactive);
        reply.printLine(row, "Bridge Assurance", inactive);
        reply.printLine(row, "EtherChannel misconfig guard", "enabled");
        reply.printLine(
                "%-39s is %s",
                "Configured Pathcost method used", settings.pathCostMethod() == PathCostMethod.LONG ? "long" : "short");
        reply.printLine(row, "UplinkFast", "disabled");
        reply.printLine(row, "BackboneFast", "disabled");
        reply.print("\nName                   Blocking Listening Learning Forwarding STP Active\n");
        reply.printLine(RULE);
        int[] sums = new int[4];
        for (SpanningTreeView tree : trees) {
            int blocking = count(tree, PortState.DISCARDING);
            int learning = count(tree, PortState.LEARNING);
            int forwarding = count(tree, PortState.FORWARDING);
            int all = tree.ports().size();
            reply.printLine(COUNTS, ShowVlan.instance(tree.vlan()), blocking, 0, learning, forwarding, all);
            sums[0] += blocking;
            sums[1] += learning;
            sums[2] += forwarding;
            sums[3] += all;
        }
        reply.printLine(RULE);
        String name = trees.size() + (trees.size() == 1 ? " vlan" : " vlans");
        reply.printLine(COUNTS, name, sums[0], 0, sums[1], sums[2], sums[3]);
    }

    private static String enabled(SpanningTreeSettings settings, PortDefault what) {
        return settings.isDefault(what) ? "enabled" : "disabled";
    }

    private static int count(SpanningTreeView tree, PortState state) {
        return (int) tree.ports().stream().filter(port -> port.state() == state).count();
    }

    private static void showRoots(List<SpanningTreeView> trees, Reply reply) {
        reply.print("\n                                        Root    Hello Max Fwd\n");
        reply.print("Vlan                   Root ID          Cost    Time  Age Dly  Root Port\n");
        reply.print("---------------- -------------------- --------- ----- --- ---  ------------\n");
        for (SpanningTreeView tree : trees) {
            reply.printLine(
                    "%-16s %5d %s %9d %4d %4d %3d  %-16s",
                    ShowVlan.instance(tree.vlan()),
                    tree.root().priority(),
                    tree.root().address().toDottedString(),
                    tree.rootPathCost(),
                    tree.helloTimeSeconds(),
                    tree.maxAgeSeconds(),
                    tree.forwardDelaySeconds(),
                    tree.rootPort()
                            .map(port -> Switchports.shortName(port.port()))
                            .orElse(""));
        }
    }

    private static void showBridges(IosConsole console, Reply reply) {
        reply.print("\n                                                   Hello  Max  Fwd\n");
        reply.print("Vlan                         Bridge ID              Time  Age  Dly  Protocol\n");
        reply.print("---------------- --------------------------------- -----  ---  ---  --------\n");
        for (SpanningTreeView tree : ShowSpanningTree.active(console)) {
            SpanningTreeSettings.Times own = console.bridge().treeSettings().times(tree.vlan());
            int priority = tree.bridge().priority();
            reply.printLine(
                    "%-16s %5d (%5d,%4d) %s  %4d   %3d  %3d  %s",
                    ShowVlan.instance(tree.vlan()),
                    priority,
                    priority - tree.vlan(),
                    tree.vlan(),
                    tree.bridge().address().toDottedString(),
                    own.helloTime(),
                    own.maxAge(),
                    own.forwardDelay(),
                    ShowSpanningTree.protocol(console));
        }
    }

    private static void showBlocked(IosConsole console, Reply reply) {
        reply.print("\nName                 Blocked Interfaces List\n");
        reply.print("-------------------- ------------------------------------\n");
        int number = 0;
        for (SpanningTreeView tree : ShowSpanningTree.active(console)) {
            List<String> blocked = tree.ports().stream()
                    .filter(port -> port.state() == PortState.DISCARDING)
                    .map(port -> Switchports.shortName(port.port()))
                    .toList();
            if (!blocked.isEmpty()) {
                reply.printLine("%-20s %s", ShowVlan.instance(tree.vlan()), String.join(", ", blocked));
                number += blocked.size();
            }
        }
        reply.printLine("\nNumber of blocked ports (segments) in the system : %d\n", number);
    }

    private static void showInconsistent(IosConsole console, Reply reply) {
        reply.print("\nName                 Interface              Inconsistency\n");
        reply.print("-------------------- ---------------------- ------------------\n");
        int number = 0;
        for (SpanningTreeView tree : ShowSpanningTree.active(console)) {
            for (SpanningTreePortView port : tree.ports()) {
                if (port.inconsistency() != Inconsistency.NONE) {
                    reply.printLine(
                            "%-20s %-22s %s", ShowVlan.instance(tree.vlan()), port.port(), text(port.inconsistency()));
                    number++;
                }
            }
        }
        reply.printLine("\nNumber of inconsistent ports (segments) in the system : %d\n", number);
    }

    private static String text(Inconsistency inconsistency) {
        return switch (inconsistency) {
            case NONE -> "";
            case ROOT -> "Root Inconsistent";
            case LOOP -> "Loop Inconsistent";
            case PVID -> "Port VLAN ID Mismatch";
            case TYPE -> "Port Type Inconsistent";
        };
    }
}
