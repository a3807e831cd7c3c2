package labwire.netlab.console.ios.ip;

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
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** Static routes: {@code ip route}. */
final class RouteCommands {
    private RouteCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                ip  Global IP configuration subcommands
                route  Establish static routes
                {prefix:A.B.C.D}  Destination prefix
                {mask:A.B.C.D}  Destination prefix mask
                {hop:A.B.C.D}  Forwarding router's address
                [{distance:<1-255>}]  Distance metric for this route
                """, RouteCommands::add);
        graph.add("""
                ip  Global IP configuration subcommands
                route  Establish static routes
                {prefix:A.B.C.D}  Destination prefix
                {mask:A.B.C.D}  Destination prefix mask
                {interface:INTERFACE}  Interface to send from
                [{hop:A.B.C.D}]  Forwarding router's address
                [{distance:<1-255>}]  Distance metric for this route
                """, RouteCommands::add);
        graph.add("""
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                route  Establish static routes
                {prefix:A.B.C.D}  Destination prefix
                {mask:A.B.C.D}  Destination prefix mask
                [{hop:A.B.C.D}]  Forwarding router's address
                [{distance:<1-255>}]  Distance metric for this route
                """, RouteCommands::remove);
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
        @Nullable NetworkInterface outgoing = null;
        if (arguments.has("interface")) {
            InterfaceName name = arguments.get("interface", InterfaceName.class);
            outgoing = console.device()
                    .interfaceNamed(name)
                    .flatMap(DeviceInterface::ip)
                    .orElse(null);
            if (outgoing == null) {
                reply.refuse("%Invalid interface type and number", name.longName(), "an interface with IP");
                return;
            }
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
                RouteOrigin.STATIC);
        if (!console.device().stack().routes().add(route)) {
            reply.refuse("% No memory for route", prefix.get().toString(), "fewer routes");
        }
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Prefix> prefix = prefix(arguments, reply);
        if (prefix.isEmpty()) {
            return;
        }
        Optional<Ipv4Address> hop = arguments.find("hop", Ipv4Address.class);
        boolean removed = false;
        for (Route route : console.device().stack().routes().configured()) {
            if (route.origin() == RouteOrigin.STATIC
                    && route.prefix().equals(prefix.get())
                    && (hop.isEmpty() || hop.get().equals(route.nextHop()))) {
                removed |= console.device().stack().routes().remove(route);
            }
        }
        if (!removed) {
            reply.refuse("%No matching route to delete", prefix.get().toString(), "a static route");
        }
    }

    static void write(IosDevice device, ConfigText text) {
        for (Route route : device.stack().routes().configured()) {
            if (route.origin() == RouteOrigin.STATIC) {
                text.line(line(route));
            }
        }
    }

    private static String line(Route route) {
        @Nullable NetworkInterface outgoing = route.outgoing();
        @Nullable Ipv4Address nextHop = route.nextHop();
        return "ip route " + route.prefix().network() + " " + route.prefix().mask()
                + (outgoing == null ? "" : " " + outgoing.name())
                + (nextHop == null ? "" : " " + nextHop)
                + (route.distance() == RouteOrigin.STATIC.defaultDistance() ? "" : " " + route.distance());
    }
}
