package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.SwitchportMode;
import labwire.netlab.bridge.TrunkEncapsulation;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;

/** {@code show interfaces switchport}. */
final class ShowSwitchport {
    private static final String INTERFACES = Switchports.SHOW + "interfaces  Interface status and configuration\n";
    private static final String SWITCHPORT = "switchport  Show interface switchport information";

    private ShowSwitchport() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                INTERFACES + SWITCHPORT,
                (console, arguments, reply) -> Switchports.of(console).forEach(port -> show(console, port, reply)));
        graph.add(
                INTERFACES + "{interface:INTERFACE}  Interface type and number\n" + SWITCHPORT,
                (console, arguments, reply) ->
                        Switchports.named(console, arguments, reply).ifPresent(port -> show(console, port, reply)));
    }

    private static void show(IosConsole console, SwitchedPort switched, Reply reply) {
        BridgePort port = switched.bridgePort();
        reply.printLine("Name: %s", switched.name().shortName());
        if (switched.isRouted()) {
            reply.printLine("Switchport: Disabled\n");
            return;
        }
        reply.printLine("Switchport: Enabled");
        reply.printLine("Administrative Mode: %s", administrative(port.switchportMode()));
        reply.printLine("Operational Mode: %s", operational(port));
        reply.printLine(
                "Administrative Trunking Encapsulation: %s",
                port.encapsulation() == TrunkEncapsulation.DOT1Q ? "dot1q" : "negotiate");
        if (port.port().isUp()) {
            reply.printLine(
                    "Operational Trunking Encapsulation: %s", port.mode() == PortMode.TRUNK ? "dot1q" : "native");
        }
        boolean negotiates = port.isNegotiating() && port.switchportMode() != SwitchportMode.ACCESS;
        reply.printLine("Negotiation of Trunking: %s", negotiates ? "On" : "Off");
        reply.printLine("Access Mode VLAN: %s", named(console, port.accessVlan()));
        reply.printLine("Trunking Native Mode VLAN: %s", named(console, port.nativeVlan()));
        reply.printLine("Administrative Native VLAN tagging: enabled");
        reply.printLine("Voice VLAN: %s", port.voiceVlan() == 0 ? "none" : named(console, port.voiceVlan()));
        reply.printLine("Administrative private-vlan host-association: none ");
        reply.printLine("Administrative private-vlan mapping: none ");
        reply.printLine("Administrative private-vlan trunk native VLAN: none");
        reply.printLine("Administrative private-vlan trunk Native VLAN tagging: enabled");
        reply.printLine("Administrative private-vlan trunk encapsulation: dot1q");
        reply.printLine("Administrative private-vlan trunk normal VLANs: none");
        reply.printLine("Administrative private-vlan trunk associations: none");
        reply.printLine("Administrative private-vlan trunk mappings: none");
        reply.printLine("Operational private-vlan: none");
        reply.printLine(
                "Trunking VLANs Enabled: %s", port.allowedVlans().equals(VlanSet.ALL) ? "ALL" : port.allowedVlans());
        reply.printLine("Pruning VLANs Enabled: 2-1001");
        reply.printLine("Capture Mode Disabled");
        reply.printLine("Capture VLANs Allowed: ALL\n");
        reply.printLine("Protected: false");
        reply.printLine("Appliance trust: none\n");
    }

    private static String administrative(SwitchportMode mode) {
        return switch (mode) {
            case ACCESS -> "static access";
            case TRUNK -> "trunk";
            case DYNAMIC_AUTO -> "dynamic auto";
            case DYNAMIC_DESIRABLE -> "dynamic desirable";
        };
    }

    private static String operational(BridgePort port) {
        if (!port.port().isUp()) {
            return "down";
        }
        return port.mode() == PortMode.TRUNK ? "trunk" : "static access";
    }

    private static String named(IosConsole console, int vlan) {
        return vlan + " (" + console.bridge().vlan(vlan).map(Vlan::name).orElse("Inactive") + ")";
    }
}
