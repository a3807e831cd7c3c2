package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MldReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The groups of IPv6 that a link's routers are told of (RFC 3810). */
class MulticastListenerTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc3810GroupsAreReportedAsTheyAreJoined() {
        NetworkInterface a = lab.attach6(lab.host("A"));
        Station6 station = new Station6(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        station.received.clear();
        a.ip6().join(Ipv6Address.parse("ff02::1234"));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.received).singleElement().satisfies(packet -> {
            assertThat(packet.hopLimit()).isEqualTo(1);
            assertThat(packet.destination()).isEqualTo(Ipv6Address.ALL_MLDV2_ROUTERS);
            assertThat(packet.extensions()).containsExactly(MldReport.routerAlert());
            assertThat(MldReport.decode((Icmpv6Message) packet.payload())
                            .orElseThrow()
                            .changes())
                    .containsExactly(new MldReport.Change(MldReport.Kind.TO_EXCLUDE, Ipv6Address.parse("ff02::1234")));
        });
    }

    @Test
    void rfc3810QueryForOneGroupIsAnsweredForThatOne() {
        Station6 station = lab.station();
        Ipv6Address group = Ipv6Address.parse("ff02::1234");
        NetworkInterface on = station.victim.interfaces().get(0);
        on.ip6().join(group);
        lab.run(Duration.ofSeconds(1));
        for (Ipv6Address asked : List.of(group, Ipv6Address.parse("ff02::5678"), Ipv6Address.ANY)) {
            station.received.clear();
            byte[] body = new byte[20];
            ByteBuffer.wrap(body).putLong(asked.upper()).putLong(asked.lower());
            Icmpv6Message query = new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 1000 << 16, Bytes.wrap(body));
            Ipv6Address router = Ipv6Address.parse("fe80::99");
            station.send(
                    Ipv6Address.ALL_NODES.groupMac(),
                    new Ipv6Packet(0, 0, 1, router, Ipv6Address.ALL_NODES, List.of(), query));
            lab.run(Duration.ofSeconds(2));
            List<Ipv6Address> told = station.of(Icmpv6Message.MLDV2_REPORT).stream()
                    .flatMap(report -> MldReport.decode(report).orElseThrow().changes().stream())
                    .map(MldReport.Change::group)
                    .toList();
            if (asked.isAny()) {
                assertThat(told).contains(group).hasSizeGreaterThan(1);
            } else {
                assertThat(told).isEqualTo(asked.equals(group) ? List.of(group) : List.of());
            }
        }
    }

    @Test
    void rfc3810AllGroupsAreToldInAsManyReportsAsItTakes() {
        Station6 station = lab.station();
        NetworkInterface on = station.victim.interfaces().get(0);
        for (int i = 0; i < 200; i++) {
            on.ip6().join(Ipv6Address.parse("ff05::1:" + Integer.toHexString(i)));
        }
        lab.run(Duration.ofSeconds(1));
        station.received.clear();
        station.send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(
                        0,
                        0,
                        1,
                        Ipv6Address.parse("fe80::99"),
                        Ipv6Address.ALL_NODES,
                        List.of(),
                        new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 1000 << 16, Bytes.wrap(new byte[20]))));
        lab.run(Duration.ofSeconds(2));
        assertThat(station.of(Icmpv6Message.MLDV2_REPORT))
                .flatExtracting(report -> MldReport.decode(report).orElseThrow().changes())
                .hasSizeGreaterThanOrEqualTo(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void rfc3810OlderQuerierIsToldInItsOwnWordsForAWhile() {
        NetworkInterface a = lab.attach6(lab.host("A"));
        Station6 station = new Station6(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        Ipv6Address group = Ipv6Address.parse("ff02::1234");
        Icmpv6Message old = new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 1000 << 16, Bytes.wrap(new byte[16]));
        station.send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(0, 0, 1, Ipv6Address.parse("fe80::99"), Ipv6Address.ALL_NODES, List.of(), old));
        lab.run(Duration.ofSeconds(2));
        assertThat(station.of(Icmpv6Message.MLDV1_REPORT))
                .as("of the solicited-node group")
                .hasSize(1);
        station.received.clear();
        a.ip6().join(group);
        a.ip6().leave(group);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.received)
                .filteredOn(packet -> packet.hopLimit() == 1)
                .extracting(Ipv6Packet::destination)
                .containsExactly(group, Ipv6Address.ALL_ROUTERS);
        assertThat(station.of(Icmpv6Message.MLDV1_DONE)).hasSize(1);
        lab.run(Duration.ofSeconds(260));
        station.received.clear();
        a.ip6().join(group);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.of(Icmpv6Message.MLDV2_REPORT)).hasSize(1);
    }
}
