package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MldReport;
import labwire.netlab.wire.MldReport.Change;
import labwire.netlab.wire.MldReport.Kind;

/**
 * Tells the routers, and the switches that listen, which groups an interface is in (<a
 * href="https://www.rfc-editor.org/rfc/rfc3810#section-6">RFC 3810, 6</a>): each change at once, and all in answer to a
 * query, after a random time of what the query allows.
 */
final class GroupMembership {
    private static final int FIRST_EXPONENT = 0x8000;

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer answer;

    GroupMembership(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        answer = layer.loop().newTimer(this::answerQuery);
    }

    void joined(Ipv6Address group) {
        report(List.of(new Change(Kind.TO_EXCLUDE, group)));
    }

    void left(Ipv6Address group) {
        report(List.of(new Change(Kind.TO_INCLUDE, group)));
    }

    void queried(Ipv6Packet packet, Icmpv6Message query) {
        if (!packet.source().isLinkLocal() || packet.hopLimit() != 1) {
            layer.counters().count(Ip6Counter.ICMP_IGNORED);
            return;
        }
        long maximumNanos = TimeUnit.MILLISECONDS.toNanos(maximumDelayMillis(query.rest() >>> 16));
        answer.armNoLaterThan(layer.loop().now() + (long) (layer.random().nextDouble() * maximumNanos));
    }

    /** RFC 3810, 5.1.3: large values are floating-point numbers. */
    private static long maximumDelayMillis(int code) {
        return code < FIRST_EXPONENT ? code : (code & 0xFFFL | 0x1000) << (code >>> 12 & 7) + 3;
    }

    private void answerQuery() {
        List<Change> groups = new ArrayList<>();
        for (Ipv6Address group : on.groups()) {
            if (groups.size() < MldReport.MAX_RECORDS && isReported(group)) {
                groups.add(new Change(Kind.IS_EXCLUDE, group));
            }
        }
        report(groups);
    }

    /** All nodes are in ff02::1, and what is of one interface concerns nobody (RFC 3810, 6). */
    private static boolean isReported(Ipv6Address group) {
        return !group.equals(Ipv6Address.ALL_NODES) && group.groupScope() > 1;
    }

    private void report(List<Change> changes) {
        List<Change> reported =
                changes.stream().filter(change -> isReported(change.group())).toList();
        if (reported.isEmpty() || !on.isUp() || on.link().isLoopback()) {
            return;
        }
        layer.counters().count(Ip6Counter.GROUP_REPORTS_SENT);
        Ipv6Address source = on.linkLocal()
                .filter(Ip6Address::isUsable)
                .map(Ip6Address::address)
                .orElse(Ipv6Address.ANY);
        Ipv6Address routers = Ipv6Address.ALL_MLDV2_ROUTERS;
        on.transmit(
                new Ipv6Packet(
                        0, 0, 1, source, routers, List.of(MldReport.routerAlert()), new MldReport(reported).encode()),
                routers.groupMac());
    }
}
