package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

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

    private ShowIpRoute() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                route  IP routing table
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        List<Route> routes = console.device().stack().routes().routes().stream()
                .filter(route -> route.outgoing() == null || !isLoopback(route.outgoing()))
                .toList();
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
        byNetwork.forEach((network, members) -> showNetwork(network, members, reply));
    }

    private static boolean isLoopback(NetworkInterface outgoing) {
        return outgoing.isLoopback();
    }

    private static void showNetwork(Ipv4Prefix network, List<Route> members, Reply reply) {
        if (members.size() == 1 && members.get(0).prefix().length() <= network.length()) {
            reply.printLine("%-6s%s", code(members.get(0)), way(members.get(0)));
            return;
        }
        List<Integer> lengths = members.stream()
                .map(route -> route.prefix().length())
                .distinct()
                .toList();
        if (lengths.size() == 1) {
            reply.printLine("      %s/%d is subnetted, %d subnets", network.network(), lengths.get(0), members.size());
        } else {
            reply.printLine(
                    "      %s is variably subnetted, %d subnets, %d masks", network, members.size(), lengths.size());
        }
        members.forEach(route -> reply.printLine("%-9s%s", code(route), way(route)));
    }

    private static String code(Route route) {
        String letter = switch (route.origin()) {
            case LOCAL -> "L";
            case CONNECTED -> "C";
            case STATIC, DHCP -> "S";
            case OSPF -> "O";
            case OSPF_INTER_AREA -> "O IA";
            case OSPF_EXTERNAL_1 -> "O E1";
            case OSPF_EXTERNAL_2 -> "O E2";
            case OSPF_NSSA_1 -> "O N1";
            case OSPF_NSSA_2 -> "O N2";
            case RIP -> "R";
        };
        return route.prefix().equals(Ipv4Prefix.DEFAULT) ? letter + "*" : letter;
    }

    private static String way(Route route) {
        @Nullable Ipv4Address nextHop = route.nextHop();
        @Nullable NetworkInterface outgoing = route.outgoing();
        String to = outgoing == null ? "" : ", " + outgoing.name();
        return nextHop == null
                ? route.prefix() + " is directly connected" + to
                : route.prefix() + " [" + route.distance() + "/" + route.metric() + "] via " + nextHop + to;
    }

    /** The class A, B or C network that holds the prefix; a prefix shorter than that is its own. */
    private static Ipv4Prefix classful(Ipv4Prefix prefix) {
        int first = prefix.network().value() >>> 24;
        int length = first < 128 ? 8 : first < 192 ? 16 : 24;
        return prefix.length() < length ? prefix : Ipv4Prefix.of(prefix.network(), length);
    }
}
