package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IgmpMessage;
import labwire.netlab.wire.IgmpMessage.GroupRecord;
import labwire.netlab.wire.IgmpMessage.Kind;
import labwire.netlab.wire.IgmpMessage.Version;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.RawIpPayload;
import org.jspecify.annotations.Nullable;

/**
 * Tells the routers, and the switches that listen, which groups an interface is in: the host's part of IGMP (<a
 * href="https://www.rfc-editor.org/rfc/rfc3376#section-5">RFC 3376, 5</a>, and RFC 2236 while a querier of version 2 or 1
 * is heard). Each change is told at once and once more, and all groups in answer to a query, after a random time of what
 * the query allows.
 */
final class GroupMembership {
    static final Ipv4Address ALL_HOSTS = Ipv4Address.parse("224.0.0.1");
    private static final Ipv4Address ALL_ROUTERS = Ipv4Address.parse("224.0.0.2");
    private static final Ipv4Address ALL_REPORT_RECEIVERS = Ipv4Address.parse("224.0.0.22");
    /** 224.0.0.0/24 stays on its link: what routers are in there is their protocols' own business. */
    private static final int LINK_GROUPS = 0xE000_0000 >>> 8;

    /** How often a change is told (RFC 3376, 8.1: the Robustness Variable). */
    private static final int ROBUSTNESS = 2;

    /** Before the records of a report. */
    private static final int REPORT_HEADER_LENGTH = 8;

    private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long UNSOLICITED_3_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNSOLICITED_2_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** RFC 3376, 8.12: the Older Version Querier Present Timeout, by the defaults. */
    private static final long OLDER_QUERIER_NANOS = TimeUnit.SECONDS.toNanos(2 * 125 + 10);
    /** Groups joined, and those left of which the routers are told once more. */
    private static final int MAX_MEMBERSHIPS = 2 * InterfaceGroups.MAX_GROUPS;

    /** Routers, look at this (RFC 2113). */
    private static final Bytes ROUTER_ALERT = Bytes.wrap(new byte[] {(byte) 148, 4, 0, 0});

    private final LabEventLoop loop;
    private final NetworkInterface on;
    private final IpCounters counters;
    private final BiConsumer<Ipv4Packet, NetworkInterface> output;
    private final RandomGenerator random;
    private final BooleanSupplier router;
    private final Map<Ipv4Address, Membership> memberships = new TreeMap<>();
    /** For the answer of version 3 to a query about all groups. */
    private final LabTimer answer;

    private boolean up;
    private long version1UntilNanos;
    private long version2UntilNanos;

    GroupMembership(
            LabEventLoop loop,
            NetworkInterface on,
            IpCounters counters,
            BiConsumer<Ipv4Packet, NetworkInterface> output,
            RandomGenerator random,
            BooleanSupplier router) {
        this.loop = loop;
        this.on = on;
        this.counters = counters;
        this.output = output;
        this.random = random;
        this.router = router;
        answer = loop.newTimer(this::answerQuery);
        version1UntilNanos = loop.now();
        version2UntilNanos = loop.now();
    }

    /** What is wanted of a group has changed. */
    void changed(Ipv4Address group, SourceFilter wanted) {
        if (isReported(group)) {
            memberships.computeIfAbsent(group, Membership::new).changed(wanted);
        }
    }

    /** There are too many groups for another. */
    void refused() {
        counters.count(IpCounter.GROUPS_REFUSED);
    }

    /** Whoever comes to a link tells which groups it is in. */
    void linkChanged(boolean nowUp) {
        if (nowUp == up) {
            return;
        }
        up = nowUp;
        cancelAll();
        memberships.clear();
        if (up) {
            on.groups().all().forEach(group -> changed(group, on.groups().wanted(group)));
        }
    }

    void received(Ipv4Packet packet) {
        Optional<IgmpMessage> message = packet.payload() instanceof RawIpPayload payload
                ? IgmpMessage.decode(payload.bytes())
                : Optional.empty();
        counters.count(IpCounter.IGMP_RECEIVED);
        if (message.isEmpty()) {
            counters.count(IpCounter.IGMP_IGNORED);
            return;
        }
        switch (message.get().type()) {
            case IgmpMessage.QUERY -> queried(packet, message.get());
            case IgmpMessage.REPORT_1, IgmpMessage.REPORT_2 ->
                heardReport(message.get().group());
            default -> {}
        }
    }

