package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessGroup;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.filter.AddressMatch;
import labwire.netlab.stack.filter.PacketMatch;
import labwire.netlab.stack.filter.PortMatch;
import labwire.netlab.stack.filter.PortMatch.Operator;
import labwire.netlab.stack.filter.PrefixMatch;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access lists of IPv6, by themselves and on a router between two hosts. */
class Ip6FilterTest {
    private static final Ipv6Address A = Ipv6Address.parse("2001:db8:1::2");
    private static final Ipv6Address B = Ipv6Address.parse("2001:db8:2::2");

    private final StackLab lab = new StackLab();
    private final List<String> reports = new ArrayList<>();
    private final AccessLists lists = new AccessLists(
            lab.loop.clock(), (list, rule, packet) -> reports.add(rule.sequence() + " " + packet.source()));
    private final AccessList list = lists.obtain("SIX", Kind.IPV6).orElseThrow();
    private final AccessGroup group = lists.group("SIX");

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    private static PacketMatch match(
            int protocol, AddressMatch source, PortMatch to, int icmpType, boolean established) {
        return new PacketMatch(
                protocol, source, PortMatch.ANY, PrefixMatch.ANY, to, icmpType, PacketMatch.ANY, established);
    }

    private static PortMatch port(int number) {
        return new PortMatch(Operator.EQUAL, number, number);
    }

    private static Ipv6Packet packet(IpPayload payload, ExtensionHeader... extensions) {
        return new Ipv6Packet(0, 0, 64, A, B, List.of(extensions), payload);
    }

    private static TcpSegment tcp(int port, int flags) {
        return new TcpSegment(1, port, 1, 1, flags, 1000, TcpOptions.NONE, Bytes.EMPTY);
    }

    private static Icmpv6Message icmp(int type) {
        return new Icmpv6Message(type, 0, 0, Bytes.wrap(new byte[16]));
    }

    @Test
    void whatNoRuleMatchesIsDeniedButNeighborDiscovery() {
        assertThat(group.passes(packet(tcp(80, TcpSegment.SYN))))
                .as("without a rule")
                .isTrue();
        list.append(Verdict.PERMIT, match(6, PrefixMatch.host(A), port(80), PacketMatch.ANY, false), false);
        assertThat(group.passes(packet(tcp(80, TcpSegment.SYN)))).isTrue();
        assertThat(group.passes(packet(tcp(81, TcpSegment.SYN)))).isFalse();
        assertThat(group.passes(packet(icmp(Icmpv6Message.ECHO_REQUEST)))).isFalse();
        assertThat(group.passes(packet(icmp(Icmpv6Message.NEIGHBOR_SOLICITATION))))
                .isTrue();
        assertThat(group.passes(packet(icmp(Icmpv6Message.NEIGHBOR_ADVERTISEMENT))))
                .isTrue();
        assertThat(group.passes(packet(icmp(Icmpv6Message.ROUTER_ADVERTISEMENT))))
                .isFalse();
        list.append(
                Verdict.DENY, match(PacketMatch.ANY, PrefixMatch.ANY, PortMatch.ANY, PacketMatch.ANY, false), false);
        assertThat(group.passes(packet(icmp(Icmpv6Message.NEIGHBOR_SOLICITATION))))
                .as("denied by a rule that says so")
                .isFalse();
    }

    @Test
    void prefixesIcmpTypesAndConnectionsAreToldApart() {
        PrefixMatch net = new PrefixMatch(Ipv6Prefix.tryParse("2001:db8:1::/48").orElseThrow());
        list.append(Verdict.PERMIT, match(58, net, PortMatch.ANY, Icmpv6Message.ECHO_REQUEST, false), true);
        list.append(Verdict.PERMIT, match(6, PrefixMatch.ANY, PortMatch.ANY, PacketMatch.ANY, true), false);
        assertThat(group.passes(packet(icmp(Icmpv6Message.ECHO_REQUEST)))).isTrue();
        assertThat(group.passes(packet(icmp(Icmpv6Message.ECHO_REPLY)))).isFalse();
        assertThat(group.passes(new Ipv6Packet(B, A, icmp(Icmpv6Message.ECHO_REQUEST))))
                .isFalse();
        assertThat(group.passes(packet(tcp(80, TcpSegment.ACK)))).isTrue();
        assertThat(group.passes(packet(tcp(80, TcpSegment.SYN)))).isFalse();
        assertThat(reports).containsExactly("10 " + A);
    }

