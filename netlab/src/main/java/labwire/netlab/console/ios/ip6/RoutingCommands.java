package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.Optional;
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
import labwire.netlab.stack.ip6.Ip6Layer;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.ip6.Ip6Routes;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/** {@code ipv6 unicast-routing} and {@code ipv6 route}. */
final class RoutingCommands {
    private static final String IPV6 = "ipv6  Global IPv6 configuration commands\n";
    private static final String ROUTE =
            IPV6 + "route  Configure static routes\n{prefix:X:X:X:X::X/<0-128>}  IPv6 prefix\n";
    private static final String HOP = "{hop:X:X:X:X::X}  IPv6 address of next-hop\n";
    private static final String INTERFACE = "{interface:INTERFACE}  Interface to send from\n";
    private static final String DISTANCE = "[{distance:<1-254>}]  Administrative distance\n";

    private RoutingCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String routing = IPV6 + "unicast-routing  Enable unicast routing\n";
        graph.add(routing, (console, arguments, reply) -> ipv6(console).setForwarding(true));
        graph.add(
                Ip6Commands.NO + routing,
                (console, arguments, reply) -> ipv6(console).setForwarding(false));
        for (String way : List.of(HOP, INTERFACE, INTERFACE + HOP)) {
            graph.add(ROUTE + way + DISTANCE, RoutingCommands::add);
            graph.add(Ip6Commands.NO + ROUTE + way + DISTANCE, RoutingCommands::remove);
        }
        graph.add(Ip6Commands.NO + ROUTE, RoutingCommands::remove);
    }

    private static Ip6Layer ipv6(IosConsole console) {
        return console.device().stack().ipv6();
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv6Address> hop = arguments.find("hop", Ipv6Address.class);
        @Nullable Ip6Interface outgoing = outgoing(console, arguments);
        if (arguments.has("interface") && outgoing == null) {
            reply.refuse("% Invalid interface type and number", "interface", "an interface with IP");
            return;
        }
        if (outgoing == null && hop.filter(Ipv6Address::isLinkLocal).isPresent()) {
            reply.refuse(
                    "% Interface has to be specified for a link-local nexthop",
                    hop.get().toString(), "an interface too");
            return;
        }
        Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
        Ip6Route route = new Ip6Route(
                Ipv6Prefix.of(cidr.address(), cidr.length()),
                hop.orElse(null),
                outgoing,
                arguments.find("distance", Integer.class).orElse(1),
                0,
                Ip6Route.Origin.STATIC);
        if (!ipv6(console).routes().add(route)) {
            reply.refuse("% No memory for route", cidr.toString(), "fewer routes");
        }
    }

    private static @Nullable Ip6Interface outgoing(IosConsole console, Arguments arguments) {
        return arguments
                .find("interface", InterfaceName.class)
                .flatMap(console.device()::interfaceNamed)
                .flatMap(DeviceInterface::ip)
                .map(NetworkInterface::ip6)
                .orElse(null);
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
        Ipv6Prefix prefix = Ipv6Prefix.of(cidr.address(), cidr.length());
        Optional<Ipv6Address> hop = arguments.find("hop", Ipv6Address.class);
        @Nullable Ip6Interface outgoing = outgoing(console, arguments);
        Ip6Routes routes = ipv6(console).routes();
        List<Ip6Route> removed = routes.all().stream()
                .filter(route -> route.origin() == Ip6Route.Origin.STATIC
                        && route.prefix().equals(prefix))
                .filter(route -> hop.isEmpty() || hop.get().equals(route.nextHop()))
                .filter(route -> outgoing == null || outgoing == route.outgoing())
                .toList();
        removed.forEach(routes::remove);
        if (removed.isEmpty()) {
            reply.refuse("%No matching route to delete", prefix.toString(), "a static route");
        }
    }

    static void writeUnicastRouting(IosDevice device, ConfigText text) {
        if (device.stack().ipv6().isForwarding()) {
            text.line("ipv6 unicast-routing");
        }
    }

    static void write(IosDevice device, ConfigText text) {
        for (Ip6Route route : device.stack().ipv6().routes().all()) {
            Ip6Interface outgoing = route.outgoing();
            Ipv6Address hop = route.nextHop();
            if (route.origin() == Ip6Route.Origin.STATIC) {
                text.line("ipv6 route " + Ipv6Names.of(route.prefix())
                        + (outgoing == null ? "" : " " + outgoing.link().name())
                        + (hop == null ? "" : " " + Ipv6Names.of(hop))
                        + (route.distance() == 1 ? "" : " " + route.distance()));
            }
        }
    }
}