    private Version version() {
        long now = loop.now();
        if (now < version1UntilNanos) {
            return Version.ONE;
        }
        return now < version2UntilNanos ? Version.TWO : Version.THREE;
    }

    private void queried(Ipv4Packet packet, IgmpMessage query) {
        Optional<Version> spoken = query.queryVersion();
        boolean general = query.group().isAny();
        Ipv4Address destination = packet.destination();
        if (spoken.isEmpty() || general && !destination.equals(ALL_HOSTS) && !on.hasAddress(destination)) {
            // RFC 3376, 4.1.12 and 7.1.
            counters.count(IpCounter.IGMP_IGNORED);
            return;
        }
        hearVersion(spoken.get());
        long maximumNanos = TENTH_NANOS * query.maximumResponseTenths(spoken.get());
        if (general && version() == Version.THREE) {
            answer.armNoLaterThan(loop.now() + within(maximumNanos));
            return;
        }
        for (Membership membership : memberships.values()) {
            if (general || membership.group.equals(query.group())) {
                membership.queried(maximumNanos, general ? List.of() : query.querySources());
            }
        }
    }

    /** RFC 3376, 7.2.1: the oldest querier decides; a change of the version ends what is pending. */
    private void hearVersion(Version spoken) {
        Version before = version();
        long until = loop.now() + OLDER_QUERIER_NANOS;
        switch (spoken) {
            case ONE -> version1UntilNanos = until;
            case TWO -> version2UntilNanos = until;
            case THREE -> {}
        }
        if (version() != before) {
            cancelAll();
        }
    }

    private void heardReport(Ipv4Address group) {
        Membership membership = memberships.get(group);
        if (membership != null && version() != Version.THREE) {
            membership.reportedByAnother();
        }
    }

    private void answerQuery() {
        report(memberships.values().stream()
                .filter(Membership::isJoined)
                .map(Membership::state)
                .toList());
    }

    /** In as many reports as it takes for none to be longer than the link takes (RFC 3376, 4.2.16). */
    private void report(List<GroupRecord> records) {
        int room = on.mtu() - Ipv4Packet.HEADER_LENGTH - ROUTER_ALERT.length() - REPORT_HEADER_LENGTH;
        List<GroupRecord> next = new ArrayList<>();
        int length = 0;
        for (GroupRecord each : records) {
            if (!next.isEmpty() && length + each.length() > room) {
                send(IgmpMessage.report(next), ALL_REPORT_RECEIVERS);
                next.clear();
                length = 0;
            }
            next.add(each);
            length += each.length();
        }
        if (!next.isEmpty()) {
            send(IgmpMessage.report(next), ALL_REPORT_RECEIVERS);
        }
    }

    /**
     * All hosts are in 224.0.0.1 (RFC 3376, 5). A router does not tell of its routing protocols' groups, as on IOS; a
     * host tells of those too, as on Linux.
     */
    private boolean isReported(Ipv4Address group) {
        return up
                && !on.isLoopback()
                && !group.equals(ALL_HOSTS)
                && !(group.value() >>> 8 == LINK_GROUPS && router.getAsBoolean());
    }

    private void cancelAll() {
        answer.cancel();
        memberships.values().forEach(Membership::cancel);
        memberships.values().removeIf(membership -> !membership.isJoined());
    }

    private long within(long maximumNanos) {
        return (long) (random.nextDouble() * maximumNanos);
    }

    private void send(IgmpMessage message, Ipv4Address destination) {
        if (!up) {
            return;
        }
        counters.count(IpCounter.IGMP_SENT);
        List<InterfaceAddress> own = on.addresses();
        Ipv4Address source = own.isEmpty() ? Ipv4Address.ANY : own.get(0).address();
        output.accept(
                new Ipv4Packet(
                        Ipv4Packet.INTERNETWORK_CONTROL,
                        0,
                        true,
                        false,
                        0,
                        1,
                        source,
                        destination,
                        ROUTER_ALERT,
                        message.encode()),
                on);
    }