    @Test
    void laterFragmentsHaveNoPorts() {
        list.append(Verdict.PERMIT, match(17, PrefixMatch.ANY, port(53), PacketMatch.ANY, false), false);
        UnknownIpPayload beginning = new UnknownIpPayload(17, Bytes.wrap(new byte[] {0, 1, 0, 53, 0, 0, 0, 0}));
        UnknownIpPayload other = new UnknownIpPayload(17, Bytes.wrap(new byte[] {0, 1, 0, 54, 0, 0, 0, 0}));
        assertThat(group.passes(packet(new UdpDatagram(1, 53, Bytes.EMPTY)))).isTrue();
        assertThat(group.passes(packet(beginning, new Fragment(0, true, 1)))).isTrue();
        assertThat(group.passes(packet(other, new Fragment(0, true, 1)))).isFalse();
        assertThat(group.passes(packet(other, new Fragment(1, false, 1)))).isTrue();
    }

    @Test
    void whatARouterDoesNotLetOutIsReportedAsProhibited() {
        IpStack a = lab.host("A");
        IpStack r = lab.host("R");
        IpStack b = lab.host("B");
        NetworkInterface aEth = attach(a, A);
        NetworkInterface near = attach(r, Ipv6Address.parse("2001:db8:1::1"));
        NetworkInterface far = attach(r, Ipv6Address.parse("2001:db8:2::1"));
        NetworkInterface bEth = attach(b, B);
        r.ipv6().setForwarding(true);
        lab.join(aEth, near);
        lab.join(far, bEth);
        route(a, "2001:db8:1::1");
        route(b, "2001:db8:2::1");
        lab.run(Duration.ofSeconds(5));
        assertThat(ping(a)).containsExactly("1: 56 B from " + B + " ttl 63");
        list.append(Verdict.DENY, match(58, PrefixMatch.host(A), PortMatch.ANY, PacketMatch.ANY, false), false);
        list.append(
                Verdict.PERMIT, match(PacketMatch.ANY, PrefixMatch.ANY, PortMatch.ANY, PacketMatch.ANY, false), false);
        far.ip6().settings().outFilter(group);
        assertThat(ping(a)).containsExactly("1: type 1 code 1 from 2001:db8:1::1");
        far.ip6().settings().outFilter(null);
        near.ip6().settings().inFilter(group);
        assertThat(ping(a)).containsExactly("1: type 1 code 1 from 2001:db8:1::1");
        assertThat(r.ipv6().counters().get(Ip6Counter.FILTERED)).isEqualTo(2);
        assertThat(list.rules().get(0).matches()).isEqualTo(2);
    }

    private List<String> ping(IpStack from) {
        StackLab.PingLog log = new StackLab.PingLog();
        from.ping(B, PingSettings.DEFAULT.withCount(1), log);
        lab.time.runUntil(() -> log.finished, Duration.ofMinutes(1));
        return log.lines;
    }

    private NetworkInterface attach(IpStack stack, Ipv6Address address) {
        String name = "eth" + stack.interfaces().size();
        NetworkInterface added = stack.addInterface(name, new PortLink(lab.port(stack.name(), name)));
        added.ip6().addAddress(address, 64);
        return added;
    }

    private static void route(IpStack stack, String nextHop) {
        stack.ipv6()
                .routes()
                .add(new Ip6Route(Ipv6Prefix.DEFAULT, Ipv6Address.parse(nextHop), null, 1, 0, Ip6Route.Origin.STATIC));
    }
}
