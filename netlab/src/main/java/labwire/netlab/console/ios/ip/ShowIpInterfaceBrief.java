package labwire.netlab.console.ios.ip;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.NetworkInterface;

/** {@code show ip interface brief}. */
final class ShowIpInterfaceBrief {
    private static final String ROW = "%-26s %-15s %-3s %-6s %-21s %s";

    private ShowIpInterfaceBrief() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                interface  IP interface status and configuration
                brief  Brief summary of IP status and configuration
                """, (console, arguments, reply) -> {
            reply.printLine(ROW, "Interface", "IP-Address", "OK?", "Method", "Status", "Protocol");
            for (DeviceInterface shown : console.device().interfaces()) {
                show(shown, reply);
            }
        });
    }

    private static void show(DeviceInterface shown, Reply reply) {
        String address = shown.ip().map(NetworkInterface::addresses).stream()
                .flatMap(addresses -> addresses.stream().limit(1))
                .map(first -> first.address().toString())
                .findFirst()
                .orElse("unassigned");
        String status = InterfaceState.status(shown);
        String protocol = InterfaceState.protocol(shown);
        reply.printLine(ROW, shown.name().longName(), address, "YES", shown.addressMethod(), status, protocol);
    }
}
