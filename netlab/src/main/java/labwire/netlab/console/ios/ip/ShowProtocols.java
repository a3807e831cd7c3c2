package labwire.netlab.console.ios.ip;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;

/** {@code show protocols}: whether IP is routed, and where. */
final class ShowProtocols {
    private ShowProtocols() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                protocols  Active network routing protocols
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        reply.printLine("Global values:");
        reply.printLine(
                "  Internet Protocol routing is %s", console.device().stack().isForwarding() ? "enabled" : "disabled");
        for (DeviceInterface shown : console.device().interfaces()) {
            reply.printLine(
                    "%s is %s, line protocol is %s",
                    shown.name().longName(), InterfaceState.status(shown), InterfaceState.protocol(shown));
            for (InterfaceAddress address : shown.ip().map(NetworkInterface::addresses).stream()
                    .flatMap(all -> all.stream())
                    .limit(1)
                    .toList()) {
                reply.printLine("  Internet address is %s", address);
            }
        }
    }
}
