package labwire.netlab.console.ios.ip6;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Counters;

/** {@code show ipv6 traffic}. What is not told apart here stands where IOS would count most of it. */
final class ShowIpv6Traffic {
    private ShowIpv6Traffic() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ShowIpv6.SHOW + "traffic  IPv6 traffic statistics\n", (console, arguments, reply) -> {
            Ip6Counters ip = console.device().stack().ipv6().counters();
            showPackets(ip, reply);
            showIcmp(ip, reply);
        });
    }

    private static void showPackets(Ip6Counters ip, Reply reply) {
        reply.printLine("IPv6 statistics:");
        reply.printLine(
                "  Rcvd:  %d total, %d local destination", ip.get(Ip6Counter.RECEIVED), ip.get(Ip6Counter.DELIVERED));
        reply.printLine("         0 source-routed, 0 truncated");
        reply.printLine(
                "         %d format errors, %d hop count exceeded",
                ip.get(Ip6Counter.MARTIAN_DESTINATION), ip.get(Ip6Counter.HOP_LIMIT_EXCEEDED));
        reply.printLine(
                "         %d bad header, 0 unknown option, %d bad source",
                ip.get(Ip6Counter.UNKNOWN_HEADER), ip.get(Ip6Counter.MARTIAN_SOURCE));
        reply.printLine(
                "         %d unknown protocol, %d not a router",
                ip.get(Ip6Counter.DISABLED), ip.get(Ip6Counter.NOT_FOR_US));
        reply.printLine(
                "         %d fragments, %d total reassembled",
                ip.get(Ip6Counter.FRAGMENTS_RECEIVED), ip.get(Ip6Counter.REASSEMBLED));
        reply.printLine("         0 reassembly timeouts, %d reassembly failures", ip.get(Ip6Counter.REASSEMBLY_FAILED));
        reply.printLine("  Sent:  %d generated, %d forwarded", ip.get(Ip6Counter.SENT), ip.get(Ip6Counter.FORWARDED));
        reply.printLine("         %d fragmented", ip.get(Ip6Counter.FRAGMENTED));
        reply.printLine(
                "         %d encapsulation failed, %d no route, %d too big",
                ip.get(Ip6Counter.NEIGHBOR_UNREACHABLE) + ip.get(Ip6Counter.NEIGHBOR_QUEUE_FULL),
                ip.get(Ip6Counter.NO_ROUTE),
                ip.get(Ip6Counter.TOO_BIG));
        reply.printLine(
                "         %d beyond scope, %d access list",
                ip.get(Ip6Counter.BEYOND_SCOPE), ip.get(Ip6Counter.FILTERED));
        reply.printLine("  Mcast: %d not joined", ip.get(Ip6Counter.NOT_IN_GROUP));
        reply.printLine("");
    }

    private static void showIcmp(Ip6Counters ip, Reply reply) {
        reply.printLine("ICMP statistics:");
        reply.printLine(
                "  Rcvd: %d input, %d checksum errors, %d ignored, %d invalid neighbor discovery",
                ip.get(Ip6Counter.ICMP_RECEIVED),
                ip.get(Ip6Counter.BAD_CHECKSUM),
                ip.get(Ip6Counter.ICMP_IGNORED),
                ip.get(Ip6Counter.NDP_INVALID));
        reply.printLine(
                "  Sent: %d errors, %d rate-limited",
                ip.get(Ip6Counter.ICMP_ERRORS_SENT), ip.get(Ip6Counter.ICMP_ERRORS_RATE_LIMITED));
        reply.printLine(
                "        %d router solicit, %d router advert, %d redirects",
                ip.get(Ip6Counter.ROUTER_SOLICITATIONS_SENT),
                ip.get(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT),
                ip.get(Ip6Counter.REDIRECTS_SENT));
        reply.printLine(
                "        %d neighbor solicit, %d neighbor advert, %d group report",
                ip.get(Ip6Counter.SOLICITATIONS_SENT),
                ip.get(Ip6Counter.ADVERTISEMENTS_SENT),
                ip.get(Ip6Counter.GROUP_REPORTS_SENT));
        reply.printLine(
                "  ND:   %d duplicate addresses, %d neighbors evicted",
                ip.get(Ip6Counter.DUPLICATE_ADDRESS), ip.get(Ip6Counter.NEIGHBOR_EVICTED));
    }
}
