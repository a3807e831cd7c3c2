package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.SpanningTreePortSettings;
import labwire.netlab.bridge.SpanningTreePortSettings.Choice;
import labwire.netlab.bridge.SpanningTreePortSettings.Guard;
import labwire.netlab.bridge.SpanningTreePortSettings.PortFast;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.SwitchedPort;

/** Spanning tree of a port: {@code spanning-tree} in interface configuration. */
final class SpanningTreePortCommands {
    private static final String NO = SwitchportCommands.NO;
    private static final String SPANNING_TREE = SpanningTreeCommands.SPANNING_TREE;
    private static final String PORTFAST =
            SPANNING_TREE + "portfast  Enable an interface to move directly to forwarding on link up\n";
    private static final String EDGE = "[edge]  Enable portfast edge on the interface\n";
    private static final String BPDUGUARD = SPANNING_TREE + "bpduguard  Don't accept BPDUs on this interface\n";
    private static final String BPDUFILTER =
            SPANNING_TREE + "bpdufilter  Don't send or receive BPDUs on this interface\n";
    private static final String GUARD = SPANNING_TREE + "guard  Change an interface's spanning tree guard mode\n";
    private static final String COST = "cost  Change an interface's spanning tree port path cost\n";
    private static final String PRIORITY = "port-priority  Change an interface's spanning tree port priority\n";

    private SpanningTreePortCommands() {}

    /** What is done to one port's settings. */
    @FunctionalInterface
    private interface SettingsChange {
        void apply(SpanningTreePortSettings settings, Arguments arguments);
    }

    private static Action<IosConsole> on(SettingsChange change) {
        return PortChanges.onPorts((console, arguments, reply, port) -> change.apply(port.treeSettings(), arguments));
    }

    static void addTo(CommandGraph<IosConsole> graph) {
        addPortFast(graph);
        addChoice(graph, BPDUGUARD, SpanningTreePortSettings::setBpduGuard);
        addChoice(graph, BPDUFILTER, SpanningTreePortSettings::setBpduFilter);
        graph.add(GUARD + "root  Set guard mode to root guard on interface", on((s, a) -> s.setGuard(Guard.ROOT)));
        graph.add(GUARD + "loop  Set guard mode to loop guard on interface", on((s, a) -> s.setGuard(Guard.LOOP)));
        graph.add(GUARD + "none  Set guard mode to none", on((s, a) -> s.setGuard(Guard.NONE)));
        graph.add(NO + GUARD, on((s, a) -> s.setGuard(Guard.DEFAULT)));
        String linkType = SPANNING_TREE + "link-type  Specify a link type for spanning tree protocol use\n";
        graph.add(linkType + "point-to-point  Consider the interface as point-to-point", on((s, a) -> {}));
        graph.add(NO + linkType, on((s, a) -> {}));
        addCost(graph);
        addPriority(graph);
    }

    private static void addPortFast(CommandGraph<IosConsole> graph) {
        Action<IosConsole> enable = PortChanges.onPorts((console, arguments, reply, port) -> {
            if (!console.isStartup()) {
                warn(reply, port.name());
            }
            port.treeSettings().setPortFast(arguments.has("trunk") ? PortFast.EDGE_TRUNK : PortFast.EDGE);
        });
        graph.add(PORTFAST + EDGE, enable);
        graph.add(PORTFAST + EDGE + "trunk  Enable portfast on the interface even in trunk mode", enable);
        graph.add(
                PORTFAST + "disable  Disable portfast for this interface",
                on((s, a) -> s.setPortFast(PortFast.DISABLED)));
        graph.add(
                NO + PORTFAST + EDGE + "[trunk]  Enable portfast on the interface even in trunk mode",
                on((s, a) -> s.setPortFast(PortFast.DEFAULT)));
    }

    private static void warn(Reply reply, String port) {
        reply.print("""
                %%Warning: portfast should only be enabled on ports connected to a single
                 host. Connecting hubs, concentrators, switches, bridges, etc... to this
                 interface  when portfast is enabled, can cause temporary bridging loops.
                 Use with CAUTION

                """.replace("%%", "%"));
        reply.printLine("%%Portfast has been configured on %s but will only", port);
        reply.printLine(" have effect when the interface is in a non-trunking mode.");
    }

    /** Sets a setting that has a default of the switch's. */
    @FunctionalInterface
    private interface ChoiceSetter {
        void set(SpanningTreePortSettings settings, Choice choice);
    }

