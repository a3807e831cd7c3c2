package labwire.netlab.console.ios.switching;

import java.util.Locale;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.SwitchportMode;
import labwire.netlab.bridge.TrunkEncapsulation;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;

/** {@code show dtp}. */
final class ShowDtp {
    private static final String DTP = Switchports.SHOW + "dtp  DTP information\n";

    private ShowDtp() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(DTP, (console, arguments, reply) -> {
            long using =
                    Switchports.of(console).stream().filter(ShowDtp::isUsing).count();
            reply.printLine("Global DTP information");
            reply.printLine("        Sending DTP Hello packets every 30 seconds");
            reply.printLine("        Dynamic Trunk timeout is 300 seconds");
            reply.printLine("        %d interfaces using DTP", using);
        });
        graph.add(
                DTP + "interface  Show interface specific DTP information\n{interface:INTERFACE}  Interface type and"
                        + " number",
                (console, arguments, reply) ->
                        Switchports.named(console, arguments, reply).ifPresent(port -> show(port, reply)));
    }

    private static boolean isUsing(SwitchedPort port) {
        return !port.isRouted()
                && port.bridgePort().isNegotiating()
                && port.bridgePort().switchportMode() != SwitchportMode.ACCESS;
    }

    private static void show(SwitchedPort shown, Reply reply) {
        BridgePort port = shown.bridgePort();
        boolean trunk = port.mode() == PortMode.TRUNK;
        String operational = trunk ? "TRUNK" : "ACCESS";
        String wished = port.encapsulation() == TrunkEncapsulation.DOT1Q ? "802.1Q" : "NEGOTIATE";
        String type = trunk ? "802.1Q" : "NATIVE";
        reply.printLine("DTP information for %s:", shown.name().longName());
        reply.printLine("  %-42s%s/%s/%s", "TOS/TAS/TNS:", operational, wish(port.switchportMode()), operational);
        reply.printLine("  %-42s%s/%s/%s", "TOT/TAT/TNT:", type, wished, type);
        reply.printLine(
                "  %-42s%s",
                "Neighbor address 1:",
                port.trunkNeighbor()
                        .map(mac -> mac.toDottedString().replace(".", "").toUpperCase(Locale.ROOT))
                        .orElse("000000000000"));
        reply.printLine("  %-42s%s", "Neighbor address 2:", "000000000000");
        reply.printLine("  %-42s%s", "FSM state:", trunk ? "S6:TRUNK" : "S2:ACCESS");
        reply.printLine("  %-42s%s", "Enabled:", isUsing(shown) ? "yes" : "no");
        reply.printLine("  %-42s%s", "In STP:", "no");
        reply.print("\n  Statistics\n  ----------\n");
        reply.printLine("  %d packets received (%d good)", port.trunkMessagesReceived(), port.trunkMessagesReceived());
        reply.printLine("  %d packets output (%d good)", port.trunkMessagesSent(), port.trunkMessagesSent());
    }

    private static String wish(SwitchportMode mode) {
        return switch (mode) {
            case ACCESS -> "OFF";
            case TRUNK -> "ON";
            case DYNAMIC_AUTO -> "AUTO";
            case DYNAMIC_DESIRABLE -> "DESIRABLE";
        };
    }
}
