package labwire.netlab.console.linux;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.IpCounters;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.icmp.IcmpCounters;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Counters;
import labwire.netlab.stack.tcp.TcpCounters;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.stack.udp.UdpCounters;

/**
 * {@code netstat -s}: what the host's IPv4, ICMP, TCP and UDP have counted, and IPv6 if it was in use, in the words of net-tools. The neighbours,
 * which Linux counts in /proc/net/stat/arp_cache, stand at the end.
 */
final class NetworkStatistics {
    private NetworkStatistics() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                netstat  Network statistics
                -s  Of each protocol
                """, (console, arguments, reply) -> show(console.host().stack(), reply));
    }

    private static void show(IpStack stack, Reply reply) {
        showIp(stack, stack.counters(), reply);
        showIcmp(stack.icmp().counters(), reply);
        showTcp(stack, stack.tcp().counters(), reply);
        showUdp(stack.udp().counters(), reply);
        showTcpMore(stack.tcp().counters(), reply);
        showGroups(stack.counters(), reply);
        showNeighbors(stack.counters(), reply);
        Ip6Counters ip6 = stack.ipv6().counters();
        if (ip6.get(Ip6Counter.RECEIVED) + ip6.get(Ip6Counter.SENT) + ip6.get(Ip6Counter.GROUP_REPORTS_SENT) > 0) {
            showIp6(stack, ip6, reply);
        }
    }

    private static void showIp(IpStack stack, IpCounters ip, Reply reply) {
        reply.printLine("Ip:");
        reply.printLine("    Forwarding: %d", stack.isForwarding() ? 1 : 2);
        line(reply, ip.get(IpCounter.RECEIVED), "total packets received");
        line(
                reply,
                ip.get(IpCounter.MARTIAN_SOURCE) + ip.get(IpCounter.MARTIAN_DESTINATION) + ip.get(IpCounter.NOT_FOR_US),
                "with invalid addresses");
        line(reply, ip.get(IpCounter.BAD_OPTIONS) + ip.get(IpCounter.SOURCE_ROUTED), "with invalid headers");
        line(reply, ip.get(IpCounter.FORWARDED), "forwarded");
        line(reply, ip.get(IpCounter.UNKNOWN_PROTOCOL), "with unknown protocol");
        line(
                reply,
                ip.get(IpCounter.FILTERED) + ip.get(IpCounter.DISCARDED) + ip.get(IpCounter.UNICAST_IN_GROUP_FRAME),
                "incoming packets discarded");
        line(reply, ip.get(IpCounter.DELIVERED), "incoming packets delivered");
        line(reply, ip.get(IpCounter.SENT), "requests sent out");
        line(reply, ip.get(IpCounter.NO_ROUTE), "dropped because of missing route");
        line(reply, ip.get(IpCounter.FRAGMENTS_RECEIVED), "reassemblies required");
        line(reply, ip.get(IpCounter.REASSEMBLED), "packets reassembled ok");
        line(reply, ip.get(IpCounter.REASSEMBLY_FAILED), "packet reassemblies failed");
        line(reply, ip.get(IpCounter.FRAGMENTED), "fragmented packets sent ok");
        line(reply, ip.get(IpCounter.FRAGMENTATION_NEEDED), "fragments failed");
    }

    private static void showIcmp(IcmpCounters icmp, Reply reply) {
        reply.printLine("Icmp:");
        line(reply, icmp.received(), "ICMP messages received");
        line(reply, icmp.ignored(), "input ICMP message failed");
        reply.printLine("    InCsumErrors: %d", icmp.badChecksums());
        reply.printLine("    ICMP input histogram:");
        reply.printLine("        errors: %d", icmp.errorsReceived());
        reply.printLine("        echo requests: %d", icmp.echoRequestsReceived());
        reply.printLine("        echo replies: %d", icmp.echoRepliesReceived());
        line(reply, icmp.errorsSent() + icmp.echoRequestsSent() + icmp.echoRequestsReceived(), "ICMP messages sent");
        line(reply, icmp.errorsRateLimited(), "ICMP messages dropped by the rate limit");
    }

    private static void showTcp(IpStack stack, TcpCounters tcp, Reply reply) {
        reply.printLine("Tcp:");
        line(reply, tcp.get(Event.ACTIVE_OPENS), "active connection openings");
        line(reply, tcp.get(Event.PASSIVE_OPENS), "passive connection openings");
        line(reply, tcp.get(Event.FAILED_ATTEMPTS), "failed connection attempts");
        line(reply, tcp.get(Event.RESETS_RECEIVED), "connection resets received");
        line(reply, stack.tcp().sockets().size(), "connections open");
        line(reply, tcp.get(Event.SEGMENTS_RECEIVED), "segments received");
        line(reply, tcp.get(Event.SEGMENTS_SENT), "segments sent out");
        line(reply, tcp.get(Event.RETRANSMITTED_SEGMENTS), "segments retransmitted");
        line(reply, tcp.get(Event.BAD_CHECKSUMS) + tcp.get(Event.MALFORMED), "bad segments received");
        line(reply, tcp.get(Event.RESETS_SENT), "resets sent");
    }

    private static void showUdp(UdpCounters udp, Reply reply) {
        reply.printLine("Udp:");
        line(reply, udp.received(), "packets received");
        line(reply, udp.noPorts(), "packets to unknown port received");
        line(reply, udp.badChecksums(), "packet receive errors");
        line(reply, udp.sent(), "packets sent");
    }

    private static void showTcpMore(TcpCounters tcp, Reply reply) {
        reply.printLine("TcpExt:");
        line(reply, tcp.get(Event.SYN_COOKIES_SENT), "SYN cookies sent");
        line(reply, tcp.get(Event.SYN_COOKIES_ACCEPTED), "SYN cookies received");
        line(reply, tcp.get(Event.SYN_COOKIES_FAILED), "invalid SYN cookies received");
        line(reply, tcp.get(Event.ACCEPT_QUEUE_OVERFLOWS), "times the listen queue of a socket overflowed");
        line(
                reply,
                tcp.get(Event.SYN_QUEUE_OVERFLOWS) + tcp.get(Event.TABLE_OVERFLOWS),
                "SYNs to LISTEN sockets dropped");
        line(reply, tcp.get(Event.OLD_TIMESTAMPS), "packets rejected in established connections because of timestamp");
        reply.printLine("    TCPTimeouts: %d", tcp.get(Event.RETRANSMIT_TIMEOUTS));
        reply.printLine("    TCPChallengeACK: %d", tcp.get(Event.CHALLENGE_ACKS));
        reply.printLine("    TCPOFODrop: %d", tcp.get(Event.REASSEMBLY_OVERFLOWS));
    }

    private static void showGroups(IpCounters ip, Reply reply) {
        reply.printLine("Igmp:");
        line(reply, ip.get(IpCounter.IGMP_RECEIVED), "IGMP messages received");
        line(reply, ip.get(IpCounter.IGMP_SENT), "IGMP messages sent");
        line(reply, ip.get(IpCounter.GROUPS_REFUSED), "groups not joined because of too many");
    }

    private static void showNeighbors(IpCounters ip, Reply reply) {
        reply.printLine("Arp:");
        line(reply, ip.get(IpCounter.ARP_RECEIVED), "ARP packets received");
        line(reply, ip.get(IpCounter.ARP_IGNORED), "ARP packets ignored");
        line(reply, ip.get(IpCounter.NEIGHBOR_EVICTED), "neighbours evicted from a full table");
        line(reply, ip.get(IpCounter.NEIGHBOR_QUEUE_FULL), "packets dropped from a full queue");
        line(reply, ip.get(IpCounter.NEIGHBOR_UNREACHABLE), "packets dropped without an answer");
    }

    private static void showIp6(IpStack stack, Ip6Counters ip, Reply reply) {
        reply.printLine("Ip6:");
        line(reply, ip.get(Ip6Counter.RECEIVED), "total packets received");
        line(reply, ip.get(Ip6Counter.UNKNOWN_HEADER), "with invalid headers");
        line(
                reply,
                ip.get(Ip6Counter.MARTIAN_SOURCE)
                        + ip.get(Ip6Counter.MARTIAN_DESTINATION)
                        + ip.get(Ip6Counter.NOT_FOR_US),
                "with invalid addresses");
        line(reply, ip.get(Ip6Counter.FORWARDED), "forwarded");
        line(
                reply,
                ip.get(Ip6Counter.DISABLED) + ip.get(Ip6Counter.NOT_IN_GROUP) + ip.get(Ip6Counter.BAD_CHECKSUM),
                "incoming packets discarded");
        line(reply, ip.get(Ip6Counter.DELIVERED), "incoming packets delivered");
        line(reply, ip.get(Ip6Counter.SENT), "requests sent out");
        line(reply, ip.get(Ip6Counter.NO_ROUTE), "dropped because of missing route");
        line(reply, ip.get(Ip6Counter.FRAGMENTS_RECEIVED), "reassemblies required");
        line(reply, ip.get(Ip6Counter.REASSEMBLED), "packets reassembled ok");
        line(reply, ip.get(Ip6Counter.REASSEMBLY_FAILED), "packet reassemblies failed");
        line(reply, ip.get(Ip6Counter.FRAGMENTED), "fragmented packets sent ok");
        reply.printLine("Icmp6:");
        line(reply, ip.get(Ip6Counter.ICMP_RECEIVED), "ICMP messages received");
        line(reply, ip.get(Ip6Counter.ICMP_IGNORED) + ip.get(Ip6Counter.NDP_INVALID), "input ICMP message failed");
        line(reply, ip.get(Ip6Counter.ICMP_ERRORS_SENT), "ICMP errors sent");
        line(reply, ip.get(Ip6Counter.ICMP_ERRORS_RATE_LIMITED), "ICMP errors dropped by the rate limit");
        line(reply, ip.get(Ip6Counter.SOLICITATIONS_SENT), "neighbor solicitations sent");
        line(reply, ip.get(Ip6Counter.ADVERTISEMENTS_SENT), "neighbor advertisements sent");
        line(reply, ip.get(Ip6Counter.ROUTER_SOLICITATIONS_SENT), "router solicitations sent");
        line(reply, ip.get(Ip6Counter.GROUP_REPORTS_SENT), "group membership reports sent");
        line(reply, ip.get(Ip6Counter.GROUPS_REFUSED), "groups not joined because of too many");
        reply.printLine("Ndisc:");
        line(
                reply,
                stack.interfaces().stream()
                        .mapToInt(on -> on.ip6().neighbors().neighbors().size())
                        .sum(),
                "neighbours known");
        line(reply, ip.get(Ip6Counter.NEIGHBOR_EVICTED), "neighbours evicted from a full table");
        line(reply, ip.get(Ip6Counter.NEIGHBOR_QUEUE_FULL), "packets dropped from a full queue");
        line(reply, ip.get(Ip6Counter.NEIGHBOR_UNREACHABLE), "packets dropped without an answer");
    }

    private static void line(Reply reply, long count, String what) {
        reply.printLine("    %d %s", count, what);
    }
}
