package labwire.netlab.console.ios.ip6;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.CountedLines;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.ip6.Ip6Counter;

/** {@code show ipv6 traffic}. What is not told apart here stands where IOS would count most of it. */
final class ShowIpv6Traffic {
    private ShowIpv6Traffic() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ShowIpv6.SHOW + "traffic  IPv6 traffic statistics\n", (console, arguments, reply) -> {
            CountedLines<Ip6Counter> ip =
                    new CountedLines<>(console.device().stack().ipv6().counters()::get, reply);
            showPackets(ip);
            showIcmp(ip);
        });
    }

    private static void showPackets(CountedLines<Ip6Counter> ip) {
        ip.line("IPv6 statistics:");
        ip.line("  Rcvd:  %d total, %d local destination", Ip6Counter.RECEIVED, Ip6Counter.DELIVERED);
        ip.line("         0 source-routed, 0 truncated");
        ip.line(
                "         %d format errors, %d hop count exceeded",
                Ip6Counter.MARTIAN_DESTINATION, Ip6Counter.HOP_LIMIT_EXCEEDED);
        ip.line(
                "         %d bad header, 0 unknown option, %d bad source",
                Ip6Counter.UNKNOWN_HEADER, Ip6Counter.MARTIAN_SOURCE);
        ip.line("         %d unknown protocol, %d not a router", Ip6Counter.DISABLED, Ip6Counter.NOT_FOR_US);
        ip.line("         %d fragments, %d total reassembled", Ip6Counter.FRAGMENTS_RECEIVED, Ip6Counter.REASSEMBLED);
        ip.line("         0 reassembly timeouts, %d reassembly failures", Ip6Counter.REASSEMBLY_FAILED);
        ip.line("  Sent:  %d generated, %d forwarded", Ip6Counter.SENT, Ip6Counter.FORWARDED);
        ip.line("         %d fragmented", Ip6Counter.FRAGMENTED);
        ip.reply()
                .printLine(
                        "         %d encapsulation failed, %d no route, %d too big",
                        ip.sum(Ip6Counter.NEIGHBOR_UNREACHABLE, Ip6Counter.NEIGHBOR_QUEUE_FULL),
                        ip.sum(Ip6Counter.NO_ROUTE),
                        ip.sum(Ip6Counter.TOO_BIG));
        ip.line("         %d beyond scope, %d access list", Ip6Counter.BEYOND_SCOPE, Ip6Counter.FILTERED);
        ip.line("  Mcast: %d not joined", Ip6Counter.NOT_IN_GROUP);
        ip.line("");
    }

    private static void showIcmp(CountedLines<Ip6Counter> ip) {
        ip.line("ICMP statistics:");
        ip.line(
                "  Rcvd: %d input, %d checksum errors, %d ignored, %d invalid neighbor discovery",
                Ip6Counter.ICMP_RECEIVED, Ip6Counter.BAD_CHECKSUM, Ip6Counter.ICMP_IGNORED, Ip6Counter.NDP_INVALID);
        ip.line("  Sent: %d errors, %d rate-limited", Ip6Counter.ICMP_ERRORS_SENT, Ip6Counter.ICMP_ERRORS_RATE_LIMITED);
        ip.line(
                "        %d router solicit, %d router advert, %d redirects",
                Ip6Counter.ROUTER_SOLICITATIONS_SENT, Ip6Counter.ROUTER_ADVERTISEMENTS_SENT, Ip6Counter.REDIRECTS_SENT);
        ip.line(
                "        %d neighbor solicit, %d neighbor advert, %d group report",
                Ip6Counter.SOLICITATIONS_SENT, Ip6Counter.ADVERTISEMENTS_SENT, Ip6Counter.GROUP_REPORTS_SENT);
        ip.line(
                "  ND:   %d duplicate addresses, %d neighbors evicted",
                Ip6Counter.DUPLICATE_ADDRESS, Ip6Counter.NEIGHBOR_EVICTED);
    }
}
