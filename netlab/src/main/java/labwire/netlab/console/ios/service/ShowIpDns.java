package labwire.netlab.console.ios.service;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.service.dns.DnsCache;
import labwire.netlab.service.dns.DnsResolver;
import labwire.netlab.service.dns.DnsServer;

/** {@code show ip dns statistics} */
final class ShowIpDns {
    private ShowIpDns() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                ip  IP information
                dns  Show data for a DNS server
                statistics  DNS server statistics
                """,
                (console, arguments, reply) ->
                        show(console.device().dns(), console.device().resolver(), reply));
    }

    private static void show(DnsServer server, DnsResolver resolver, Reply reply) {
        reply.printLine("DNS requests received = " + server.queries());
        reply.printLine("DNS requests dropped = " + server.malformed());
        reply.printLine("DNS connections refused = " + server.connectionsRefused());
        reply.printLine("");
        reply.printLine("Forwarder queue statistics:");
        reply.printLine("Current size = " + resolver.underWay());
        reply.printLine("Maximum size = " + resolver.mostUnderWay());
        reply.printLine("Drops = " + (resolver.refused() + server.waitersRefused()));
        reply.printLine("");
        DnsCache learned = resolver.cache();
        reply.printLine("Learned names = " + learned.entries().size());
        reply.printLine("Learned names evicted = " + learned.evicted());
    }
}
