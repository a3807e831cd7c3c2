package labwire.netlab.console.ios.switching;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.bridge.Inconsistency;
import labwire.netlab.bridge.PortRole;
import labwire.netlab.bridge.PortState;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeSettings;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.wire.BridgeId;

/** {@code show spanning-tree detail}. */
final class ShowSpanningTreeDetail {
    private ShowSpanningTreeDetail() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String detail = "detail  Detailed information";
        graph.add(
                ShowSpanningTree.TREE + detail,
                (console, arguments, reply) ->
                        ShowSpanningTree.active(console).forEach(tree -> show(console, tree, reply)));
        graph.add(
                ShowSpanningTree.TREE + ShowSpanningTree.VLAN + detail,
                (console, arguments, reply) -> ShowSpanningTree.ofVlan(console, arguments, reply)
                        .ifPresent(tree -> show(console, tree, reply)));
    }

    private static void show(IosConsole console, SpanningTreeView tree, Reply reply) {
        SpanningTreeSettings.Times own = console.bridge().treeSettings().times(tree.vlan());
        reply.printLine(
                "\n %s is executing the %s compatible Spanning Tree protocol",
                ShowVlan.instance(tree.vlan()), ShowSpanningTree.protocol(console));
        reply.printLine(
                "  Bridge Identifier has priority %d, sysid %d, address %s",
                tree.bridge().priority() - tree.vlan(),
                tree.vlan(),
                tree.bridge().address().toDottedString());
        reply.printLine(
                "  Configured hello time %d, max age %d, forward delay %d, transmit hold-count 20",
                own.helloTime(), own.maxAge(), own.forwardDelay());
        if (tree.isRoot()) {
            reply.printLine("  We are the root of the spanning tree");
        } else {
            reply.printLine("  Current root has %s", identity(tree.root()));
            tree.rootPort()
                    .ifPresent(port -> reply.printLine(
                            "  Root port is %d (%s), cost of root path is %d",
                            port.number(), port.port(), tree.rootPathCost()));
        }
        reply.printLine("  Topology change flag not set, detected flag not set");
        reply.printLine(
                "  Number of topology changes %d last change occurred %s ago",
                tree.topologyChanges(), age(console.device().loop().now() - tree.lastTopologyChangeNanos()));
        reply.printLine("  Times:  hold 1, topology change %d, notification 2", own.maxAge() + own.forwardDelay());
        reply.printLine(
                "          hello %d, max age %d, forward delay %d ",
                tree.helloTimeSeconds(), tree.maxAgeSeconds(), tree.forwardDelaySeconds());
        reply.printLine(
                "  Timers: hello 0, topology change 0, notification 0, aging %d\n",
                console.bridge().macAgeingSeconds());
        tree.ports().forEach(port -> show(tree, port, reply));
    }

    private static String age(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static void show(SpanningTreeView tree, SpanningTreePortView port, Reply reply) {
        reply.printLine(
                " Port %d (%s) of %s is %s ", port.number(), port.port(), ShowVlan.instance(tree.vlan()), state(port));
        reply.printLine(
                "   Port path cost %d, Port priority %d, Port Identifier %d.%d.",
                port.cost(), port.priority(), port.priority(), port.number());
        reply.printLine("   Designated root has %s", identity(port.designatedRoot()));
        reply.printLine("   Designated bridge has %s", identity(port.designatedBridge()));
        reply.printLine(
                "   Designated port id is %d.%d, designated path cost %d",
                port.designatedPortId() >>> 8, port.designatedPortId() & 0xFF, port.designatedCost());
        reply.printLine("   Timers: message age 0, forward delay 0, hold 0");
        reply.printLine("   Number of transitions to forwarding state: %d", port.forwardTransitions());
        if (port.edge()) {
            reply.printLine("   The port is in the portfast edge mode");
        }
        reply.printLine("   Link type is point-to-point by default");
        reply.printLine("   BPDU: sent %d, received %d\n", port.sentBpdus(), port.receivedBpdus());
    }

    private static String identity(BridgeId bridge) {
        return "priority " + bridge.priority() + ", address " + bridge.address().toDottedString();
    }

    private static String state(SpanningTreePortView port) {
        if (port.inconsistency() != Inconsistency.NONE) {
            return "broken  (" + port.inconsistency().text().substring(1) + ")";
        }
        return role(port.role()) + " " + state(port.state());
    }

    private static String role(PortRole role) {
        return switch (role) {
            case ROOT -> "root";
            case DESIGNATED -> "designated";
            case ALTERNATE -> "alternate";
            case BACKUP -> "backup";
            case DISABLED -> "disabled";
        };
    }

    private static String state(PortState state) {
        return switch (state) {
            case FORWARDING -> "forwarding";
            case LEARNING -> "learning";
            case DISCARDING -> "blocking";
        };
    }
}
