package labwire.netlab.console.linux;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Autoconfiguration;
import labwire.netlab.stack.ip6.InterfaceIdentifiers;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip -6}: addresses and routes of IPv6; and the groups of both families. An interface has no IPv6 until {@code
 * sysctl} turns it on, or it is given an address.
 */
final class Ip6Commands {
    private static final String IP = "ip  Addresses, routes, links, neighbours\n";
    private static final String SIX = "-6  IPv6 alone\n";
    private static final String ADDRESS = "address  Addresses of interfaces\n";
    private static final String ROUTE = "route  Routes\n";
    private static final String DEVICE = "dev  The interface\n{interface:WORD}  Its name\n";
    private static final int METRIC = 1024;

    private Ip6Commands() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        for (String family : List.of("", SIX)) {
            graph.add(
                    IP + family + ADDRESS + "add  Add an address\n{global:ADDRESS6/LENGTH}  Such as fd00::1/64\n"
                            + DEVICE,
                    Ip6Commands::addAddress);
            graph.add(
                    IP + family + ADDRESS + "del  Take an address away\n{global:ADDRESS6/LENGTH}  Such as fd00::1/64\n"
                            + DEVICE,
                    Ip6Commands::deleteAddress);
            String prefix = "{network:PREFIX6}  A network, such as fd00::/64, or default\n";
            String hop = "via  Through a router\n{router:X:X::X}  Its address\n";
            String add = IP + family + ROUTE + "add  Add a route\n" + (family.isEmpty() ? prefix + hop : prefix);
            graph.add(family.isEmpty() ? add : add + hop, Ip6Commands::addRoute);
            graph.add((family.isEmpty() ? add : add + hop) + DEVICE, Ip6Commands::addRoute);
        }
        String prefix = "{network:PREFIX6}  A network, such as fd00::/64, or default\n";
        graph.add(IP + SIX + ROUTE + "add  Add a route\n" + prefix + DEVICE, Ip6Commands::addRoute);
        String hop = "via  Through a router\n{router:X:X::X}  Its address\n";
        for (String way : List.of("", hop, DEVICE, hop + DEVICE)) {
            graph.add(IP + SIX + ROUTE + "del  Take a route away\n" + prefix + way, Ip6Commands::deleteRoute);
        }
        graph.add(
                IP + "maddress  Multicast groups of interfaces\n[show]  Show them\n",
                (console, arguments, reply) -> showGroups(console, reply));
        graph.add(
                IP + SIX + ADDRESS + "[show]  Show them\n",
                (console, arguments, reply) -> showAddresses(console, reply));
        graph.add(IP + SIX + ROUTE + "[show]  Show them\n", (console, arguments, reply) -> showRoutes(console, reply));
        for (InterfaceIdentifiers.Mode mode : InterfaceIdentifiers.Mode.values()) {
            String word = mode == InterfaceIdentifiers.Mode.EUI_64 ? "eui64" : "stable_secret";
            graph.add(
                    IP + "link  Interfaces\nset  Change one\n" + DEVICE + "addrgenmode  How it makes IPv6 addresses\n"
                            + word + "  Of its MAC address, or opaque\n",
                    (console, arguments, reply) -> console.find(arguments.text("interface"), reply)
                            .ifPresent(on -> on.ip6().identifiers().mode(mode)));
        }
    }

    private static void addAddress(LinuxConsole console, Arguments arguments, Reply reply) {
        LinuxTypes.Cidr6 cidr = arguments.get("global", LinuxTypes.Cidr6.class);
        console.find(arguments.text("interface"), reply).ifPresent(on -> {
            try {
                if (!on.ip6().addAddress(cidr.address(), cidr.length())) {
                    reply.refuse(
                            "RTNETLINK answers: File exists", cidr.address() + ", again", "an address it has not yet");
                }
            } catch (IllegalArgumentException e) {
                reply.refuse(
                        "Error: " + e.getMessage(), cidr.address() + "/" + cidr.length(), "an address a host can have");
            }
        });
    }

    private static void deleteAddress(LinuxConsole console, Arguments arguments, Reply reply) {
        LinuxTypes.Cidr6 cidr = arguments.get("global", LinuxTypes.Cidr6.class);
        console.find(arguments.text("interface"), reply).ifPresent(on -> {
            if (!on.ip6().removeAddress(cidr.address())) {
                reply.refuse(
                        "RTNETLINK answers: Cannot assign requested address",
                        cidr.address().toString(),
                        "an address of " + on.name());
            }
        });
    }

    private static void addRoute(LinuxConsole console, Arguments arguments, Reply reply) {
        @Nullable Ip6Interface outgoing = null;
        if (arguments.has("interface")) {
            Optional<NetworkInterface> found = console.find(arguments.text("interface"), reply);
            if (found.isEmpty()) {
                return;
            }
            outgoing = found.get().ip6();
        }
        Optional<Ipv6Address> hop = arguments.find("router", Ipv6Address.class);
        if (outgoing == null && hop.filter(Ipv6Address::isLinkLocal).isPresent()) {
            reply.refuse("Error: Nexthop has invalid gateway. Link-local, without dev", "via " + hop.get(), "dev too");
            return;
        }
        console.host()
                .stack()
                .ipv6()
                .routes()
                .add(new Ip6Route(
                        arguments.get("network", Ipv6Prefix.class),
                        hop.map(Ipv6Address::withoutZone).orElse(null),
                        outgoing,
                        1,
                        METRIC,
                        Ip6Route.Origin.STATIC));
    }

    private static void deleteRoute(LinuxConsole console, Arguments arguments, Reply reply) {
        Ipv6Prefix prefix = arguments.get("network", Ipv6Prefix.class);
        Optional<Ipv6Address> hop = arguments.find("router", Ipv6Address.class);
        Optional<String> device = arguments.find("interface", String.class);
        Optional<Ip6Route> found = console.host().stack().ipv6().routes().all().stream()
                .filter(route -> route.prefix().equals(prefix) && route.origin() == Ip6Route.Origin.STATIC)
                .filter(route -> hop.isEmpty() || hop.get().withoutZone().equals(route.nextHop()))
                .filter(route -> device.isEmpty() || isOn(route, device.get()))
                .findFirst();
        found.ifPresentOrElse(
                console.host().stack().ipv6().routes()::remove,
                () -> reply.refuse("RTNETLINK answers: No such process", prefix.toString(), "a route that is there"));
    }

    private static boolean isOn(Ip6Route route, String device) {
        Ip6Interface outgoing = route.outgoing();
        return outgoing != null && outgoing.link().name().equals(device);
    }

    /** Each with the Ethernet addresses that it listens to for them. */
    private static void showGroups(LinuxConsole console, Reply reply) {
        List<NetworkInterface> all = LinkCommands.all(console);
        for (NetworkInterface on : all) {
            reply.printLine("%d:\t%s", all.indexOf(on) + 1, on.name());
            on.ip6().groups().stream()
                    .map(Ipv6Address::groupMac)
                    .distinct()
                    .forEach(mac -> reply.printLine("\tlink  %s", mac));
            on.groups().all().forEach(group -> reply.printLine("\tinet  %s", group));
            on.ip6().groups().forEach(group -> reply.printLine("\tinet6 %s", group));
        }
    }

    private static void showAddresses(LinuxConsole console, Reply reply) {
        for (NetworkInterface on : LinkCommands.all(console)) {
            if (!on.ip6().addresses().isEmpty()) {
                LinkCommands.show(console, on, reply);
                showAddresses(console, on, reply);
            }
        }
    }

    static void showAddresses(LinuxConsole console, NetworkInterface on, Reply reply) {
        long now = console.host().loop().now();
        for (Ip6Address address : on.ip6().addresses()) {
            String scope = on.isLoopback() ? "host" : address.address().isLinkLocal() ? "link" : "global";
            String dynamic = address.origin() == Ip6Address.Origin.AUTOCONFIGURED ? " dynamic mngtmpaddr" : "";
            String state = switch (address.state()) {
                case PREFERRED -> "";
                case TENTATIVE -> " tentative";
                case DEPRECATED -> " deprecated";
                case DUPLICATED -> " dadfailed tentative";
            };
            reply.printLine(
                    "    inet6 %s/%d scope %s%s%s",
                    address.address().withoutZone(), address.prefixLength(), scope, state, dynamic);
            if (address.validUntilNanos() != Ip6Address.FOREVER) {
                reply.printLine(
                        "       valid_lft %s preferred_lft %s",
                        lifetime(address.validUntilNanos(), now), lifetime(address.preferredUntilNanos(), now));
            }
        }
    }

    private static String lifetime(long untilNanos, long now) {
        return untilNanos == Ip6Address.FOREVER
                ? "forever"
                : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(untilNanos - now)) + "sec";
    }

    private static void showRoutes(LinuxConsole console, Reply reply) {
        for (Ip6Route route : console.host().stack().ipv6().routes().used()) {
            Ip6Interface outgoing = route.outgoing();
            if (route.origin() == Ip6Route.Origin.LOCAL) {
                continue;
            }
            String protocol = switch (route.origin()) {
                case LOCAL, CONNECTED -> "proto kernel metric 256";
                case STATIC -> "metric 1024";
                case DISCOVERED -> "proto ra metric " + Autoconfiguration.METRIC;
                case REDIRECT -> "proto redirect metric 0";
            };
            reply.printLine(
                    "%s%s%s %s pref %s",
                    route.prefix().length() == 0 ? "default" : route.prefix(),
                    route.nextHop() == null ? "" : " via " + route.nextHop(),
                    outgoing == null ? "" : " dev " + outgoing.link().name(),
                    protocol,
                    preference(route));
        }
    }

    private static String preference(Ip6Route route) {
        boolean discovered = route.origin() == Ip6Route.Origin.DISCOVERED;
        return discovered && route.metric() < Autoconfiguration.METRIC
                ? "high"
                : discovered && route.metric() > Autoconfiguration.METRIC ? "low" : "medium";
    }
}
