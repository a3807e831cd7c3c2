package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.device.SwitchedPort;

/** Spanning tree: {@code spanning-tree}. */
final class SpanningTreeCommands {
    private static final int DEFAULT_PRIORITY = 32768;
    private static final int PRIORITY_STEP = 4096;

    private SpanningTreeCommands() {}

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                vlan  VLAN Switch Spanning Tree
                {vlans:VLAN-LIST}  vlan range, example: 1,3-5,7,9-11
                priority  Set the bridge priority for the spanning tree
                {priority:<0-61440>}  bridge priority in increments of 4096
                """, SpanningTreeCommands::priority);
        graph.add("""
                no  Negate a command or set its defaults
                spanning-tree  Spanning Tree Subsystem
                vlan  VLAN Switch Spanning Tree
                {vlans:VLAN-LIST}  vlan range, example: 1,3-5,7,9-11
                priority  Set the bridge priority for the spanning tree
                """, (console, arguments, reply) -> setPriority(console, arguments, DEFAULT_PRIORITY));
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                mode  Spanning tree operating mode
                rapid-pvst  Per-Vlan rapid spanning tree mode
                """, (console, arguments, reply) -> {});
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                extend  Spanning Tree 802.1t extensions
                system-id  Extend system-id into priority portion of the bridge id
                """, (console, arguments, reply) -> {});
    }

    static void addToInterface(CommandGraph<IosConsole> graph) {
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                portfast  Enable an interface to move directly to forwarding on link up
                [edge]  Enable portfast edge on the interface
                """, SwitchportCommands.onPorts((arguments, port) -> port.setPortFast(true)));
        graph.add("""
                no  Negate a command or set its defaults
                spanning-tree  Spanning Tree Subsystem
                portfast  Enable an interface to move directly to forwarding on link up
                """, SwitchportCommands.onPorts((arguments, port) -> port.setPortFast(false)));
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                bpduguard  Don't accept BPDUs on this interface
                enable  Enable BPDU guard for this interface
                """, SwitchportCommands.onPorts((arguments, port) -> port.setBpduGuard(true)));
        graph.add("""
                no  Negate a command or set its defaults
                spanning-tree  Spanning Tree Subsystem
                bpduguard  Don't accept BPDUs on this interface
                """, SwitchportCommands.onPorts((arguments, port) -> port.setBpduGuard(false)));
        graph.add("""
                spanning-tree  Spanning Tree Subsystem
                cost  Change an interface's spanning tree port path cost
                {cost:<1-200000000>}  port path cost
                """, SwitchportCommands.onPorts((arguments, port) -> port.setCost(arguments.number("cost"))));
        graph.add("""
                no  Negate a command or set its defaults
                spanning-tree  Spanning Tree Subsystem
                cost  Change an interface's spanning tree port path cost
                """, SwitchportCommands.onPorts((arguments, port) -> port.setCost(BridgePort.DEFAULT_COST)));
    }

    private static void priority(IosConsole console, Arguments arguments, Reply reply) {
        int priority = arguments.number("priority");
        if (priority % PRIORITY_STEP != 0) {
            reply.refuse(
                    "% Bridge Priority must be in increments of 4096.",
                    Integer.toString(priority), "a multiple of 4096, 0-61440");
            return;
        }
        setPriority(console, arguments, priority);
    }

    private static void setPriority(IosConsole console, Arguments arguments, int priority) {
        arguments
                .get("vlans", VlanSet.class)
                .ids()
                .forEach(vlan -> console.bridge().setPriority(vlan, priority));
    }

    static void write(IosDevice device, ConfigText text) {
        text.line("spanning-tree mode rapid-pvst");
        text.line("spanning-tree extend system-id");
        if (device instanceof Switch bridged) {
            Bridge bridge = bridged.bridge();
            for (int vlan = Vlan.DEFAULT_ID; vlan <= Vlan.MAX_ID; vlan++) {
                if (bridge.priority(vlan) != Bridge.DEFAULT_PRIORITY) {
                    text.line("spanning-tree vlan " + vlan + " priority " + bridge.priority(vlan));
                }
            }
        }
    }

    static void writePort(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!(configured instanceof SwitchedPort switched)) {
            return;
        }
        BridgePort port = switched.bridgePort();
        if (port.isPortFast()) {
            text.child("spanning-tree portfast edge");
        }
        if (port.hasBpduGuard()) {
            text.child("spanning-tree bpduguard enable");
        }
        if (port.cost() != BridgePort.DEFAULT_COST) {
            text.child("spanning-tree cost " + port.cost());
        }
    }
}
