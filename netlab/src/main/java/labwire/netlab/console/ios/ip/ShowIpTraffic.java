package labwire.netlab.console.ios.ip;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.CountedLines;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.icmp.IcmpCounters;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.stack.udp.UdpCounters;

/** {@code show ip traffic}: what the stack has counted. */
final class ShowIpTraffic {
    private ShowIpTraffic() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                traffic  IP protocol statistics
                """, (console, arguments, reply) -> {
            IpStack stack = console.device().stack();
            CountedLines<IpCounter> ip = new CountedLines<>(stack.counters()::get, reply);
            showIp(ip);
            showIcmp(stack.icmp().counters(), reply);
            showUdp(stack.udp().counters(), reply);
            showTcp(new CountedLines<>(stack.tcp().counters()::get, reply));
            showIgmp(ip);
            showArp(ip);
        });
    }

    private static void showIp(CountedLines<IpCounter> ip) {
        ip.line("IP statistics:");
        ip.line("  Rcvd:  %d total, %d local destination", IpCounter.RECEIVED, IpCounter.DELIVERED);
        ip.line(
                "         0 format errors, %d checksum errors, %d bad hop count",
                IpCounter.BAD_CHECKSUM, IpCounter.TTL_EXCEEDED);
        ip.line("         %d unknown protocol, %d not a gateway", IpCounter.UNKNOWN_PROTOCOL, IpCounter.NOT_FOR_US);
        ip.reply()
                .printLine(
                        "         0 security failures, %d bad options, %d with options",
                        ip.sum(IpCounter.BAD_OPTIONS, IpCounter.SOURCE_ROUTED), ip.sum(IpCounter.WITH_OPTIONS));
        ip.line(
                "  Frags: %d reassembled, 0 timeouts, %d couldn't reassemble",
                IpCounter.REASSEMBLED, IpCounter.REASSEMBLY_FAILED);
        ip.line("         %d fragmented, %d couldn't fragment", IpCounter.FRAGMENTED, IpCounter.FRAGMENTATION_NEEDED);
        ip.line("  Sent:  %d generated, %d forwarded", IpCounter.SENT, IpCounter.FORWARDED);
        ip.reply()
                .printLine(
                        "  Drop:  %d encapsulation failed, 0 unresolved, 0 no adjacency",
                        ip.sum(IpCounter.NEIGHBOR_UNREACHABLE, IpCounter.NEIGHBOR_QUEUE_FULL));
        ip.line("         %d no route, 0 unicast RPF, 0 forced drop", IpCounter.NO_ROUTE);
        ip.line("         %d access list, %d null route", IpCounter.FILTERED, IpCounter.DISCARDED);
        ip.line("");
    }

    private static void showIcmp(IcmpCounters icmp, Reply reply) {
        reply.printLine("ICMP statistics:");
        reply.printLine(
                "  Rcvd: %d total, %d checksum errors, %d errors, %d unknown or ignored",
                icmp.received(), icmp.badChecksums(), icmp.errorsReceived(), icmp.ignored());
        reply.printLine("        %d echo, %d echo reply", icmp.echoRequestsReceived(), icmp.echoRepliesReceived());
        reply.printLine(
                "  Sent: %d errors, %d echo, %d echo reply, %d rate limited",
                icmp.errorsSent(), icmp.echoRequestsSent(), icmp.echoRequestsReceived(), icmp.errorsRateLimited());
        reply.print("\n");
    }

    private static void showUdp(UdpCounters udp, Reply reply) {
        reply.printLine("UDP statistics:");
        reply.printLine(
                "  Rcvd: %d total, %d checksum errors, %d no port", udp.received(), udp.badChecksums(), udp.noPorts());
        reply.printLine("  Sent: %d total", udp.sent());
        reply.print("\n");
    }

    private static void showTcp(CountedLines<Event> tcp) {
        tcp.line("TCP statistics:");
        tcp.line(
                "  Rcvd: %d total, %d checksum errors, %d format errors",
                Event.SEGMENTS_RECEIVED, Event.BAD_CHECKSUMS, Event.MALFORMED);
        tcp.line(
                "  Sent: %d total, %d retransmitted, %d SYN cookies",
                Event.SEGMENTS_SENT, Event.RETRANSMITTED_SEGMENTS, Event.SYN_COOKIES_SENT);
        tcp.line("");
    }

    private static void showIgmp(CountedLines<IpCounter> ip) {
        ip.line("IGMP statistics: Sent/Received");
        ip.line(
                "  Total: %d/%d, Format errors: 0/%d",
                IpCounter.IGMP_SENT, IpCounter.IGMP_RECEIVED, IpCounter.IGMP_IGNORED);
        ip.line("");
    }

    private static void showArp(CountedLines<IpCounter> ip) {
        ip.line("ARP statistics:");
        ip.line(
                "  Rcvd: %d total, %d ignored, %d duplicate addresses",
                IpCounter.ARP_RECEIVED, IpCounter.ARP_IGNORED, IpCounter.ARP_DUPLICATE_ADDRESS);
        ip.line(
                "  Sent: %d requests, %d replies (%d proxy)",
                IpCounter.ARP_REQUESTS_SENT, IpCounter.ARP_REPLIES_SENT, IpCounter.ARP_PROXY_REPLIES_SENT);
        ip.line("  Drop due to full table: %d", IpCounter.NEIGHBOR_EVICTED);
    }
}
