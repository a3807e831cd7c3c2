package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.RouteTable;

/** {@code show ip route summary}: how many routes there are of each origin. */
final class RouteSummary {
    private static final String ROW = "%-15s %-11s %-11s %-11s %-11s %s";
    /** What IOS counts for a route, in bytes. */
    private static final int OVERHEAD = 96;

    private static final int MEMORY = 288;

    private RouteSummary() {}

    static void show(List<Route> routes, Reply reply) {
        Map<String, int[]> counts = new TreeMap<>();
        counts.put("connected", new int[2]);
        counts.put("static", new int[2]);
        for (Route route : routes) {
            boolean network = ShowIpRoute.classful(route.prefix()).equals(route.prefix());
            counts.computeIfAbsent(RouteCodes.source(route), key -> new int[2])[network ? 0 : 1]++;
        }
        reply.printLine("IP routing table name is default (0x0)");
        reply.printLine("IP routing table maximum-paths is %d", RouteTable.MAX_PATHS);
        reply.printLine(ROW, "Route Source", "Networks", "Subnets", "Replicates", "Overhead", "Memory (bytes)");
        counts.forEach((source, count) -> {
            reply.printLine(row(source, count[0], count[1]));
            if (source.equals("ospf")) {
                showOspf(routes, reply);
            }
        });
        int networks = counts.values().stream().mapToInt(count -> count[0]).sum();
        int subnets = counts.values().stream().mapToInt(count -> count[1]).sum();
        reply.printLine(row("Total", networks, subnets));
    }

    private static String row(String source, int networks, int subnets) {
        int all = networks + subnets;
        return ROW.formatted(source, networks, subnets, 0, all * OVERHEAD, all * MEMORY);
    }

    private static void showOspf(List<Route> routes, Reply reply) {
        reply.printLine(
                "  Intra-area: %d Inter-area: %d External-1: %d External-2: %d",
                count(routes, RouteOrigin.OSPF),
                count(routes, RouteOrigin.OSPF_INTER_AREA),
                count(routes, RouteOrigin.OSPF_EXTERNAL_1),
                count(routes, RouteOrigin.OSPF_EXTERNAL_2));
        reply.printLine(
                "  NSSA External-1: %d NSSA External-2: %d",
                count(routes, RouteOrigin.OSPF_NSSA_1), count(routes, RouteOrigin.OSPF_NSSA_2));
    }

    private static long count(List<Route> routes, RouteOrigin origin) {
        return routes.stream().filter(route -> route.origin() == origin).count();
    }
}
