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
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.wire.MacAddress;

/** {@code show ipv6 interface}, its {@code brief} form, {@code show ipv6 neighbors}. */
final class ShowIpv6 {
    static final String SHOW = "show  Show running system information\nipv6  IPv6 information\n";

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

    private static void showNeighbors(IosConsole console, Reply reply) {
        reply.printLine("%-41s Age Link-layer Addr State Interface", "IPv6 Address");
        long now = console.device().loop().now();
        for (NetworkInterface on : console.device().stack().interfaces()) {
            for (Neighbor6 neighbor : on.ip6().neighbors().neighbors()) {
                long age = TimeUnit.NANOSECONDS.toMinutes(now - neighbor.confirmedNanos());
                reply.printLine(
                        "%-41s %3s %-15s %-5s %s",
                        Ipv6Names.of(neighbor.address()),
                        neighbor.mac().isEmpty() || neighbor.state() == NeighborState6.PERMANENT
                                ? "-"
                                : Long.toString(age),
                        neighbor.mac().map(MacAddress::toDottedString).orElse("-"),
                        code(neighbor.state()),
                        InterfaceName.tryParse(on.name())
                                .map(InterfaceName::shortName)
                                .orElse(on.name()));
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
