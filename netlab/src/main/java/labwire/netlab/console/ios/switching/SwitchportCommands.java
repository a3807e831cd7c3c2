package labwire.netlab.console.ios.switching;

import java.util.function.Consumer;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.KeptLines;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.device.SwitchedPort;

/** Access and trunk ports: {@code switchport}. */
final class SwitchportCommands {
    private SwitchportCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addMode(graph);
        addTrunk(graph);
        addAllowedVlans(graph);
    }

    private static void addMode(CommandGraph<IosConsole> graph) {
        graph.add("""
                switchport  Set switching mode characteristics
                mode  Set trunking mode of the interface
                access  Set trunking mode to ACCESS unconditionally
                """, (console, arguments, reply) -> {
            // Without the line, a port is in access mode because nothing negotiated a trunk; so it is shown again.
            forEachPort(console, arguments.line(), reply, port -> port.setMode(PortMode.ACCESS));
            KeptLines.keepForPorts(console, arguments.line(), reply);
        });
        graph.add("""
                switchport  Set switching mode characteristics
                mode  Set trunking mode of the interface
                trunk  Set trunking mode to TRUNK unconditionally
                """, (console, arguments, reply) -> {
            KeptLines.dropForInterfaces(console, "switchport mode");
            forEachPort(console, arguments.line(), reply, port -> port.setMode(PortMode.TRUNK));
        });
        graph.add("""
                no  Negate a command or set its defaults
                switchport  Set switching mode characteristics
                mode  Set trunking mode of the interface
                """, (console, arguments, reply) -> {
            KeptLines.dropForInterfaces(console, "switchport mode");
            forEachPort(console, arguments.line(), reply, port -> port.setMode(PortMode.ACCESS));
        });
        graph.add("""
                switchport  Set switching mode characteristics
                access  Set access mode characteristics of the interface
                vlan  Set VLAN when interface is in access mode
                {vlan:<1-4094>}  VLAN ID of the VLAN when this port is in access mode
                """, SwitchportCommands::accessVlan);
        graph.add("""
                no  Negate a command or set its defaults
                switchport  Set switching mode characteristics
                access  Set access mode characteristics of the interface
                vlan  Set VLAN when interface is in access mode
                """, onPorts((arguments, port) -> port.setAccessVlan(1)));
    }

    private static void addTrunk(CommandGraph<IosConsole> graph) {
        graph.add("""
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                encapsulation  Set trunking encapsulation when interface is in trunking mode
                dot1q  Interface uses only 802.1q trunking encapsulation when trunking
                """, (console, arguments, reply) -> {
            forEachPort(console, arguments.line(), reply, port -> {});
            KeptLines.keepForPorts(console, arguments.line(), reply);
        });
        graph.add(
                """
                no  Negate a command or set its defaults
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                encapsulation  Set trunking encapsulation when interface is in trunking mode
                """,
                (console, arguments, reply) -> KeptLines.dropForInterfaces(console, "switchport trunk encapsulation"));
        graph.add("""
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                native  Set trunking native characteristics when interface is in trunking mode
                vlan  Set native VLAN when interface is in trunking mode
                {vlan:<1-4094>}  VLAN ID of the native VLAN when this port is in trunking mode
                """, onPorts((arguments, port) -> port.setNativeVlan(arguments.number("vlan"))));
        graph.add("""
                no  Negate a command or set its defaults
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                native  Set trunking native characteristics when interface is in trunking mode
                vlan  Set native VLAN when interface is in trunking mode
                """, onPorts((arguments, port) -> port.setNativeVlan(1)));
    }

    private static void addAllowedVlans(CommandGraph<IosConsole> graph) {
        graph.add("""
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                allowed  Set allowed VLAN characteristics when interface is in trunking mode
                vlan  Set allowed VLANs when interface is in trunking mode
                {vlans:VLAN-LIST}  VLAN IDs of the allowed VLANs when this port is in trunking mode
                """, onPorts((arguments, port) -> port.setAllowedVlans(vlans(arguments))));
        graph.add(
                """
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                allowed  Set allowed VLAN characteristics when interface is in trunking mode
                vlan  Set allowed VLANs when interface is in trunking mode
                add  add VLANs to the current list
                {vlans:VLAN-LIST}  VLAN IDs of the allowed VLANs when this port is in trunking mode
                """,
                onPorts((arguments, port) ->
                        port.setAllowedVlans(port.allowedVlans().union(vlans(arguments)))));
        graph.add(
                """
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                allowed  Set allowed VLAN characteristics when interface is in trunking mode
                vlan  Set allowed VLANs when interface is in trunking mode
                remove  remove VLANs from the current list
                {vlans:VLAN-LIST}  VLAN IDs of disallowed VLANS when this port is in trunking mode
                """,
                onPorts((arguments, port) ->
                        port.setAllowedVlans(port.allowedVlans().minus(vlans(arguments)))));
        graph.add("""
                no  Negate a command or set its defaults
                switchport  Set switching mode characteristics
                trunk  Set trunking characteristics of the interface
                allowed  Set allowed VLAN characteristics when interface is in trunking mode
                vlan  Set allowed VLANs when interface is in trunking mode
                """, onPorts((arguments, port) -> port.setAllowedVlans(VlanSet.ALL)));
    }

    /** What is done to one port of the selected ones. */
    @FunctionalInterface
    interface PortChange {
        void apply(Arguments arguments, BridgePort port);
    }

    /** The change on every selected interface that is a switch's port. */
    static Action<IosConsole> onPorts(PortChange change) {
        return (console, arguments, reply) ->
                forEachPort(console, arguments.line(), reply, port -> change.apply(arguments, port));
    }

    private static void forEachPort(IosConsole console, String line, Reply reply, Consumer<BridgePort> change) {
        for (DeviceInterface selected : console.selected()) {
            if (selected instanceof SwitchedPort port) {
                change.accept(port.bridgePort());
            } else {
                reply.refuse(
                        "Command rejected: " + selected.name().shortName() + " not a switching port.",
                        line + ", on " + selected.name().longName(),
                        "a switch's port, such as Gi0/1");
            }
        }
    }

    private static VlanSet vlans(Arguments arguments) {
        return arguments.get("vlans", VlanSet.class);
    }

    private static void accessVlan(IosConsole console, Arguments arguments, Reply reply) {
        int vlan = arguments.number("vlan");
        if (!Switch.isUsable(vlan) || !console.bridge().hasRoomFor(vlan)) {
            reply.refuse("Command rejected: Bad VLAN", "VLAN " + vlan, "one of 1-1001 and 1006-4094, and room for it");
            return;
        }
        if (!console.bridge().hasVlan(vlan)) {
            reply.printLine("%% Access VLAN does not exist. Creating vlan %d", vlan);
        }
        forEachPort(console, arguments.line(), reply, port -> port.setAccessVlan(vlan));
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!(configured instanceof SwitchedPort switched)) {
            return;
        }
        BridgePort port = switched.bridgePort();
        if (port.accessVlan() != Vlan.DEFAULT_ID) {
            text.child("switchport access vlan " + port.accessVlan());
        }
        if (port.nativeVlan() != Vlan.DEFAULT_ID) {
            text.child("switchport trunk native vlan " + port.nativeVlan());
        }
        if (!port.allowedVlans().equals(VlanSet.ALL)) {
            text.child("switchport trunk allowed vlan " + port.allowedVlans());
        }
        if (port.mode() == PortMode.TRUNK) {
            text.child("switchport mode trunk");
        }
    }
}
