package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.HostTable;
import labwire.netlab.service.dns.DnsCache;
import labwire.netlab.service.dns.ResolverSettings;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** {@code show hosts}. */
final class ShowHosts {
    private ShowHosts() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                hosts  IP domain-name, lookup style, nameservers, and host table
            """, (console, arguments, reply) -> show(console.device(), reply));
    }

    private static void show(IosDevice device, Reply reply) {
        HostTable hosts = device.settings().hosts();
        ResolverSettings resolver = device.resolver().settings();
        reply.printLine(hosts.domain().map("Default domain is %s"::formatted).orElse("Default domain is not set"));
        if (!resolver.domains().isEmpty()) {
            reply.printLine("Domain list: " + String.join(", ", resolver.domains()));
        }
        reply.printLine("Name/address lookup uses " + (resolver.isEnabled() ? "domain service" : "static mappings"));
        if (resolver.isEnabled()) {
            reply.printLine("Name servers are "
                    + (resolver.servers().isEmpty()
                            ? Ipv4Address.LIMITED_BROADCAST.toString()
                            : listed(resolver.servers(), ", ")));
        }
        reply.print("\n");
        reply.print("Codes: UN - unknown, EX - expired, OK - OK, ?? - revalidate\n");
        reply.print("       temp - temporary, perm - permanent\n");
        reply.print("       NA - Not Applicable None - Not defined\n\n");
        reply.print("Host                      Port  Flags      Age Type   Address(es)\n");
        hosts.names().forEach((name, addresses) -> showNamed(name, addresses, reply));
        hosts.exchanges()
                .forEach((domain, exchanges) -> exchanges.forEach(exchange -> reply.printLine(
                        "%-25s None  (perm, OK)  0   MX      %d %s", domain, exchange.preference(), exchange.host())));
        showLearned(device, reply);
    }

    /** IOS tells the age in hours. */
    private static void showLearned(IosDevice device, Reply reply) {
        long now = device.loop().now();
        for (DnsCache.Entry entry : device.resolver().cache().entries()) {
            for (IpAddress.Family family : IpAddress.Family.values()) {
                List<IpAddress> addresses = only(family, entry.addresses());
                if (!addresses.isEmpty()) {
                    reply.printLine(
                            "%-25s None  (temp, %s) %2d   %-7s %s",
                            entry.name(),
                            now < entry.expiresNanos() ? "OK" : "EX",
                            TimeUnit.NANOSECONDS.toHours(now - entry.learnedNanos()),
                            type(family),
                            listed(addresses, "  "));
                }
            }
        }
    }

    /** A line for the addresses of each family. */
    private static void showNamed(String name, List<IpAddress> addresses, Reply reply) {
        for (IpAddress.Family family : IpAddress.Family.values()) {
            List<IpAddress> shown = only(family, addresses);
            if (!shown.isEmpty()) {
                reply.printLine("%-25s None  (perm, OK)  0   %-7s %s", name, type(family), listed(shown, "  "));
            }
        }
    }

    private static List<IpAddress> only(IpAddress.Family family, List<IpAddress> addresses) {
        return addresses.stream().filter(address -> address.family() == family).toList();
    }

    private static String type(IpAddress.Family family) {
        return switch (family) {
            case IPV4 -> "IP";
            case IPV6 -> "IPv6";
        };
    }

    private static String listed(List<IpAddress> addresses, String separator) {
        return addresses.stream()
                .map(address -> address.toString().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(separator));
    }
}