    /** One group, and what is to be told of it. */
    private final class Membership {
        private final Ipv4Address group;
        private final LabTimer timer;
        private SourceFilter wanted = SourceFilter.NOBODY;
        /** What was wanted when the routers had last been told all. */
        private SourceFilter told = SourceFilter.NOBODY;
        /** How often the changes since then are still to be told. */
        private int repeats;
        /** True if no other host has reported since (RFC 2236, 6): a leave is then worth telling. */
        private boolean lastReporter;
        /** The sources that a query asks about whose answer is due; none of them: it asks about the group. */
        private @Nullable TreeSet<Ipv4Address> asked;

        Membership(Ipv4Address group) {
            this.group = group;
            timer = loop.newTimer(this::due);
        }

        /** False if it is left, which the routers are still to be told. */
        boolean isJoined() {
            return !wanted.equals(SourceFilter.NOBODY);
        }

        void changed(SourceFilter newWanted) {
            boolean joined = isJoined();
            wanted = newWanted;
            if (version() == Version.THREE || !joined) {
                repeats = memberships.size() > MAX_MEMBERSHIPS ? 1 : ROBUSTNESS;
                tellChange();
            } else if (!isJoined()) {
                // Sources are not told in older versions (RFC 3376, 7.2.1), and leaving once, in version 2 alone.
                if (version() == Version.TWO && lastReporter) {
                    send(IgmpMessage.of(IgmpMessage.LEAVE, group), ALL_ROUTERS);
                }
                forget();
            }
        }

        void queried(long maximumNanos, List<Ipv4Address> sources) {
            boolean due = isDueWithin(timer, maximumNanos);
            if (!isJoined() || isDueWithin(answer, maximumNanos) || due && repeats > 0) {
                return;
            }
            if (asked == null) {
                asked = new TreeSet<>(sources);
            } else if (!asked.isEmpty()) {
                asked.addAll(sources);
            }
            if (sources.isEmpty() || asked.size() > SourceFilter.MAX_SOURCES) {
                asked.clear();
            }
            if (!due) {
                timer.arm(loop.now() + within(maximumNanos));
            }
        }

        private boolean isDueWithin(LabTimer armed, long nanos) {
            return armed.isArmed() && armed.deadlineNanos() - loop.now() <= nanos;
        }

        void reportedByAnother() {
            lastReporter = false;
            cancel();
        }

        void cancel() {
            timer.cancel();
            repeats = 0;
            told = wanted;
            asked = null;
        }

        private void due() {
            TreeSet<Ipv4Address> sources = asked;
            asked = null;
            if (repeats > 0) {
                tellChange();
            } else if (sources == null || sources.isEmpty()) {
                report(List.of(state()));
            } else {
                List<Ipv4Address> heard =
                        sources.stream().filter(wanted::admits).toList();
                if (!heard.isEmpty()) {
                    report(List.of(new GroupRecord(Kind.IS_INCLUDE, group, heard)));
                }
            }
        }

        /** In answer to a query. */
        GroupRecord state() {
            return GroupRecords.state(group, wanted);
        }

        private void tellChange() {
            report(GroupRecords.changes(group, told, wanted));
            repeats--;
            if (repeats > 0) {
                boolean newest = version() == Version.THREE;
                timer.arm(loop.now() + within(newest ? UNSOLICITED_3_NANOS : UNSOLICITED_2_NANOS));
            } else {
                told = wanted;
                if (!isJoined()) {
                    forget();
                }
            }
        }

        private void report(List<GroupRecord> records) {
            switch (version()) {
                case ONE -> send(IgmpMessage.of(IgmpMessage.REPORT_1, group), group);
                case TWO -> send(IgmpMessage.of(IgmpMessage.REPORT_2, group), group);
                case THREE -> GroupMembership.this.report(records);
            }
            lastReporter = true;
        }

        private void forget() {
            timer.cancel();
            memberships.remove(group);
        }
    }
}
