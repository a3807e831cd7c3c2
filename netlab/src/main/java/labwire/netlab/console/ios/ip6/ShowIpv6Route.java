package labwire.netlab.console.ios.ip6;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.ip6.Ip6Route.Origin;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** {@code show ipv6 route}: all, those of one kind, or the one for an address or a prefix. */
final class ShowIpv6Route {
    private static final String CODES = """
            Codes: C - Connected, L - Local, S - Static, U - Per-user Static route
                   B - BGP, HA - Home Agent, MR - Mobile Router, R - RIP
                   H - NHRP, I1 - ISIS L1, I2 - ISIS L2, IA - ISIS interarea
                   IS - ISIS summary, D - EIGRP, EX - EIGRP external, NM - NEMO
                   ND - ND Default, NDp - ND Prefix, DCE - Destination, NDr - Redirect
                   RL - RPL, O - OSPF Intra, OI - OSPF Inter, OE1 - OSPF ext 1
                   OE2 - OSPF ext 2, ON1 - OSPF NSSA ext 1, ON2 - OSPF NSSA ext 2
                   la - LISP alt, lr - LISP site-registrations, ld - LISP dyn-eid
                   a - Application
            """;

    private static final String ROUTE = ShowIpv6.SHOW + "route  Show IPv6 route table entries\n";
    /** As IOS has them for what routers advertise. */
    private static final int DISCOVERED_DISTANCE = 2;

    private ShowIpv6Route() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ROUTE, (console, arguments, reply) -> show(console, route -> true, reply));
        of(graph, "connected  Connected routes\n", Origin.CONNECTED);
        of(graph, "local  Local routes\n", Origin.LOCAL);
        of(graph, "static  Static routes\n", Origin.STATIC);
        graph.add(ROUTE + "{address:X:X:X:X::X}  IPv6 name or address\n", (console, arguments, reply) -> {
            Optional<Ip6Route> found =
                    console.device().stack().ipv6().routes().lookup(arguments.get("address", Ipv6Address.class));
            showEntry(console, found.map(Ip6Route::prefix), reply);
        });
        graph.add(ROUTE + "{prefix:X:X:X:X::X/<0-128>}  IPv6 prefix\n", ShowIpv6Route::showPrefix);
        graph.add(
                ROUTE + "summary  Summary display\n", (console, arguments, reply) -> summarize(shown(console), reply));
    }

    private static void of(CommandGraph<IosConsole> graph, String word, Origin origin) {
        graph.add(ROUTE + word, (console, arguments, reply) -> show(console, route -> route.origin() == origin, reply));
    }

    /** The routes in use, by prefix; without those that every interface has, for which one of ff00::/8 stands. */
    private static Map<Ipv6Prefix, List<Ip6Route>> shown(IosConsole console) {
        Map<Ipv6Prefix, List<Ip6Route>> shown = new LinkedHashMap<>();
        for (Ip6Route route : console.device().stack().ipv6().routes().used()) {
            Ipv6Address network = route.prefix().network();
            if (!network.isLinkLocal() && !network.isLoopback()) {
                shown.merge(route.prefix(), List.of(route), ShowIpv6Route::joined);
            }
        }
        return shown;
    }

    private static List<Ip6Route> joined(List<Ip6Route> some, List<Ip6Route> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static void show(IosConsole console, Predicate<Ip6Route> wanted, Reply reply) {
        Map<Ipv6Prefix, List<Ip6Route>> routes = shown(console);
        reply.printLine("IPv6 Routing Table - default - %d entries", routes.size() + 1);
        reply.print(CODES);
        routes.forEach((prefix, ways) -> {
            if (wanted.test(ways.get(0))) {
                reply.printLine("%-3s %s [%d/0]", code(ways.get(0)), Ipv6Names.of(prefix), distance(ways.get(0)));
                ways.forEach(way -> reply.printLine("     via %s", way(way)));
            }
        });
        if (wanted.test(GROUPS)) {
            reply.printLine("L   FF00::/8 [0/0]");
            reply.printLine("     via Null0, receive");
        }
    }

    /** Stands for ff00::/8, which no table has. */
    private static final Ip6Route GROUPS =
            new Ip6Route(Ipv6Prefix.tryParse("ff00::/8").orElseThrow(), Ipv6Address.ANY, null, 0, 0, Origin.LOCAL);

    private static String code(Ip6Route route) {
        return switch (route.origin()) {
            case LOCAL -> "L";
            case CONNECTED -> "C";
            case STATIC -> "S";
            case DISCOVERED -> route.nextHop() == null ? "NDp" : "ND";
            case REDIRECT -> "NDr";
        };
    }

    private static String source(Ip6Route route) {
        return switch (route.origin()) {
            case LOCAL -> "local";
            case CONNECTED -> "connected";
            case STATIC -> "static";
            case DISCOVERED, REDIRECT -> "ND";
        };
    }

    private static int distance(Ip6Route route) {
        return route.origin() == Origin.DISCOVERED ? DISCOVERED_DISTANCE : route.distance();
    }

    private static String way(Ip6Route route) {
        Ip6Interface outgoing = route.outgoing();
        Ipv6Address hop = route.nextHop();
        String name = outgoing == null ? "" : outgoing.link().name();
        if (hop == null) {
            return name + (route.origin() == Origin.LOCAL ? ", receive" : ", directly connected");
        }
        return Ipv6Names.of(hop) + (name.isEmpty() ? "" : ", " + name);
    }

    private static void showPrefix(IosConsole console, Arguments arguments, Reply reply) {
        Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
        Ipv6Prefix prefix = Ipv6Prefix.of(cidr.address(), cidr.length());
        showEntry(console, Optional.of(prefix).filter(shown(console)::containsKey), reply);
    }

    private static void showEntry(IosConsole console, Optional<Ipv6Prefix> prefix, Reply reply) {
        List<Ip6Route> ways = prefix.map(shown(console)::get).orElse(List.of());
        if (ways.isEmpty()) {
            reply.printLine("% Route not found");
            return;
        }
        Ip6Route first = ways.get(0);
        reply.printLine("Routing entry for %s", Ipv6Names.of(first.prefix()));
        reply.printLine("  Known via \"%s\", distance %d, metric 0", source(first), distance(first));
        reply.printLine("  Route count is %d/%d, share count 0", ways.size(), ways.size());
        reply.printLine("  Routing paths:");
        ways.forEach(way -> reply.printLine("    %s", way(way)));
    }

    private static void summarize(Map<Ipv6Prefix, List<Ip6Route>> routes, Reply reply) {
        Map<String, Integer> bySource = new LinkedHashMap<>();
        List.of("connected", "local", "ND", "static").forEach(source -> bySource.put(source, 0));
        bySource.merge("local", 1, Integer::sum);
        routes.values().forEach(ways -> bySource.merge(source(ways.get(0)), 1, Integer::sum));
        reply.printLine("IPv6 routing table name is default(0) global scope - %d entries", routes.size() + 1);
        reply.printLine("IPv6 routing table default maximum-paths is 16");
        reply.printLine("Route Source    Networks");
        bySource.forEach((source, count) -> reply.printLine("%-15s %d", source, count));
        reply.printLine("%-15s %d", "Total", routes.size() + 1);
    }
}
