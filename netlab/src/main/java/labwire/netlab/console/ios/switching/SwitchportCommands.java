package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.SwitchportMode;
import labwire.netlab.bridge.TrunkEncapsulation;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.device.SwitchedPort;

/** What a switch's port is: {@code switchport}, but for the VLANs of a trunk. */
final class SwitchportCommands {
    static final String NO = "no  Negate a command or set its defaults\n";
    static final String SWITCHPORT = "switchport  Set switching mode characteristics\n";

    private static final String MODE = SWITCHPORT + "mode  Set trunking mode of the interface\n";
    private static final String ACCESS_VLAN = SWITCHPORT + """
            access  Set access mode characteristics of the interface
            vlan  Set VLAN when interface is in access mode
            """;
    private static final String VOICE_VLAN = SWITCHPORT + """
            voice  Voice appliance attributes
            vlan  Vlan for voice traffic
            """;
    private static final String NONEGOTIATE =
            SWITCHPORT + "nonegotiate  Device will not engage in negotiation protocol on this interface";

    private SwitchportCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SWITCHPORT, (console, arguments, reply) -> setRouted(console, arguments, reply, false));
        graph.add(NO + SWITCHPORT, (console, arguments, reply) -> setRouted(console, arguments, reply, true));
        graph.add(MODE + "access  Set trunking mode to ACCESS unconditionally", mode(SwitchportMode.ACCESS));
        graph.add(MODE + "trunk  Set trunking mode to TRUNK unconditionally", mode(SwitchportMode.TRUNK));
        graph.add(MODE + """
                dynamic  Set trunking mode to dynamically negotiate access or trunk mode
                auto  Set trunking mode dynamic negotiation parameter to AUTO
                """, mode(SwitchportMode.DYNAMIC_AUTO));
        graph.add(MODE + """
                dynamic  Set trunking mode to dynamically negotiate access or trunk mode
                desirable  Set trunking mode dynamic negotiation parameter to DESIRABLE
                """, mode(SwitchportMode.DYNAMIC_DESIRABLE));
        graph.add(NO + MODE, mode(SwitchportMode.DYNAMIC_AUTO));
        graph.add(NONEGOTIATE, PortChanges.onPorts(SwitchportCommands::nonegotiate));
        graph.add(
                NO + NONEGOTIATE, PortChanges.onPorts((console, arguments, reply, port) -> port.setNegotiating(true)));
        graph.add(
                ACCESS_VLAN + "{vlan:<1-4094>}  VLAN ID of the VLAN when this port is in access mode",
                SwitchportCommands::accessVlan);
        graph.add(
                NO + ACCESS_VLAN + "[{vlan:<1-4094>}]  VLAN ID of the VLAN when this port is in access mode",
                PortChanges.onPorts((console, arguments, reply, port) -> port.setAccessVlan(Vlan.DEFAULT_ID)));
        graph.add(
                VOICE_VLAN + "{vlan:<1-4094>}  Vlan for voice traffic",
                PortChanges.onPorts((console, arguments, reply, port) -> port.setVoiceVlan(arguments.number("vlan"))));
        graph.add(
                NO + VOICE_VLAN + "[{vlan:<1-4094>}]  Vlan for voice traffic",
                PortChanges.onPorts((console, arguments, reply, port) -> port.setVoiceVlan(0)));
    }

    private static void setRouted(IosConsole console, Arguments arguments, Reply reply, boolean routed) {
        for (DeviceInterface selected : console.selected()) {
            if (selected instanceof SwitchedPort port) {
                port.setRouted(routed);
            } else {
                PortChanges.refuse(selected, arguments, reply);
            }
        }
    }

    private static Action<IosConsole> mode(SwitchportMode mode) {
        return PortChanges.onPorts((console, arguments, reply, port) -> {
            if (mode == SwitchportMode.TRUNK && port.encapsulation() == TrunkEncapsulation.NEGOTIATE) {
                reply.refuse(
                        "Command rejected: An interface whose trunk encapsulation is \"Auto\" can not be configured to"
                                + " \"trunk\" mode.",
                        arguments.line(),
                        "switchport trunk encapsulation dot1q before it");
                return;
            }
            if (mode.isDynamic() && !port.isNegotiating()) {
                refuseNonegotiate(arguments, reply);
                return;
            }
            port.setSwitchportMode(mode);
        });
    }

    private static void nonegotiate(IosConsole console, Arguments arguments, Reply reply, BridgePort port) {
        if (port.switchportMode().isDynamic()) {
            refuseNonegotiate(arguments, reply);
            return;
        }
        port.setNegotiating(false);
    }

    private static void refuseNonegotiate(Arguments arguments, Reply reply) {
        reply.refuse(
                "Command rejected: Conflict between 'nonegotiate' and 'dynamic' status on this interface",
                arguments.line(),
                "nonegotiate on access and trunk ports alone");
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
        PortChanges.forEach(console, arguments, reply, port -> port.setAccessVlan(vlan));
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!(configured instanceof SwitchedPort switched)) {
            return;
        }
        BridgePort port = switched.bridgePort();
        if (switched.isRouted()) {
            text.child("no switchport");
        }
        if (port.accessVlan() != Vlan.DEFAULT_ID) {
            text.child("switchport access vlan " + port.accessVlan());
        }
        if (port.encapsulation() == TrunkEncapsulation.DOT1Q) {
            text.child("switchport trunk encapsulation dot1q");
        }
        if (port.nativeVlan() != Vlan.DEFAULT_ID) {
            text.child("switchport trunk native vlan " + port.nativeVlan());
        }
        if (!port.allowedVlans().equals(VlanSet.ALL)) {
            text.child("switchport trunk allowed vlan " + port.allowedVlans());
        }
        switch (port.switchportMode()) {
            case ACCESS -> text.child("switchport mode access");
            case TRUNK -> text.child("switchport mode trunk");
            case DYNAMIC_DESIRABLE -> text.child("switchport mode dynamic desirable");
            case DYNAMIC_AUTO -> {}
        }
        if (!port.isNegotiating()) {
            text.child("switchport nonegotiate");
        }
        if (port.voiceVlan() != 0) {
            text.child("switchport voice vlan " + port.voiceVlan());
        }
    }
}
