package labwire.netlab.console.ios.switching;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.SwitchedPort;

/** {@code show vlan brief}. */
final class ShowVlan {
    private static final String ROW = "%-4s %-32s %-9s %s";
    private static final int MAX_PORTS_WIDTH = 31;

    private ShowVlan() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                vlan  VTP VLAN status
                [brief]  VTP all VLAN status in brief
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        reply.print("\n");
        reply.printLine(ROW, "VLAN", "Name", "Status", "Ports");
        reply.printLine(ROW, "-".repeat(4), "-".repeat(32), "-".repeat(9), "-".repeat(MAX_PORTS_WIDTH));
        for (Vlan vlan : console.bridge().vlans()) {
            List<String> lines = portLines(console, vlan.id());
            reply.printLine(ROW, vlan.id(), vlan.name(), "active", lines.get(0));
            lines.stream().skip(1).forEach(line -> reply.printLine(ROW, "", "", "", line));
        }
    }

    /** The access ports of a VLAN, as many on a line as the column takes; at least one line. */
    private static List<String> portLines(IosConsole console, int vlan) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (DeviceInterface shown : console.device().interfaces()) {
            if (!(shown instanceof SwitchedPort port) || !isAccessPort(port.bridgePort(), vlan)) {
                continue;
            }
            String name = shown.name().shortName();
            if (line.length() + name.length() + 2 > MAX_PORTS_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ", ").append(name);
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean isAccessPort(BridgePort port, int vlan) {
        return !port.isRouted() && port.mode() == PortMode.ACCESS && port.accessVlan() == vlan;
    }
}
