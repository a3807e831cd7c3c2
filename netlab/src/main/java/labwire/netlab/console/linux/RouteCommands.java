package labwire.netlab.console.linux;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** {@code ip route}. */
final class RouteCommands {
    private RouteCommands() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                ip  Addresses, routes, links, neighbours
                route  Routes
                add  Add a route
                {prefix:PREFIX}  A network, such as 10.10.88.0/24, or default
                via  Through a router
                {hop:A.B.C.D}  Its address
                """, RouteCommands::add);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                route  Routes
                add  Add a route
                {prefix:PREFIX}  A network, such as 10.10.88.0/24, or default
                [via]  Through a router
                [{hop:A.B.C.D}]  Its address
                dev  The interface
                {interface:WORD}  Its name
                """, RouteCommands::add);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                route  Routes
                del  Take a route away
                {prefix:PREFIX}  A network, such as 10.10.88.0/24, or default
                """, RouteCommands::delete);
        graph.add("""
                ip  Addresses, routes, links, neighbours
                route  Routes
                [show]  Show them
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void add(LinuxConsole console, Arguments arguments, Reply reply) {
        @Nullable NetworkInterface outgoing = null;
        if (arguments.has("interface")) {
            Optional<NetworkInterface> found = console.find(arguments.text("interface"), reply);
            if (found.isEmpty()) {
                return;
            }
            outgoing = found.get();
        }
        Ipv4Prefix prefix = arguments.get("prefix", Ipv4Prefix.class);
        Optional<Ipv4Address> hop = arguments.find("hop", Ipv4Address.class);
        if (hop.isPresent() && console.host().stack().sourceFor(hop.get()).isEmpty() && !isOnLink(console, hop.get())) {
            reply.refuse(
                    "Error: Nexthop has invalid gateway.", hop.get().toString(), "a router on a network of this host");
            return;
        }
        Route route = new Route(
                prefix, hop.orElse(null), outgoing, RouteOrigin.STATIC.defaultDistance(), 0, RouteOrigin.STATIC);
        if (!console.host().stack().routes().add(route)) {
            reply.refuse("RTNETLINK answers: No buffer space available", prefix.toString(), "fewer routes");
        }
    }

    /** True if an interface, up or not, has an address in the same network. */
    private static boolean isOnLink(LinuxConsole console, Ipv4Address hop) {
        return console.host().stack().interfaces().stream()
                .flatMap(ip -> ip.addresses().stream())
                .anyMatch(address -> address.prefix().contains(hop));
    }

    private static void delete(LinuxConsole console, Arguments arguments, Reply reply) {
        Ipv4Prefix prefix = arguments.get("prefix", Ipv4Prefix.class);
        for (Route route : console.host().stack().routes().configured()) {
            if (route.origin() == RouteOrigin.STATIC && route.prefix().equals(prefix)) {
                console.host().stack().routes().remove(route);
                return;
            }
        }
        reply.refuse("RTNETLINK answers: No such process", prefix.toString(), "a route that was added");
    }

    private static void show(LinuxConsole console, Reply reply) {
        for (Route route : console.host().stack().routes().routes()) {
            @Nullable NetworkInterface outgoing = route.outgoing();
            @Nullable Ipv4Address nextHop = route.nextHop();
            boolean loopback = outgoing != null && outgoing.isLoopback();
            if (route.origin() == RouteOrigin.LOCAL || loopback) {
                continue;
            }
            String prefix = route.prefix().equals(Ipv4Prefix.DEFAULT)
                    ? "default"
                    : route.prefix().toString();
            String via = nextHop == null ? "" : " via " + nextHop;
            String dev = outgoing == null ? "" : " dev " + outgoing.name();
            String proto = route.origin() == RouteOrigin.CONNECTED ? " proto kernel scope link" : "";
            String source = route.origin() == RouteOrigin.CONNECTED ? source(route, outgoing) : "";
            reply.printLine(prefix + via + dev + proto + source);
        }
    }

    private static String source(Route route, @Nullable NetworkInterface outgoing) {
        return outgoing == null
                ? ""
                : outgoing.addresses().stream()
                        .filter(address -> address.prefix().equals(route.prefix()))
                        .findFirst()
                        .map(address -> " src " + address.address())
                        .orElse("");
    }
}
