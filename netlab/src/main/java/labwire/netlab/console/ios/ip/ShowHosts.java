package labwire.netlab.console.ios.ip;

import java.util.stream.Collectors;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.service.HostTable;
import labwire.netlab.wire.Ipv4Address;

/** {@code show hosts}. */
final class ShowHosts {
    private ShowHosts() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                hosts  IP domain-name, lookup style, nameservers, and host table
                """, (console, arguments, reply) -> show(console.settings().hosts(), reply));
    }

    private static void show(HostTable hosts, Reply reply) {
        reply.printLine(hosts.domain().map("Default domain is %s"::formatted).orElse("Default domain is not set"));
        reply.printLine("Name/address lookup uses static mappings");
        reply.print("\n");
        reply.print("Codes: UN - unknown, EX - expired, OK - OK, ?? - revalidate\n");
        reply.print("       temp - temporary, perm - permanent\n");
        reply.print("       NA - Not Applicable None - Not defined\n\n");
        reply.print("Host                      Port  Flags      Age Type   Address(es)\n");
        hosts.names()
                .forEach((name, addresses) -> reply.printLine(
                        "%-25s None  (perm, OK)  0   IP      %s",
                        name, addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining("  "))));
        hosts.exchanges()
                .forEach((domain, exchanges) -> exchanges.forEach(exchange -> reply.printLine(
                        "%-25s None  (perm, OK)  0   MX      %d %s", domain, exchange.preference(), exchange.host())));
    }
}
