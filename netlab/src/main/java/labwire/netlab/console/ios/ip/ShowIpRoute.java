package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code show ip route}: the routes in use, gathered by classful networks as IOS gathers them. */
final class ShowIpRoute {
    private static final String CODES = """
            Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP
                   D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area\s
                   N1 - OSPF NSSA external type 1, N2 - OSPF NSSA external type 2
                   E1 - OSPF external type 1, E2 - OSPF external type 2
                   i - IS-IS, su - IS-IS summary, L1 - IS-IS level-1, L2 - IS-IS level-2
                   ia - IS-IS inter area, * - candidate default, U - per-user static route
                   o - ODR, P - periodic downloaded static route, H - NHRP, l - LISP
                   a - application route
                   + - replicated route, % - next hop override

            """;

    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            route  IP routing table
            """;

    private ShowIpRoute() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW, (console, arguments, reply) -> show(console, route -> true, reply));
        graph.add(
                SHOW + "connected  Connected",
                (console, arguments, reply) ->
                        show(console, route -> RouteCodes.source(route).equals("connected"), reply));
        graph.add(
                SHOW + "static  Static routes",
                (console, arguments, reply) ->
                        show(console, route -> RouteCodes.source(route).equals("static"), reply));
        graph.add(
                SHOW + "ospf  Open Shortest Path First (OSPF)",
                (console, arguments, reply) ->
                        show(console, route -> RouteCodes.source(route).equals("ospf"), reply));
        graph.add(
                SHOW + "{address:A.B.C.D}  Network to display information about or hostname\n"
                        + "[{mask:A.B.C.D}]  Network mask",
                ShowIpRouteEntry::show);
        graph.add(
                SHOW + "{address:A.B.C.D}  Network to display information about or hostname\n"
                        + "{mask:A.B.C.D}  Network mask\nlonger-prefixes  Show route matching the specified Network/Mask pair only",
                ShowIpRoute::showLonger);
        graph.add(
                SHOW + "summary  Summary of all routes",
                (console, arguments, reply) -> RouteSummary.show(routes(console), reply));
    }

    /** The routes in use, without those of 127/8. */
    static List<Route> routes(IosConsole console) {
        return console.device().stack().routes().routes().stream()
                .filter(route -> route.outgoing() != console.device().stack().loopback())
                .map(ShowIpRoute::asShown)
                .toList();
    }

    /** The network of an address with 32 bits is that address: IOS shows it as connected, not as local. */
    private static Route asShown(Route route) {
        NetworkInterface on = route.outgoing();
        boolean isNetwork = route.origin() == RouteOrigin.LOCAL
                && on != null
                && on.addresses().stream().anyMatch(own -> own.prefix().equals(route.prefix()));
        return isNetwork ? new Route(route.prefix(), null, on, 0, 0, RouteOrigin.CONNECTED) : route;
    }

    private static void showLonger(IosConsole console, Arguments arguments, Reply reply) {
        try {
            int length = Ipv4Prefix.lengthOfMask(arguments.address("mask"));
            Ipv4Prefix within = Ipv4Prefix.of(arguments.address("address"), length);
            show(
                    console,
                    route -> route.prefix().length() >= length
                            && within.contains(route.prefix().network()),
                    reply);
        } catch (IllegalArgumentException e) {
            reply.refuse("%Invalid mask", arguments.address("mask").toString(), "a mask of leading ones");
        }
    }

    private static void show(IosConsole console, Predicate<Route> wanted, Reply reply) {
        if (!console.device().stack().isForwarding()) {
            DefaultGatewayCommand.show(console.device(), reply);
            return;
        }
        List<Route> routes = routes(console);
        reply.print(CODES);
        Optional<Route> last = routes.stream()
                .filter(route -> route.prefix().equals(Ipv4Prefix.DEFAULT))
                .findFirst();
        reply.printLine(
                "Gateway of last resort is %s",
                last.map(route -> (route.nextHop() == null ? "0.0.0.0" : route.nextHop()) + " to network 0.0.0.0")
                        .orElse("not set"));
        reply.print("\n");
        Map<Ipv4Prefix, List<Route>> byNetwork = routes.stream()
                .collect(Collectors.groupingBy(route -> classful(route.prefix()), TreeMap::new, Collectors.toList()));
        byNetwork.forEach((network, members) -> {
            if (members.stream().anyMatch(wanted)) {
                showNetwork(console, network, members, wanted, reply);
            }
        });
    }

    /** The heading is the same whichever of the network's routes are wanted. */
    private static void showNetwork(
            IosConsole console, Ipv4Prefix network, List<Route> members, Predicate<Route> wanted, Reply reply) {
        List<Ipv4Prefix> prefixes =
                members.stream().map(Route::prefix).distinct().toList();
        if (prefixes.size() == 1 && prefixes.get(0).length() <= network.length()) {
            showPrefix(console, members, "%-6s" + prefixes.get(0), reply);
            return;
        }
        List<Integer> lengths =
                prefixes.stream().map(Ipv4Prefix::length).distinct().toList();
        if (lengths.size() == 1) {
            reply.printLine("      %s/%d is subnetted, %d subnets", network.network(), lengths.get(0), prefixes.size());
        } else {
            reply.printLine(
                    "      %s is variably subnetted, %d subnets, %d masks", network, prefixes.size(), lengths.size());
        }
        for (Ipv4Prefix prefix : prefixes) {
            List<Route> ways = new ArrayList<>(members);
            ways.removeIf(route -> !route.prefix().equals(prefix) || !wanted.test(route));
            if (ways.isEmpty()) {
                continue;
            }
            // Where all masks are the same, the heading has said it.
            showPrefix(console, ways, "%-9s" + (lengths.size() == 1 ? prefix.network() : prefix), reply);
        }
    }

    /** A prefix with its first way, and the others below it. */
    private static void showPrefix(IosConsole console, List<Route> ways, String row, Reply reply) {
        String begin = row.formatted(RouteCodes.code(ways.get(0)));
        for (Route way : ways) {
            reply.printLine(begin + " " + RouteCodes.way(console, way));
            begin = " ".repeat(begin.length());
        }
    }

    /** The class A, B or C network that holds the prefix; a prefix shorter than that is its own. */
    static Ipv4Prefix classful(Ipv4Prefix prefix) {
        int length = classLength(prefix.network());
        return prefix.length() < length ? prefix : Ipv4Prefix.of(prefix.network(), length);
    }

    private static int classLength(Ipv4Address network) {
        int first = network.value() >>> 24;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }
}
