package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.InterfaceType;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.StaticRoutes.StaticRoute;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** Static routes: {@code ip route}. */
final class RouteCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String ROUTE = """
            ip  Global IP configuration subcommands
            route  Establish static routes
            {prefix:A.B.C.D}  Destination prefix
            {mask:A.B.C.D}  Destination prefix mask
            """;
    private static final String HOP = "{hop:A.B.C.D}  Forwarding router's address\n";
    private static final String INTERFACE = "{interface:INTERFACE}  Interface to send from\n";
    private static final String DISTANCE = "[{distance:<1-255>}]  Distance metric for this route\n";
    private static final String TAG = "tag  Set tag for this route\n{tag:<1-2147483647>}  Tag value\n";
    private static final String NAME = "name  Specify name of the next hop\n{name:WORD}  Specify name\n";
    private static final String TRACK = "track  Install route depending on tracked item\n{track:<1-1000>}  Number\n";
    private static final String PERMANENT = "[permanent]  permanent route\n";

    /** What may follow, in the orders in which people write it. */
    private static final List<String> REMARKS = List.of(
            PERMANENT,
            TAG + PERMANENT,
            NAME + PERMANENT,
            TAG + NAME + PERMANENT,
            NAME + TAG + PERMANENT,
            TRACK,
            TRACK + NAME,
            NAME + TRACK);

    private RouteCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (String way : List.of(HOP, INTERFACE, INTERFACE + HOP)) {
            for (String remarks : REMARKS) {
                graph.add(ROUTE + way + DISTANCE + remarks, RouteCommands::add);
                graph.add(NO + ROUTE + way + DISTANCE + remarks, RouteCommands::remove);
            }
        }
        graph.add(NO + ROUTE, RouteCommands::remove);
    }

    private static Optional<Ipv4Prefix> prefix(Arguments arguments, Reply reply) {
        Ipv4Address network = arguments.address("prefix");
        try {
            int length = Ipv4Prefix.lengthOfMask(arguments.address("mask"));
            if (Ipv4Prefix.of(network, length).network().equals(network)) {
                return Optional.of(Ipv4Prefix.of(network, length));
            }
        } catch (IllegalArgumentException e) {
            // A mask with holes: the same answer as a network with host bits.
        }
        reply.refuse(
                "%Inconsistent address and mask",
                network + " " + arguments.address("mask"), "a network and its mask, such as 10.10.88.0 255.255.255.0");
        return Optional.empty();
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Prefix> prefix = prefix(arguments, reply);
        if (prefix.isEmpty()) {
            return;
        }
        @Nullable NetworkInterface outgoing = outgoing(console, arguments);
        if (outgoing == null && arguments.has("interface")) {
            InterfaceName name = arguments.get("interface", InterfaceName.class);
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface with IP");
            return;
        }
        Optional<Ipv4Address> hop = arguments.find("hop", Ipv4Address.class);
        if (hop.isPresent() && console.device().stack().isLocal(hop.get())) {
            reply.refuse(
                    "%Invalid next hop address (it's this router)", hop.get().toString(), "another router's address");
            return;
        }
        Route route = new Route(
                prefix.get(),
                hop.orElse(null),
                outgoing,
                arguments.find("distance", Integer.class).orElse(RouteOrigin.STATIC.defaultDistance()),
                0,
                RouteOrigin.STATIC,
                arguments.find("tag", Integer.class).orElse(0));
        if (!console.device().staticRoutes().add(new StaticRoute(route, remarks(arguments)))) {
            reply.refuse("% No memory for route", prefix.get().toString(), "fewer routes");
        }
    }

    private static @Nullable NetworkInterface outgoing(IosConsole console, Arguments arguments) {
        Optional<InterfaceName> name = arguments.find("interface", InterfaceName.class);
        if (name.filter(named -> named.type() == InterfaceType.NULL).isPresent()) {
            return console.device().stack().discard();
        }
        return name.flatMap(console.device()::interfaceNamed)
                .flatMap(DeviceInterface::ip)
                .orElse(null);
    }

    private static String remarks(Arguments arguments) {
        return arguments
                        .find("track", Integer.class)
                        .map(number -> " track " + number)
                        .orElse("")
                + (arguments.has("permanent") ? " permanent" : "")
                + arguments
                        .find("name", String.class)
                        .map(name -> " name " + name)
                        .orElse("");
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Prefix> prefix = prefix(arguments, reply);
        if (prefix.isEmpty()) {
            return;
        }
        Optional<Ipv4Address> hop = arguments.find("hop", Ipv4Address.class);
        @Nullable NetworkInterface outgoing = outgoing(console, arguments);
        boolean removed = console.device()
                .staticRoutes()
                .removeIf(route -> route.prefix().equals(prefix.get())
                        && (hop.isEmpty() || hop.get().equals(route.nextHop()))
                        && (outgoing == null || outgoing == route.outgoing()));
        if (!removed) {
            reply.refuse("%No matching route to delete", prefix.get().toString(), "a static route");
        }
    }

    static void write(IosDevice device, ConfigText text) {
        device.staticRoutes().routes().forEach(each -> text.line(line(each)));
    }

    private static String line(StaticRoute each) {
        Route route = each.route();
        @Nullable NetworkInterface outgoing = route.outgoing();
        @Nullable Ipv4Address nextHop = route.nextHop();
        return "ip route " + route.prefix().network() + " " + route.prefix().mask()
                + (outgoing == null ? "" : " " + outgoing.name())
                + (nextHop == null ? "" : " " + nextHop)
                + (route.distance() == RouteOrigin.STATIC.defaultDistance() ? "" : " " + route.distance())
                + (route.tag() == 0 ? "" : " tag " + route.tag())
                + each.remarks();
    }
}
