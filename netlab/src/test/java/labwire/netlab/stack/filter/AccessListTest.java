package labwire.netlab.stack.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessList.Addition;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.PortMatch.Operator;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessListTest {
    private static final WildcardMatch NET_10 = new WildcardMatch(ip("10.0.0.0"), ip("0.255.255.255"));

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T00:00:00Z"));
    private final List<String> reports = new ArrayList<>();
    private final AccessLists lists = new AccessLists(
            time.loop().clock(),
            (list, rule, packet) -> reports.add(list + " " + rule.sequence() + " " + packet.source()));

    @AfterEach
    void close() {
        time.close();
    }

    private static Ipv4Address ip(String text) {
        return Ipv4Address.parse(text);
    }

    private AccessList extended() {
        return lists.obtain("101", Kind.EXTENDED).orElseThrow();
    }

    private Verdict judge(String source, String destination, IpPayload payload) {
        return lists.group("101").judge(new Ipv4Packet(ip(source), ip(destination), 1, payload));
    }

    private static TcpSegment tcp(int from, int to, int flags) {
        return new TcpSegment(from, to, 1, 1, flags, 1000, TcpOptions.NONE, Bytes.EMPTY);
    }

    private static PacketMatch of(int protocol, PortMatch sourcePort, PortMatch destinationPort, boolean established) {
        return new PacketMatch(
                protocol,
                AddressMatch.ANY,
                sourcePort,
                AddressMatch.ANY,
                destinationPort,
                PacketMatch.ANY,
                PacketMatch.ANY,
                established);
    }

    private static PortMatch port(Operator operator, int port) {
        return new PortMatch(operator, port, port);
    }

    @Test
    void aListThatIsNotThereOrEmptyPermitsAll() {
        assertThat(judge("10.0.0.1", "10.0.0.2", tcp(1, 2, 0))).isEqualTo(Verdict.PERMIT);
        extended();
        assertThat(judge("10.0.0.1", "10.0.0.2", tcp(1, 2, 0))).isEqualTo(Verdict.PERMIT);
    }

    @Test
    void theFirstMatchDecidesAndTheEndDenies() {
        AccessList list = extended();
        list.append(Verdict.DENY, PacketMatch.from(WildcardMatch.host(ip("10.0.0.9"))), false);
        list.append(Verdict.PERMIT, PacketMatch.from(NET_10), false);

        assertThat(judge("10.0.0.9", "1.1.1.1", tcp(1, 2, 0))).isEqualTo(Verdict.DENY);
        assertThat(judge("10.0.0.8", "1.1.1.1", tcp(1, 2, 0))).isEqualTo(Verdict.PERMIT);
        assertThat(judge("11.0.0.8", "1.1.1.1", tcp(1, 2, 0))).isEqualTo(Verdict.DENY);
        assertThat(list.rules()).extracting(AccessRule::matches).containsExactly(1L, 1L);
        list.clearCounters();
        assertThat(list.rules()).extracting(AccessRule::matches).containsExactly(0L, 0L);
    }

    @Test
    void portsAreComparedInSixWays() {
        assertThat(port(Operator.EQUAL, 80).matches(80)).isTrue();
        assertThat(port(Operator.NOT_EQUAL, 80).matches(80)).isFalse();
        assertThat(port(Operator.GREATER, 80).matches(80)).isFalse();
        assertThat(port(Operator.GREATER, 80).matches(81)).isTrue();
        assertThat(port(Operator.LESS, 80).matches(79)).isTrue();
        assertThat(port(Operator.LESS, 80).matches(80)).isFalse();
        assertThat(new PortMatch(Operator.RANGE, 10, 20).matches(10)).isTrue();
        assertThat(new PortMatch(Operator.RANGE, 10, 20).matches(21)).isFalse();
        assertThat(PortMatch.ANY.matches(0)).isTrue();
    }

    @Test
    void establishedMeansAnAnswerOrAReset() {
        AccessList list = extended();
        list.append(Verdict.PERMIT, of(IpPayload.PROTOCOL_TCP, PortMatch.ANY, PortMatch.ANY, true), false);

        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(1, 2, TcpSegment.SYN))).isEqualTo(Verdict.DENY);
        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(1, 2, TcpSegment.SYN | TcpSegment.ACK)))
                .isEqualTo(Verdict.PERMIT);
        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(1, 2, TcpSegment.RST))).isEqualTo(Verdict.PERMIT);
    }

    @Test
    void protocolsAndIcmpTypesAreToldApart() {
        AccessList list = extended();
        list.append(
                Verdict.PERMIT,
                new PacketMatch(1, NET_10, PortMatch.ANY, AddressMatch.ANY, PortMatch.ANY, 8, PacketMatch.ANY, false),
                false);
        list.append(Verdict.PERMIT, of(17, PortMatch.ANY, port(Operator.EQUAL, 53), false), false);

        assertThat(judge("10.0.0.1", "1.1.1.1", new IcmpMessage(8, 0, 0, Bytes.EMPTY)))
                .isEqualTo(Verdict.PERMIT);
        assertThat(judge("10.0.0.1", "1.1.1.1", new IcmpMessage(0, 0, 0, Bytes.EMPTY)))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("10.0.0.1", "1.1.1.1", new UdpDatagram(9, 53, Bytes.EMPTY)))
                .isEqualTo(Verdict.PERMIT);
        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(9, 53, 0))).isEqualTo(Verdict.DENY);
    }

    private Verdict judgeFragment(int offset, byte[] bytes) {
        return lists.group("101")
                .judge(new Ipv4Packet(
                        0,
                        1,
                        false,
                        true,
                        offset,
                        64,
                        ip("10.0.0.1"),
                        ip("1.1.1.1"),
                        Bytes.EMPTY,
                        new UnknownIpPayload(IpPayload.PROTOCOL_UDP, Bytes.wrap(bytes))));
    }

    @Test
    void aLaterFragmentPassesWhereItsPacketMight() {
        AccessList list = extended();
        list.append(Verdict.DENY, of(17, PortMatch.ANY, port(Operator.EQUAL, 99), false), false);
        list.append(Verdict.PERMIT, of(17, PortMatch.ANY, port(Operator.EQUAL, 53), false), false);

        assertThat(judgeFragment(0, new byte[] {0, 1, 0, 53, 0, 0, 0, 0})).isEqualTo(Verdict.PERMIT);
        assertThat(judgeFragment(0, new byte[] {0, 1, 0, 99, 0, 0, 0, 0})).isEqualTo(Verdict.DENY);
        assertThat(judgeFragment(0, new byte[] {0, 1})).isEqualTo(Verdict.DENY);
        assertThat(judgeFragment(10, new byte[8])).isEqualTo(Verdict.PERMIT);
    }

    @Test
    void numbersOrderTheRules() {
        AccessList list = extended();
        PacketMatch ten = PacketMatch.from(NET_10);
        assertThat(list.append(Verdict.PERMIT, ten, false)).isEqualTo(Addition.ADDED);
        assertThat(list.append(Verdict.PERMIT, ten, false)).isEqualTo(Addition.THERE_ALREADY);
        assertThat(list.insert(10, Verdict.DENY, ten, false)).isEqualTo(Addition.NUMBER_TAKEN);
        assertThat(list.insert(5, Verdict.DENY, ten, false)).isEqualTo(Addition.ADDED);
        assertThat(list.append(Verdict.DENY, PacketMatch.from(AddressMatch.ANY), false))
                .isEqualTo(Addition.ADDED);
        assertThat(list.rules()).extracting(AccessRule::sequence).containsExactly(5, 10, 20);
        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(1, 2, 0))).isEqualTo(Verdict.DENY);

        list.resequence(100, 7);
        assertThat(list.rules()).extracting(AccessRule::sequence).containsExactly(100, 107, 114);
        assertThat(list.remove(100)).isTrue();
        assertThat(list.remove(100)).isFalse();
        assertThat(judge("10.0.0.1", "1.1.1.1", tcp(1, 2, 0))).isEqualTo(Verdict.PERMIT);
    }

    @Test
    void linesAndListsHaveABound() {
        AccessList list = extended();
        for (int i = 0; i < AccessList.MAX_LINES; i++) {
            assertThat(list.remark("x")).isTrue();
        }
        assertThat(list.remark("x")).isFalse();
        assertThat(list.append(Verdict.PERMIT, PacketMatch.from(NET_10), false)).isEqualTo(Addition.NO_ROOM);
        for (int i = 1; i < AccessLists.MAX_LISTS; i++) {
            assertThat(lists.obtain("list" + i, Kind.STANDARD)).isPresent();
        }
        assertThat(lists.obtain("more", Kind.STANDARD)).isEmpty();
    }

    @Test
    void loggedMatchesAreReportedOnceASecond() {
        AccessList list = extended();
        list.append(Verdict.DENY, PacketMatch.from(NET_10), true);
        for (int i = 0; i < 1000; i++) {
            judge("10.0.0.1", "1.1.1.1", tcp(1, 2, 0));
        }
        assertThat(reports).containsExactly("101 10 10.0.0.1");
    }

    @Test
    void aSourceAloneCanBeAskedFor() {
        AccessList list = lists.obtain("10", Kind.STANDARD).orElseThrow();
        list.append(Verdict.PERMIT, PacketMatch.from(NET_10), false);
        assertThat(lists.permits("10", ip("10.1.1.1"))).isTrue();
        assertThat(lists.permits("10", ip("11.1.1.1"))).isFalse();
        assertThat(lists.permits("11", ip("11.1.1.1"))).isTrue();
        assertThat(AccessLists.kindOf("150")).contains(Kind.EXTENDED);
        assertThat(AccessLists.kindOf("250")).isEmpty();
    }
}
