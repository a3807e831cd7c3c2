package labwire.netlab.console.ios.ip;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.wire.Ipv4Address;

/** {@code ip default-gateway}: the way out of a device that does not route, such as a switch. */
final class DefaultGatewayCommand {
    private static final String GATEWAY = """
            ip  Global IP configuration subcommands
            default-gateway  Specify default gateway (if not routing IP)
            """;

    private DefaultGatewayCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(GATEWAY + "{address:A.B.C.D}  IP address of default gateway", DefaultGatewayCommand::set);
        graph.add(
                "no  Negate a command or set its defaults\n" + GATEWAY + "[{address:A.B.C.D}]  IP address",
                (console, arguments, reply) -> console.device().staticRoutes().defaultGateway(Ipv4Address.ANY));
    }

    private static void set(IosConsole console, Arguments arguments, Reply reply) {
        Ipv4Address gateway = arguments.address("address");
        if (gateway.isAny() || gateway.isMulticast() || console.device().stack().isLocal(gateway)) {
            reply.refuse("% Invalid default gateway address", gateway.toString(), "another device's address");
            return;
        }
        console.device().staticRoutes().defaultGateway(gateway);
    }

    static void write(IosDevice device, ConfigText text) {
        device.staticRoutes().defaultGateway().ifPresent(gateway -> text.line("ip default-gateway " + gateway));
    }

    /** What {@code show ip route} says of a device that does not route. */
    static void show(IosDevice device, Reply reply) {
        reply.printLine(
                "Default gateway is %s",
                device.staticRoutes()
                        .defaultGateway()
                        .map(Ipv4Address::toString)
                        .orElse("not set"));
        reply.print("\n");
        reply.printLine("Host               Gateway           Last Use    Total Uses  Interface");
        reply.printLine("ICMP redirect cache is empty");
    }
}
