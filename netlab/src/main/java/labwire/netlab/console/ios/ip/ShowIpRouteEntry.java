package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.RouteTable;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code show ip route A.B.C.D}: all about the route that an address takes, or about a network's. */
final class ShowIpRouteEntry {
    private ShowIpRouteEntry() {}

    static void show(IosConsole console, Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address("address");
        RouteTable table = console.device().stack().routes();
        Optional<Ipv4Prefix> prefix;
        try {
            prefix = arguments
                    .find("mask", Ipv4Address.class)
                    .map(mask -> Ipv4Prefix.of(address, Ipv4Prefix.lengthOfMask(mask)))
                    .or(() -> table.lookup(address)
                            .map(Route::prefix)
                            .filter(found -> found.length() > 0 || address.isAny()));
        } catch (IllegalArgumentException e) {
            reply.refuse("%Invalid mask", arguments.line(), "a mask of leading ones");
            return;
        }
        List<Route> ways = prefix.map(table::routesTo).orElse(List.of());
        if (ways.isEmpty()) {
            Ipv4Prefix network = ShowIpRoute.classful(Ipv4Prefix.of(address, 32));
            boolean networkKnown = ShowIpRoute.routes(console).stream()
                    .anyMatch(route -> ShowIpRoute.classful(route.prefix()).equals(network));
            reply.printLine(networkKnown ? "% Subnet not in table" : "% Network not in table");
            return;
        }
        showEntry(console, ways, reply);
    }

    private static void showEntry(IosConsole console, List<Route> ways, Reply reply) {
        Route first = ways.get(0);
        boolean attached = first.origin() == RouteOrigin.CONNECTED || first.origin() == RouteOrigin.LOCAL;
        boolean isDefault = first.prefix().equals(Ipv4Prefix.DEFAULT);
        reply.printLine("Routing entry for %s%s", first.prefix(), isDefault ? ", supernet" : "");
        String type = RouteCodes.ospfType(first);
        reply.printLine(
                "  Known via \"%s\", distance %d, metric %d%s%s%s",
                RouteCodes.source(first),
                first.distance(),
                first.metric(),
                isDefault ? ", candidate default path" : "",
                type.isEmpty() ? "" : ", type " + type,
                attached ? " (connected, via interface)" : "");
        if (first.tag() != 0) {
            reply.printLine("  Tag %s", Integer.toUnsignedString(first.tag()));
        }
        if (RouteCodes.isLearned(first) && first.nextHop() != null) {
            reply.printLine(
                    "  Last update from %s%s, %s ago", first.nextHop(), on(first), RouteCodes.age(console, first));
        }
        reply.printLine("  Routing Descriptor Blocks:");
        String mark = "*";
        for (Route way : ways) {
            reply.printLine("  %s %s", mark, block(console, way));
            reply.printLine("      Route metric is %d, traffic share count is 1", way.metric());
            if (way.tag() != 0) {
                reply.printLine("      Route tag %s", Integer.toUnsignedString(way.tag()));
            }
            mark = " ";
        }
    }

    private static String on(Route route) {
        NetworkInterface outgoing = route.outgoing();
        return outgoing == null ? "" : " on " + outgoing.name();
    }

    private static String block(IosConsole console, Route way) {
        NetworkInterface outgoing = way.outgoing();
        String via = outgoing == null ? "" : ", via " + outgoing.name();
        if (way.nextHop() == null) {
            return "directly connected" + via;
        }
        return RouteCodes.isLearned(way)
                ? way.nextHop() + ", from " + way.nextHop() + ", " + RouteCodes.age(console, way) + " ago" + via
                : way.nextHop() + via;
    }
}
