package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.SwitchportMode;
import labwire.netlab.bridge.TrunkEncapsulation;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;

/** The VLANs and the tags of a trunk: {@code switchport trunk}. */
final class TrunkCommands {
    private static final String NO = SwitchportCommands.NO;
    private static final String TRUNK =
            SwitchportCommands.SWITCHPORT + "trunk  Set trunking characteristics of the interface\n";
    private static final String ENCAPSULATION =
            TRUNK + "encapsulation  Set trunking encapsulation when interface is in trunking mode\n";
    private static final String NATIVE_VLAN = TRUNK + """
            native  Set trunking native characteristics when interface is in trunking mode
            vlan  Set native VLAN when interface is in trunking mode
            """;
    private static final String ALLOWED_VLAN = TRUNK + """
            allowed  Set allowed VLAN characteristics when interface is in trunking mode
            vlan  Set allowed VLANs when interface is in trunking mode
            """;
    private static final String VLANS =
            "{vlans:VLAN-LIST}  VLAN IDs of the allowed VLANs when this port is in trunking mode";

    private TrunkCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addEncapsulation(graph);
        addAllowed(graph);
        graph.add(
                NATIVE_VLAN + "{vlan:<1-4094>}  VLAN ID of the native VLAN when this port is in trunking mode",
                PortChanges.onPorts((console, arguments, reply, port) -> port.setNativeVlan(arguments.number("vlan"))));
        graph.add(
                NO + NATIVE_VLAN + "[{vlan:<1-4094>}]  VLAN ID of the native VLAN when this port is in trunking mode",
                PortChanges.onPorts((console, arguments, reply, port) -> port.setNativeVlan(Vlan.DEFAULT_ID)));
    }

    private static void addEncapsulation(CommandGraph<IosConsole> graph) {
        graph.add(
                ENCAPSULATION + "dot1q  Interface uses only 802.1q trunking encapsulation when trunking",
                PortChanges.onPorts(
                        (console, arguments, reply, port) -> port.setEncapsulation(TrunkEncapsulation.DOT1Q)));
        graph.add(
                ENCAPSULATION + "isl  Interface uses only ISL trunking encapsulation when trunking",
                (console, arguments, reply) -> reply.refuse(
                        "Command rejected: ISL encapsulation is not supported on this platform.",
                        arguments.line(),
                        "dot1q or negotiate"));
        PortChanges.PortChange negotiate = (console, arguments, reply, port) -> {
            if (port.switchportMode() == SwitchportMode.TRUNK) {
                reply.refuse(
                        "Command rejected: An interface in \"trunk\" mode can not be configured to \"Auto\" trunk"
                                + " encapsulation.",
                        arguments.line(),
                        "another mode before it");
                return;
            }
            port.setEncapsulation(TrunkEncapsulation.NEGOTIATE);
        };
        graph.add(
                ENCAPSULATION + "negotiate  Device will negotiate trunking encapsulation with peer on interface",
                PortChanges.onPorts(negotiate));
        graph.add(NO + ENCAPSULATION, PortChanges.onPorts(negotiate));
    }

    private static void addAllowed(CommandGraph<IosConsole> graph) {
        graph.add(
                ALLOWED_VLAN + VLANS,
                PortChanges.onPorts((console, arguments, reply, port) -> port.setAllowedVlans(vlans(arguments))));
        graph.add(
                ALLOWED_VLAN + "add  add VLANs to the current list\n" + VLANS,
                PortChanges.onPorts((console, arguments, reply, port) ->
                        port.setAllowedVlans(port.allowedVlans().union(vlans(arguments)))));
        graph.add(
                ALLOWED_VLAN + "remove  remove VLANs from the current list\n" + VLANS,
                PortChanges.onPorts((console, arguments, reply, port) ->
                        port.setAllowedVlans(port.allowedVlans().minus(vlans(arguments)))));
        graph.add(
                ALLOWED_VLAN + "except  all VLANs except the following\n" + VLANS,
                PortChanges.onPorts((console, arguments, reply, port) ->
                        port.setAllowedVlans(VlanSet.ALL.minus(vlans(arguments)))));
        graph.add(
                NO + ALLOWED_VLAN,
                PortChanges.onPorts((console, arguments, reply, port) -> port.setAllowedVlans(VlanSet.ALL)));
    }

    private static VlanSet vlans(Arguments arguments) {
        return arguments.get("vlans", VlanSet.class);
    }
}
