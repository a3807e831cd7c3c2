package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.function.Function;
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

/** {@code show interfaces trunk}. */
final class ShowInterfacesTrunk {
    private static final String INTERFACES = Switchports.SHOW + "interfaces  Interface status and configuration\n";
    private static final String TRUNK = "trunk  Show interface trunk information";

    private ShowInterfacesTrunk() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(INTERFACES + TRUNK, (console, arguments, reply) -> {
            List<BridgePort> trunks = Switchports.of(console).stream()
                    .map(SwitchedPort::bridgePort)
                    .filter(ShowInterfacesTrunk::isTrunking)
                    .toList();
            if (!trunks.isEmpty()) {
                show(console, trunks, reply);
            }
        });
        graph.add(
                INTERFACES + "{interface:INTERFACE}  Interface type and number\n" + TRUNK,
                (console, arguments, reply) -> Switchports.named(console, arguments, reply)
                        .ifPresent(port -> show(console, List.of(port.bridgePort()), reply)));
    }

    static boolean isTrunking(BridgePort port) {
        return port.mode() == PortMode.TRUNK && port.port().isUp() && !port.isRouted();
    }

    private static void show(IosConsole console, List<BridgePort> ports, Reply reply) {
        reply.print("\nPort        Mode             Encapsulation  Status        Native vlan\n");
        for (BridgePort port : ports) {
            reply.printLine(
                    "%-11s %-16s %-14s %-13s %d",
                    Switchports.shortName(port),
                    mode(port.switchportMode()),
                    encapsulation(port),
                    isTrunking(port) ? "trunking" : "not-trunking",
                    port.nativeVlan());
        }
        VlanSet active = VlanSet.of(console.bridge().vlans().stream()
                .filter(Vlan::isActive)
                .mapToInt(Vlan::id)
                .toArray());
        showVlans("Vlans allowed on trunk", ports, ShowInterfacesTrunk::allowed, reply);
        showVlans(
                "Vlans allowed and active in management domain",
                ports,
                port -> allowed(port).intersection(active),
                reply);
        showVlans("Vlans in spanning tree forwarding state and not pruned", ports, BridgePort::forwardingVlans, reply);
    }

    /** A port that is no trunk now carries its access VLAN. */
    private static VlanSet allowed(BridgePort port) {
        return isTrunking(port) ? port.allowedVlans() : VlanSet.of(port.accessVlan());
    }

    private static void showVlans(
            String title, List<BridgePort> ports, Function<BridgePort, VlanSet> vlans, Reply reply) {
        reply.printLine("\n%-11s %s", "Port", title);
        ports.forEach(port -> reply.printLine("%-11s %s", Switchports.shortName(port), vlans.apply(port)));
    }

    private static String mode(SwitchportMode mode) {
        return switch (mode) {
            case TRUNK -> "on";
            case ACCESS -> "off";
            case DYNAMIC_AUTO -> "auto";
            case DYNAMIC_DESIRABLE -> "desirable";
        };
    }

    /** {@code n-} for what was negotiated. */
    private static String encapsulation(BridgePort port) {
        if (port.encapsulation() == TrunkEncapsulation.DOT1Q) {
            return "802.1q";
        }
        return isTrunking(port) ? "n-802.1q" : "negotiate";
    }
}
