package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MldReport;
import labwire.netlab.wire.MldReport.Change;
import labwire.netlab.wire.MldReport.Kind;

/**
 * Which groups an interface is in, and what the routers and the switches that listen are told of that (<a
 * href="https://www.rfc-editor.org/rfc/rfc3810#section-6">RFC 3810, 6</a>): each change at once, and all in answer to a
 * query, after a random time of what the query allows. For a while after an older router's query, in that one's words
 * (RFC 3810, 8; RFC 2710).
 */
final class GroupMembership {
    private static final int FIRST_EXPONENT = 0x8000;
    /** A query without what version 2 adds to it (RFC 3810, 8.1). */
    private static final int OLD_QUERY_BODY_LENGTH = 16;
    /** Older Version Querier Present Timeout (RFC 3810, 9.12): two intervals of queries, and one's time for answers. */
    private static final long OLD_QUERIER_NANOS = TimeUnit.SECONDS.toNanos(2 * 125 + 10);

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer answer;
    /** How often each group was joined. */
    private final Map<Ipv6Address, Integer> groups = new TreeMap<>();
    /** Those that a query asks for which is yet to be answered; "::" for all. */
    private final Set<Ipv6Address> asked = new TreeSet<>();

    private long oldQuerierUntilNanos = Long.MIN_VALUE;

    GroupMembership(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        answer = layer.loop().newTimer(this::answerQuery);
    }

    void join(Ipv6Address group) {
        Ipv6Address joined = group.withoutZone();
        if (!joined.isMulticast()) {
            throw new IllegalArgumentException("group: " + group + " (expected: ff00::/8)");
        }
        if (groups.size() == Ip6Interface.MAX_GROUPS && !groups.containsKey(joined)) {
            layer.counters().count(Ip6Counter.GROUPS_REFUSED);
            throw new IllegalStateException(
                    on.link().name() + ": groups: " + Ip6Interface.MAX_GROUPS + " (expected: fewer)");
        }
        if (groups.merge(joined, 1, Integer::sum) == 1) {
            report(List.of(new Change(Kind.TO_EXCLUDE, joined)));
        }
    }

    void leave(Ipv6Address group) {
        Ipv6Address left = group.withoutZone();
        Integer times = groups.get(left);
        if (times != null && times == 1) {
            groups.remove(left);
            report(List.of(new Change(Kind.TO_INCLUDE, left)));
        } else if (times != null) {
            groups.put(left, times - 1);
        }
    }

    boolean contains(Ipv6Address group) {
        return groups.containsKey(group.withoutZone());
    }

    /** In order. */
    List<Ipv6Address> groups() {
        return List.copyOf(groups.keySet());
    }

    /** @param group that is asked for; "::" for all */
    void queried(Ipv6Packet packet, Icmpv6Message query, Ipv6Address group) {
        if (!packet.source().isLinkLocal() || packet.hopLimit() != 1) {
            layer.counters().count(Ip6Counter.ICMP_IGNORED);
            return;
        }
        long now = layer.loop().now();
        boolean old = query.body().length() == OLD_QUERY_BODY_LENGTH;
        if (old) {
            oldQuerierUntilNanos = now + OLD_QUERIER_NANOS;
        }
        if (!group.isAny() && !contains(group)) {
            return;
        }
        asked.add(group.withoutZone());
        int code = query.rest() >>> 16;
        long maximumNanos = TimeUnit.MILLISECONDS.toNanos(old ? code : maximumDelayMillis(code));
        answer.armNoLaterThan(now + (long) (layer.random().nextDouble() * maximumNanos));
    }

    /** RFC 3810, 5.1.3: large values are floating-point numbers. */
    private static long maximumDelayMillis(int code) {
        return code < FIRST_EXPONENT ? code : (code & 0xFFFL | 0x1000) << (code >>> 12 & 7) + 3;
    }

    private void answerQuery() {
        List<Change> all = new ArrayList<>();
        for (Ipv6Address group : groups.keySet()) {
            boolean wanted = asked.contains(Ipv6Address.ANY) || asked.contains(group);
            if (wanted && isReported(group)) {
                all.add(new Change(Kind.IS_EXCLUDE, group));
            }
        }
        asked.clear();
        report(all);
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
        if (layer.loop().now() >= oldQuerierUntilNanos) {
            // As many reports as it takes (RFC 3810, 5.2.15).
            for (int first = 0; first < reported.size(); first += MldReport.MAX_RECORDS) {
                int end = Math.min(first + MldReport.MAX_RECORDS, reported.size());
                send(Ipv6Address.ALL_MLDV2_ROUTERS, new MldReport(reported.subList(first, end)).encode());
            }
            return;
        }
        for (Change change : reported) {
            boolean left = change.kind() == Kind.TO_INCLUDE;
            send(left ? Ipv6Address.ALL_ROUTERS : change.group(), change.encodeForOldRouters());
        }
    }

    private void send(Ipv6Address destination, Icmpv6Message message) {
        layer.counters().count(Ip6Counter.GROUP_REPORTS_SENT);
        Ipv6Address source = on.linkLocal()
                .filter(Ip6Address::isUsable)
                .map(Ip6Address::address)
                .orElse(Ipv6Address.ANY);
        on.transmit(
                new Ipv6Packet(0, 0, 1, source, destination, List.of(MldReport.routerAlert()), message),
                destination.groupMac());
    }
}
