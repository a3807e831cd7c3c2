package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.Autoconfiguration;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.NdpMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hosts and routers make of router advertisements (RFC 4861, 6; RFC 4191). */
class RouterAdvertisementsTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc4862HostMakesAnAddressOfAnAdvertisedPrefixAndTakesTheRouterForItsDefault() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack h = lab.host("H");
        NetworkInterface h0 = lab.attach6(h);
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        assertThat(h0.ip6().addresses())
                .extracting(Ip6Address::toString)
                .contains("2001:db8:7:0:5054:ff:fe00:2/64 PREFERRED");
        assertThat(h.ipv6()
                        .routes()
                        .lookup(Ipv6Address.parse("2001:4860::1"))
                        .orElseThrow()
                        .nextHop())
                .isEqualTo(r0.ip6().linkLocal().orElseThrow().address().withoutZone());
        assertThat(lab.ping6(h, "2001:db8:7::1")).containsExactly("1: 56 B from 2001:db8:7::1 ttl 64");
    }

    @Test
    void rfc4861RouterThatEndsSaysSoAndIsNoDefaultAnyMore() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack h = lab.host("H");
        lab.join(r0, lab.attach6(h));
        lab.run(Duration.ofSeconds(10));
        r0.ip6().advertiser().settings().suppression(Suppression.ALL);
        lab.run(Duration.ofSeconds(1));
        assertThat(h.ipv6().routes().lookup(Ipv6Address.parse("2001:4860::1"))).isEmpty();
    }

    @Test
    void routerTakesOfAdvertisementsWhatItIsTold() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack edge = lab.host("E");
        edge.ipv6().usualAutoconfiguration(Autoconfiguration.Mode.ROUTER);
        NetworkInterface e0 = lab.attach6(edge);
        lab.join(r0, e0);
        lab.run(Duration.ofSeconds(10));
        assertThat(Ip6Lab.autoconfigured(e0)).isEmpty();
        assertThat(Ip6Lab.wayOut(edge)).isPresent();
        edge.ipv6().setForwarding(true);
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ADDRESSES);
        lab.run(Duration.ofSeconds(10));
        assertThat(Ip6Lab.autoconfigured(e0)).isPresent();
        assertThat(Ip6Lab.wayOut(edge)).isEmpty();
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ADDRESSES_AND_ROUTES);
        lab.run(Duration.ofSeconds(10));
        assertThat(Ip6Lab.autoconfigured(e0)).isPresent();
        assertThat(Ip6Lab.wayOut(edge)).isPresent();
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ROUTER);
        assertThat(Ip6Lab.autoconfigured(e0)).isEmpty();
        assertThat(Ip6Lab.wayOut(edge)).isEmpty();
    }

    @Test
    void rfc4191RouterOfHigherPreferenceIsTheDefault() {
        Station6 station = lab.station();
        station.advertise("fe80::1", NdpMessage.Preference.MEDIUM, 1800);
        station.advertise("fe80::2", NdpMessage.Preference.HIGH, 1800);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::2");
        station.advertise("fe80::2", NdpMessage.Preference.LOW, 1800);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::1");
        station.advertise("fe80::1", NdpMessage.Preference.MEDIUM, 0);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::2");
        station.advertise("fe80::2", NdpMessage.Preference.LOW, 0);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).isEmpty();
    }

    @Test
    void rfc4861RouterThatKeepsItsAdvertisementsBackAnswersWhoAsks() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64");
        r0.ip6().advertiser().settings().suppression(Suppression.PERIODIC);
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = lab.attach6(lab.host("H"));
        h0.ip6().disable();
        lab.join(r0, h0);
        lab.run(Duration.ofMinutes(20));
        assertThat(r.ipv6().counters().get(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT))
                .isZero();
        h0.ip6().enable();
        lab.run(Duration.ofSeconds(10));
        assertThat(Ip6Lab.autoconfigured(h0)).isPresent();
        assertThat(r.ipv6().counters().get(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT))
                .isEqualTo(1);
    }

    @Test
    void rfc4861HostTakesItsTimesFromAdvertisements() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64");
        r0.ip6().advertiser().settings().reachableMillis(5_000);
        r0.ip6().settings().mtu(1400);
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = lab.attach6(lab.host("H"));
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        assertThat(h0.ip6().neighbors().baseReachableNanos()).isEqualTo(5_000_000_000L);
        assertThat(h0.ip6().mtu()).isEqualTo(1400);
    }
}
