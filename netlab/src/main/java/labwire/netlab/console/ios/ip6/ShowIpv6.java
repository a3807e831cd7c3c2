package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.wire.MacAddress;

/** {@code show ipv6 interface}, its {@code brief} form, {@code show ipv6 route}, {@code show ipv6 neighbors}. */
final class ShowIpv6 {
    private static final String SHOW = "show  Show running system information\nipv6  IPv6 information\n";

    private ShowIpv6() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String shownInterface = SHOW + "interface  IPv6 interface status and configuration\n";
        graph.add(
                shownInterface,
                (console, arguments, reply) -> console.device()
                        .interfaces()
                        .forEach(shown -> Ipv6InterfaceReport.print(console.device(), shown, reply)));
        graph.add(shownInterface + "{interface:INTERFACE}  Interface type and number\n", ShowIpv6::showInterface);
        graph.add(
                shownInterface + "brief  Brief summary of IPv6 status\n",
                (console, arguments, reply) -> console.device().interfaces().forEach(shown -> showBrief(shown, reply)));
        graph.add(
                SHOW + "route  Show IPv6 route table entries\n",
                (console, arguments, reply) ->
                        showRoutes(console.device().stack().ipv6().routes().used(), reply));
        graph.add(
                SHOW + "neighbors  Show IPv6 neighbor cache entries\n",
                (console, arguments, reply) -> showNeighbors(console, reply));
    }

    private static void showInterface(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        console.device()
                .interfaceNamed(name)
                .ifPresentOrElse(
                        shown -> Ipv6InterfaceReport.print(console.device(), shown, reply),
                        () -> reply.refuse(
                                "%Invalid interface type and number", name.longName(), "an interface of this device"));
    }

    private static void showBrief(DeviceInterface shown, Reply reply) {
        reply.printLine(
                "%-22s [%s/%s]",
                shown.name().longName(), Ipv6InterfaceReport.status(shown), shown.isUp() ? "up" : "down");
        List<Ip6Address> addresses = shown.ip()
                .filter(ip -> !ip.isDiscard())
                .map(ip -> ip.ip6().addresses())
                .orElse(List.of());
        if (addresses.isEmpty()) {
            reply.printLine("    unassigned");
        }
        addresses.stream()
                .filter(address -> address.address().isLinkLocal())
                .forEach(address -> reply.printLine("    %s", Ipv6Names.of(address.address())));
        addresses.stream()
                .filter(address -> !address.address().isLinkLocal())
                .forEach(address -> reply.printLine("    %s", Ipv6Names.of(address.address())));
    }

    private static void showRoutes(List<Ip6Route> routes, Reply reply) {
        List<Ip6Route> shown = routes.stream()
                .filter(route -> !route.prefix().network().isLinkLocal()
                        && !route.prefix().network().isLoopback())
                .toList();
        reply.printLine("IPv6 Routing Table - default - %d entries", shown.size() + 1);
        reply.printLine("Codes: C - Connected, L - Local, S - Static, U - Per-user Static route");
        reply.printLine("       ND - ND Default, NDp - ND Prefix, DCE - Destination, NDr - Redirect");
        for (Ip6Route route : shown) {
            String code = switch (route.origin()) {
                case LOCAL -> "L";
                case CONNECTED -> "C";
                case STATIC -> "S";
                case DISCOVERED -> route.nextHop() == null ? "NDp" : "ND";
                case REDIRECT -> "NDr";
            };
            int distance = route.origin() == Ip6Route.Origin.DISCOVERED ? 2 : route.distance();
            reply.printLine("%-3s %s [%d/0]", code, Ipv6Names.of(route.prefix()), distance);
            Ip6Interface outgoing = route.outgoing();
            String name = outgoing == null ? "" : outgoing.link().name();
            String how = route.origin() == Ip6Route.Origin.LOCAL ? "receive" : "directly connected";
            String via = route.nextHop() == null ? name + ", " + how : Ipv6Names.of(route.nextHop());
            reply.printLine("     via %s%s", via, route.nextHop() == null || name.isEmpty() ? "" : ", " + name);
        }
        reply.printLine("L   FF00::/8 [0/0]");
        reply.printLine("     via Null0, receive");
    }

    private static void showNeighbors(IosConsole console, Reply reply) {
        reply.printLine("%-41s Age Link-layer Addr State Interface", "IPv6 Address");
        long now = console.device().loop().now();
        for (NetworkInterface on : console.device().stack().interfaces()) {
            for (Neighbor6 neighbor : on.ip6().neighbors().neighbors()) {
                long age = TimeUnit.NANOSECONDS.toMinutes(now - neighbor.confirmedNanos());
                reply.printLine(
                        "%-41s %3s %-15s %-5s %s",
                        Ipv6Names.of(neighbor.address()),
                        neighbor.mac().isEmpty() ? "-" : Long.toString(age),
                        neighbor.mac().map(MacAddress::toDottedString).orElse("-"),
                        code(neighbor.state()),
                        on.name());
            }
        }
    }

    private static String code(NeighborState6 state) {
        return switch (state) {
            case INCOMPLETE -> "INCMP";
            case REACHABLE, PERMANENT -> "REACH";
            case STALE -> "STALE";
            case DELAY -> "DELAY";
            case PROBE -> "PROBE";
            case REMOVED -> "?";
        };
    }
}
