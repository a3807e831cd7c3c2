package labwire.netlab.console.ios.ip;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.IpCounters;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.icmp.IcmpCounters;
import labwire.netlab.stack.tcp.TcpCounters;
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
            showIp(stack.counters(), reply);
            showIcmp(stack.icmp().counters(), reply);
            showUdp(stack.udp().counters(), reply);
            showTcp(stack.tcp().counters(), reply);
            showIgmp(stack.counters(), reply);
            showArp(stack.counters(), reply);
        });
    }

    private static void showIp(IpCounters ip, Reply reply) {
        reply.printLine("IP statistics:");
        reply.printLine(
                "  Rcvd:  %d total, %d local destination", ip.get(IpCounter.RECEIVED), ip.get(IpCounter.DELIVERED));
        reply.printLine(
                "         0 format errors, %d checksum errors, %d bad hop count",
                ip.get(IpCounter.BAD_CHECKSUM), ip.get(IpCounter.TTL_EXCEEDED));
        reply.printLine(
                "         %d unknown protocol, %d not a gateway",
                ip.get(IpCounter.UNKNOWN_PROTOCOL), ip.get(IpCounter.NOT_FOR_US));
        reply.printLine(
                "         0 security failures, %d bad options, %d with options",
                ip.get(IpCounter.BAD_OPTIONS) + ip.get(IpCounter.SOURCE_ROUTED), ip.get(IpCounter.WITH_OPTIONS));
        reply.printLine(
                "  Frags: %d reassembled, 0 timeouts, %d couldn't reassemble",
                ip.get(IpCounter.REASSEMBLED), ip.get(IpCounter.REASSEMBLY_FAILED));
        reply.printLine(
                "         %d fragmented, %d couldn't fragment",
                ip.get(IpCounter.FRAGMENTED), ip.get(IpCounter.FRAGMENTATION_NEEDED));
        reply.printLine("  Sent:  %d generated, %d forwarded", ip.get(IpCounter.SENT), ip.get(IpCounter.FORWARDED));
        reply.printLine(
                "  Drop:  %d encapsulation failed, 0 unresolved, 0 no adjacency",
                ip.get(IpCounter.NEIGHBOR_UNREACHABLE) + ip.get(IpCounter.NEIGHBOR_QUEUE_FULL));
        reply.printLine("         %d no route, 0 unicast RPF, 0 forced drop", ip.get(IpCounter.NO_ROUTE));
        reply.printLine(
                "         %d access list, %d null route", ip.get(IpCounter.FILTERED), ip.get(IpCounter.DISCARDED));
        reply.print("\n");
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

    private static void showTcp(TcpCounters tcp, Reply reply) {
        reply.printLine("TCP statistics:");
        reply.printLine(
                "  Rcvd: %d total, %d checksum errors, %d format errors",
                tcp.get(Event.SEGMENTS_RECEIVED), tcp.get(Event.BAD_CHECKSUMS), tcp.get(Event.MALFORMED));
        reply.printLine(
                "  Sent: %d total, %d retransmitted, %d SYN cookies",
                tcp.get(Event.SEGMENTS_SENT), tcp.get(Event.RETRANSMITTED_SEGMENTS), tcp.get(Event.SYN_COOKIES_SENT));
        reply.print("\n");
    }

    private static void showIgmp(IpCounters ip, Reply reply) {
        reply.printLine("IGMP statistics: Sent/Received");
        reply.printLine(
                "  Total: %d/%d, Format errors: 0/%d",
                ip.get(IpCounter.IGMP_SENT), ip.get(IpCounter.IGMP_RECEIVED), ip.get(IpCounter.IGMP_IGNORED));
        reply.print("\n");
    }

    private static void showArp(IpCounters ip, Reply reply) {
        reply.printLine("ARP statistics:");
        reply.printLine(
                "  Rcvd: %d total, %d ignored, %d duplicate addresses",
                ip.get(IpCounter.ARP_RECEIVED), ip.get(IpCounter.ARP_IGNORED), ip.get(IpCounter.ARP_DUPLICATE_ADDRESS));
        reply.printLine(
                "  Sent: %d requests, %d replies (%d proxy)",
                ip.get(IpCounter.ARP_REQUESTS_SENT),
                ip.get(IpCounter.ARP_REPLIES_SENT),
                ip.get(IpCounter.ARP_PROXY_REPLIES_SENT));
        reply.printLine("  Drop due to full table: %d", ip.get(IpCounter.NEIGHBOR_EVICTED));
    }
}
