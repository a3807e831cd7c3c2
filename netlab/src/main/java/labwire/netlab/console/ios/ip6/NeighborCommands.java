package labwire.netlab.console.ios.ip6;

import java.util.function.Consumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborCache6;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.MacAddress;

/** {@code ipv6 neighbor}: stations that are not asked for; {@code clear ipv6 neighbors}. */
final class NeighborCommands {
    private static final String NEIGHBOR = """
            ipv6  Global IPv6 configuration commands
            neighbor  Neighbor
            {address:X:X:X:X::X}  IPv6 address
            {interface:INTERFACE}  Interface
            """;

    private NeighborCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(NEIGHBOR + "{mac:H.H.H}  48-bit hardware address of neighbor\n", NeighborCommands::add);
        graph.add(Ip6Commands.NO + NEIGHBOR, NeighborCommands::remove);
        graph.add(
                Ip6Commands.NO + NEIGHBOR + "{mac:H.H.H}  48-bit hardware address of neighbor\n",
                NeighborCommands::remove);
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        graph.add(
                "clear  Reset functions\nipv6  IPv6\nneighbors  Clear IPv6 neighbor cache\n",
                (console, arguments, reply) -> console.device()
                        .stack()
                        .interfaces()
                        .forEach(on -> on.ip6().neighbors().clear()));
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        on(console, arguments, reply, on -> {
            if (!on.neighbors()
                    .addPermanent(
                            arguments.get("address", Ipv6Address.class), arguments.get("mac", MacAddress.class))) {
                reply.refuse(
                        "% Neighbor not added",
                        arguments.line(), "at most " + NeighborCache6.MAX_PERMANENT + " of them");
            }
        });
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        on(console, arguments, reply, on -> {
            if (!on.neighbors().remove(arguments.get("address", Ipv6Address.class))) {
                reply.refuse("% Neighbor not found", arguments.line(), "one that was added");
            }
        });
    }

    private static void on(IosConsole console, Arguments arguments, Reply reply, Consumer<Ip6Interface> action) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        console.device()
                .interfaceNamed(name)
                .flatMap(DeviceInterface::ip)
                .map(NetworkInterface::ip6)
                .ifPresentOrElse(
                        action,
                        () -> reply.refuse(
                                "%Invalid interface type and number", name.longName(), "an interface with IP"));
    }

    static void write(IosDevice device, ConfigText text) {
        for (NetworkInterface on : device.stack().interfaces()) {
            for (Neighbor6 neighbor : on.ip6().neighbors().neighbors()) {
                if (neighbor.state() == NeighborState6.PERMANENT) {
                    neighbor.mac()
                            .ifPresent(mac -> text.line("ipv6 neighbor " + Ipv6Names.of(neighbor.address()) + " "
                                    + on.name() + " " + mac.toDottedString()));
                }
            }
        }
    }
}
