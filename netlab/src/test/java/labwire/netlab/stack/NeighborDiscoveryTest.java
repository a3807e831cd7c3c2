package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Codec;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Neighbours of IPv6: their states, redirects, and messages that are not to be believed (RFC 4861, RFC 6980). */
class NeighborDiscoveryTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc4861NeighborGoesThroughItsStates() {
        Ip6Lab.Row6 row = lab.row6();
        lab.ping6(row.a(), "2001:db8:1::1");
        Neighbor6 neighbor = row.aEth()
                .ip6()
                .neighbors()
                .find(Ipv6Address.parse("2001:db8:1::1"))
                .orElseThrow();
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REACHABLE);
        lab.run(Duration.ofSeconds(46));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.STALE);
        row.a().ping(Ipv6Address.parse("2001:db8:1::1"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        lab.run(Duration.ofSeconds(1));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.DELAY);
        lab.run(Duration.ofSeconds(6));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REACHABLE);
        row.r0().setEnabled(false);
        lab.run(Duration.ofSeconds(60));
        lab.ping6(row.a(), "2001:db8:1::1");
        lab.run(Duration.ofSeconds(20));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REMOVED);
    }

    @Test
    void rfc4861RouterRedirectsToABetterOneAndTheHostFollows() {
        IpStack h = lab.host("H");
        IpStack r = lab.host("R");
        NetworkInterface h0 = lab.attach6(h, "2001:db8:1::2/64");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:1::1/64");
        r.ipv6().setForwarding(true);
        lab.join(h0, r0);
        lab.run(Duration.ofSeconds(10));
        // Behind another router of the same link, by its link-local address.
        r.ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse("2001:db8:5::/48").orElseThrow(),
                        Ipv6Address.parse("fe80::5"),
                        r0.ip6(),
                        1,
                        0,
                        Ip6Route.Origin.STATIC));
        lab.ping6(h, "2001:db8:5::1");
        assertThat(r.ipv6().counters().get(Ip6Counter.REDIRECTS_SENT)).isPositive();
        assertThat(h.ipv6()
                        .routes()
                        .lookup(Ipv6Address.parse("2001:db8:5::1"))
                        .orElseThrow()
                        .nextHop())
                .isEqualTo(Ipv6Address.parse("fe80::5"));
    }

    @Test
    void rfc4861MessagesThatPassedARouterAreNotBelieved() {
        Station6 station = lab.station();
        NdpMessage forged = new NdpMessage.RouterAdvertisement(
                64, false, false, NdpMessage.Preference.MEDIUM, 1800, 0, 0, 0, Optional.empty(), List.of());
        station.send(
                station.target,
                new Ipv6Packet(
                        0,
                        0,
                        254,
                        Ipv6Address.parse("fe80::bad"),
                        Ipv6Address.ALL_NODES,
                        List.of(),
                        NdpCodec.encode(forged)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
    }

    @Test
    void rfc4861ForeignSolicitationsFillTheNeighborCacheOnlyToItsLimit() {
        Station6 station = lab.station();
        for (int i = 0; i < 3000; i++) {
            Ipv6Address source = new Ipv6Address(0x2001_0DB8_0001_0000L, 0x1_0000 + i);
            NdpMessage asked = new NdpMessage.NeighborSolicitation(
                    station.victimAddress, Optional.of(new MacAddress(0x5254_0100_0000L + i)));
            station.send(
                    station.target,
                    new Ipv6Packet(0, 0, 255, source, station.victimAddress, List.of(), NdpCodec.encode(asked)));
        }
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.interfaces().get(0).ip6().neighbors().neighbors())
                .hasSizeLessThanOrEqualTo(1024);
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NEIGHBOR_EVICTED))
                .isPositive();
    }

    @Test
    void rfc6980NeighborDiscoveryInFragmentsIsIgnored() {
        Station6 station = lab.station();
        NdpMessage asked = new NdpMessage.NeighborSolicitation(station.victimAddress, Optional.of(station.port.mac()));
        for (List<ExtensionHeader> extensions :
                List.of(List.<ExtensionHeader>of(new Fragment(0, false, 9)), List.<ExtensionHeader>of())) {
            station.send(
                    station.target,
                    new Ipv6Packet(
                            0, 0, 255, station.address, station.victimAddress, extensions, NdpCodec.encode(asked)));
            lab.run(Duration.ofSeconds(1));
            assertThat(station.of(Icmpv6Message.NEIGHBOR_ADVERTISEMENT)).hasSize(extensions.isEmpty() ? 1 : 0);
        }
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
    }

    @Test
    void rfc6980NeighborDiscoveryThatIsPutTogetherOfFragmentsIsIgnored() {
        Station6 station = lab.station();
        NdpMessage asked = new NdpMessage.NeighborSolicitation(station.victimAddress, Optional.of(station.port.mac()));
        Ipv6Packet whole =
                new Ipv6Packet(0, 0, 255, station.address, station.victimAddress, List.of(), NdpCodec.encode(asked));
        Bytes octets = Ipv6Codec.encodeFrom(whole, 0);
        for (int unit : new int[] {0, 2}) {
            Bytes piece = unit == 0 ? octets.slice(0, 16) : octets.slice(16, octets.length() - 16);
            station.send(
                    station.target,
                    whole.with(
                            List.of(new Fragment(unit, unit == 0, 9)),
                            new UnknownIpPayload(IpPayload.PROTOCOL_ICMPV6, piece)));
        }
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLED)).isEqualTo(1);
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
        assertThat(station.of(Icmpv6Message.NEIGHBOR_ADVERTISEMENT)).isEmpty();
    }
}
