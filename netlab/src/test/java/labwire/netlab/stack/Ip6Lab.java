package labwire.netlab.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** Hosts and routers of IPv6 in virtual time: what {@link StackLab} has, with 6 in the names of what is of that family. */
final class Ip6Lab extends StackLab {
    NetworkInterface attach6(IpStack stack, String... addresses) {
        String name = "eth" + stack.interfaces().size();
        NetworkInterface added = stack.addInterface(name, new PortLink(port(stack.name(), name)));
        added.ip6().enable();
        for (String address : addresses) {
            String[] parts = address.split("/");
            added.ip6().addAddress(Ipv6Address.parse(parts[0]), Integer.parseInt(parts[1]));
        }
        return added;
    }

    static void route6(IpStack stack, String prefix, String nextHop) {
        stack.ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse(prefix).orElseThrow(),
                        Ipv6Address.parse(nextHop),
                        null,
                        1,
                        0,
                        Ip6Route.Origin.STATIC));
    }

    List<String> ping6(IpStack from, IpAddress destination, PingSettings settings) {
        PingLog log = new PingLog();
        from.ping(destination, settings, log);
        time.runUntil(() -> log.finished, Duration.ofMinutes(1));
        return log.lines;
    }

    List<String> ping6(IpStack from, String destination) {
        return ping6(from, Ipv6Address.parse(destination), PingSettings.DEFAULT.withCount(1));
    }

    /** A - R - B: 2001:db8:1::/64 and 2001:db8:2::/64. */
    record Row6(IpStack a, NetworkInterface aEth, IpStack r, NetworkInterface r0, NetworkInterface r1, IpStack b) {}

    Row6 row6() {
        IpStack a = host("A");
        IpStack r = host("R");
        IpStack b = host("B");
        NetworkInterface aEth = attach6(a, "2001:db8:1::2/64");
        NetworkInterface r0 = attach6(r, "2001:db8:1::1/64");
        NetworkInterface r1 = attach6(r, "2001:db8:2::1/64");
        NetworkInterface bEth = attach6(b, "2001:db8:2::2/64");
        r.ipv6().setForwarding(true);
        join(aEth, r0);
        join(r1, bEth);
        route6(a, "::/0", "2001:db8:1::1");
        route6(b, "::/0", "2001:db8:2::1");
        run(Duration.ofSeconds(5));
        return new Row6(a, aEth, r, r0, r1, b);
    }

    /** A host of its own with a station that says whatever it likes. */
    Station6 station() {
        IpStack victim = host("V");
        NetworkInterface on = attach6(victim, "2001:db8:1::9/64");
        Station6 station = new Station6(port("station", "eth0"));
        join(portOf(on), station.port);
        run(Duration.ofSeconds(5));
        station.victim = victim;
        station.target = on.mac();
        on.ip6().neighbors().addPermanent(station.address, station.port.mac());
        station.received.clear();
        return station;
    }

    /** A station on a link of its own with a router, which knows where it is. */
    Station6 behind(IpStack router, String address, String neighbor) {
        NetworkInterface on = attach6(router, address);
        Station6 station = new Station6(port("station", "eth0"));
        join(portOf(on), station.port);
        on.ip6().neighbors().addPermanent(Ipv6Address.parse(neighbor), station.port.mac());
        return station;
    }

    static Optional<Ip6Address> autoconfigured(NetworkInterface on) {
        return on.ip6().addresses().stream()
                .filter(address -> address.origin() == Ip6Address.Origin.AUTOCONFIGURED)
                .findFirst();
    }

    static Optional<Ip6Route> wayOut(IpStack stack) {
        return stack.ipv6().routes().lookup(Ipv6Address.parse("2001:4860::1"));
    }
}