    private static void addChoice(CommandGraph<IosConsole> graph, String beginning, ChoiceSetter setter) {
        graph.add(beginning + "enable  Enable for this interface", on((s, a) -> setter.set(s, Choice.ENABLED)));
        graph.add(beginning + "disable  Disable for this interface", on((s, a) -> setter.set(s, Choice.DISABLED)));
        graph.add(
                NO + beginning + "[enable]  Enable for this interface\n| disable  Disable for this interface",
                on((s, a) -> setter.set(s, Choice.DEFAULT)));
    }

    private static void addCost(CommandGraph<IosConsole> graph) {
        String cost = "{cost:<1-200000000>}  port path cost";
        graph.add(SPANNING_TREE + COST + cost, on((s, a) -> s.setCost(a.number("cost"))));
        graph.add(NO + SPANNING_TREE + COST + "[" + cost.replace("}  ", "}]  "), on((s, a) -> s.clearCost()));
        String vlans = SpanningTreeCommands.VLANS;
        graph.add(vlans + COST + cost, on((s, a) -> s.setCost(vlans(a), a.number("cost"))));
        graph.add(NO + vlans + COST + "[" + cost.replace("}  ", "}]  "), on((s, a) -> s.clearCost(vlans(a))));
    }

    private static void addPriority(CommandGraph<IosConsole> graph) {
        String value = "{priority:<0-240>}  port priority in increments of 16";
        String vlans = SpanningTreeCommands.VLANS;
        graph.add(SPANNING_TREE + PRIORITY + value, PortChanges.onPorts((console, arguments, reply, port) -> {
            if (isPriority(arguments, reply)) {
                port.treeSettings().setPriority(arguments.number("priority"));
            }
        }));
        graph.add(
                NO + SPANNING_TREE + PRIORITY + "[" + value.replace("}  ", "}]  "),
                on((s, a) -> s.setPriority(SpanningTreePortSettings.DEFAULT_PRIORITY)));
        graph.add(vlans + PRIORITY + value, PortChanges.onPorts((console, arguments, reply, port) -> {
            if (isPriority(arguments, reply)) {
                port.treeSettings().setPriority(vlans(arguments), arguments.number("priority"));
            }
        }));
        graph.add(NO + vlans + PRIORITY + "[" + value.replace("}  ", "}]  "), on((s, a) -> s.clearPriority(vlans(a))));
    }

    private static boolean isPriority(Arguments arguments, Reply reply) {
        int priority = arguments.number("priority");
        if (SpanningTreePortSettings.isPriority(priority)) {
            return true;
        }
        reply.refuse("% Port Priority in increments of 16 is required", Integer.toString(priority), "a multiple of 16");
        return false;
    }

    private static VlanSet vlans(Arguments arguments) {
        return arguments.get("vlans", VlanSet.class);
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!(configured instanceof SwitchedPort port)) {
            return;
        }
        SpanningTreePortSettings settings = port.bridgePort().treeSettings();
        settings.cost().ifPresent(cost -> text.child("spanning-tree cost " + cost));
        if (settings.priority() != SpanningTreePortSettings.DEFAULT_PRIORITY) {
            text.child("spanning-tree port-priority " + settings.priority());
        }
        settings.vlanCosts().keySet().stream()
                .sorted()
                .forEach(vlan -> text.child("spanning-tree vlan " + vlan + " cost "
                        + settings.vlanCosts().get(vlan)));
        settings.vlanPriorities().keySet().stream()
                .sorted()
                .forEach(vlan -> text.child("spanning-tree vlan " + vlan + " port-priority "
                        + settings.vlanPriorities().get(vlan)));
        switch (settings.portFast()) {
            case DEFAULT -> {}
            case EDGE -> text.child("spanning-tree portfast edge");
            case EDGE_TRUNK -> text.child("spanning-tree portfast edge trunk");
            case DISABLED -> text.child("spanning-tree portfast disable");
        }
        writeChoice("spanning-tree bpdufilter ", settings.bpduFilter(), text);
        writeChoice("spanning-tree bpduguard ", settings.bpduGuard(), text);
        switch (settings.guard()) {
            case DEFAULT -> {}
            case NONE -> text.child("spanning-tree guard none");
            case ROOT -> text.child("spanning-tree guard root");
            case LOOP -> text.child("spanning-tree guard loop");
        }
    }

    private static void writeChoice(String beginning, Choice choice, ConfigText text) {
        switch (choice) {
            case DEFAULT -> {}
            case ENABLED -> text.child(beginning + "enable");
            case DISABLED -> text.child(beginning + "disable");
        }
    }
}
