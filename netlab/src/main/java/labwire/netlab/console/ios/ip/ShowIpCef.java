package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.NextHop;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.RouteTable;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code show ip cef}: what is done with packets, by destination. */
final class ShowIpCef {
    private static final String ROW = "%-20s %-20s %s";
    private static final int HOST_LENGTH = 32;
    /** A network of one link between two routers has no address for all (RFC 3021). */
    private static final int MAX_BROADCAST_LENGTH = 30;

    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            cef  Cisco Express Forwarding
            """;

    /** @param egress empty if no interface has a part in it */
    private record Way(String nextHop, String egress) {}

    private ShowIpCef() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW, (console, arguments, reply) -> {
            reply.printLine("Prefix               Next Hop             Interface");
            entries(console.device().stack().routes()).forEach((prefix, ways) -> print(prefix, ways, reply));
        });
        graph.add(
                SHOW + "{address:A.B.C.D}  Destination\n",
                (console, arguments, reply) ->
                        showOne(entries(console.device().stack().routes()), arguments.address("address"), reply));
    }

    /** Of a prefix with several ways, the others stand below the first. */
    private static void print(Ipv4Prefix prefix, List<Way> ways, Reply reply) {
        String shown = prefix.toString();
        for (Way way : ways) {
            reply.printLine(ROW.formatted(shown, way.nextHop(), way.egress()).stripTrailing());
            shown = "";
        }
    }

    private static void showOne(Map<Ipv4Prefix, List<Way>> entries, Ipv4Address address, Reply reply) {
        for (int length = HOST_LENGTH; length >= 0; length--) {
            Ipv4Prefix prefix = Ipv4Prefix.of(address, length);
            List<Way> ways = entries.get(prefix);
            if (ways != null) {
                reply.printLine(prefix.toString());
                ways.forEach(way -> reply.printLine(
                        way.nextHop().matches("[0-9.]+")
                                ? "  nexthop " + way.nextHop() + " " + way.egress()
                                : ("  " + way.nextHop() + " " + (way.egress().isEmpty() ? "" : "to " + way.egress()))
                                        .stripTrailing()));
                return;
            }
        }
    }

    private static Map<Ipv4Prefix, List<Way>> entries(RouteTable table) {
        Map<Ipv4Prefix, List<Way>> entries = new TreeMap<>();
        put(entries, "0.0.0.0", 0, new Way("no route", ""));
        put(entries, "0.0.0.0", 8, new Way("drop", ""));
        put(entries, "0.0.0.0", HOST_LENGTH, new Way("receive", ""));
        put(entries, "127.0.0.0", 8, new Way("drop", ""));
        put(entries, "224.0.0.0", 4, new Way("drop", ""));
        put(entries, "224.0.0.0", 24, new Way("receive", ""));
        put(entries, "240.0.0.0", 4, new Way("drop", ""));
        put(entries, "255.255.255.255", HOST_LENGTH, new Way("receive", ""));
        for (Route route : table.routes()) {
            boolean isDefault = route.prefix().equals(Ipv4Prefix.DEFAULT);
            if (isDefault || !route.prefix().contains(Ipv4Address.LOOPBACK)) {
                add(entries, table, route);
            }
        }
        return entries;
    }

    private static void put(Map<Ipv4Prefix, List<Way>> entries, String network, int length, Way way) {
        entries.put(Ipv4Prefix.of(Ipv4Address.parse(network), length), List.of(way));
    }

    private static void add(Map<Ipv4Prefix, List<Way>> entries, RouteTable table, Route route) {
        Ipv4Prefix prefix = route.prefix();
        String egress = Optional.ofNullable(route.outgoing())
                .map(NetworkInterface::name)
                .orElse("");
        if (route.origin() == RouteOrigin.LOCAL) {
            entries.put(prefix, List.of(new Way("receive", egress)));
        } else if (route.origin() == RouteOrigin.CONNECTED) {
            entries.put(prefix, List.of(new Way("attached", egress)));
            if (prefix.length() <= MAX_BROADCAST_LENGTH) {
                entries.put(Ipv4Prefix.of(prefix.network(), HOST_LENGTH), List.of(new Way("receive", egress)));
                entries.put(Ipv4Prefix.of(prefix.broadcast(), HOST_LENGTH), List.of(new Way("receive", egress)));
            }
        } else {
            List<Way> ways = new ArrayList<>();
            for (NextHop hop : table.nextHops(prefix.network())) {
                boolean attached = hop.address().equals(prefix.network());
                ways.add(new Way(
                        attached ? "attached" : hop.address().toString(),
                        hop.egress().name()));
            }
            entries.put(prefix, ways.isEmpty() ? List.of(new Way("attached", egress)) : ways);
        }
    }
}
