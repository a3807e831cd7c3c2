package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.InterfaceIdentifiers;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.NdpMessage.PrefixInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How an interface comes by its IPv6 addresses, and which of them packets go out with (RFC 4862, RFC 7217, RFC 6724).
 */
class Ip6AddressesTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc4862LinkLocalAddressIsMadeOfTheMacAddressAndUsedOnceNobodyElseHasIt() {
        NetworkInterface a = lab.attach6(lab.host("A"));
        NetworkInterface b = lab.attach6(lab.host("B"));
        lab.join(a, b);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).containsExactly(Ip6Address.State.TENTATIVE);
        lab.run(Duration.ofSeconds(3));
        assertThat(a.ip6().addresses()).hasToString("[fe80::5054:ff:fe00:1/64 PREFERRED]");
    }

    @Test
    void rfc4862DuplicateAddressIsNotUsed() {
        NetworkInterface a = lab.attach6(lab.host("A"), "2001:db8::1/64");
        NetworkInterface b = lab.attach6(lab.host("B"));
        lab.join(a, b);
        lab.run(Duration.ofSeconds(3));
        b.ip6().addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        lab.run(Duration.ofSeconds(3));
        assertThat(b.ip6().addresses()).extracting(Ip6Address::state).contains(Ip6Address.State.DUPLICATED);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.DUPLICATED);
    }

    @Test
    void rfc4862AddressIsAskedForAsOftenAsAPersonSays() {
        NetworkInterface a = lab.attach6(lab.host("A"));
        Station6 station = new Station6(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        station.received.clear();
        a.ip6().duplicateAttempts(3);
        a.ip6().addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        lab.run(Duration.ofMillis(2900));
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).contains(Ip6Address.State.TENTATIVE);
        lab.run(Duration.ofSeconds(1));
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.TENTATIVE);
        assertThat(station.of(Icmpv6Message.NEIGHBOR_SOLICITATION)).hasSize(3);
        a.ip6().duplicateAttempts(0);
        a.ip6().addAddress(Ipv6Address.parse("2001:db8::2"), 64);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.TENTATIVE);
    }

    @Test
    void rfc4862LifetimesEnd() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r);
        Ipv6Prefix prefix = Ipv6Prefix.tryParse("2001:db8:8::/64").orElseThrow();
        r0.ip6().advertiser().settings().prefix(new PrefixInformation(prefix, true, true, 7300, 60));
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = lab.attach6(lab.host("H"));
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        r0.ip6().advertiser().settings().suppression(Suppression.ALL);
        r0.setEnabled(false);
        Ip6Address made = Ip6Lab.autoconfigured(h0).orElseThrow();
        assertThat(made.state()).isEqualTo(Ip6Address.State.PREFERRED);
        lab.run(Duration.ofSeconds(70));
        assertThat(Ip6Lab.autoconfigured(h0).map(Ip6Address::state)).contains(Ip6Address.State.DEPRECATED);
        lab.run(Duration.ofSeconds(7300));
        assertThat(Ip6Lab.autoconfigured(h0)).isEmpty();
    }

    @Test
    void rfc7217OpaqueAddressesAreTheSameInOneNetworkAndOthersElsewhere() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = lab.attach6(r, "2001:db8:7::1/64", "2001:db8:8::1/64");
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = lab.host("H").addInterface("eth0", new PortLink(lab.port("H", "eth0")));
        h0.ip6().identifiers().mode(InterfaceIdentifiers.Mode.STABLE_SECRET);
        h0.ip6().enable();
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        List<Ipv6Address> made = own(h0);
        assertThat(made).hasSize(3);
        assertThat(made.stream().map(Ipv6Address::lower)).doesNotHaveDuplicates();
        assertThat(made).noneMatch(address -> (address.lower() >>> 24 & 0xFFFF) == 0xFFFE);
        h0.setEnabled(false);
        lab.run(Duration.ofSeconds(1));
        h0.setEnabled(true);
        lab.run(Duration.ofSeconds(10));
        assertThat(own(h0)).containsExactlyElementsOf(made);
    }

    private static List<Ipv6Address> own(NetworkInterface on) {
        return on.ip6().addresses().stream()
                .map(address -> address.address().withoutZone())
                .toList();
    }

    @Test
    void rfc7217SomebodyElsesAddressIsFollowedByAnother() {
        NetworkInterface h0 = lab.host("H").addInterface("eth0", new PortLink(lab.port("H", "eth0")));
        Station6 station = new Station6(lab.port("station", "eth0"));
        h0.ip6().identifiers().mode(InterfaceIdentifiers.Mode.STABLE_SECRET);
        h0.ip6().enable();
        lab.join(StackLab.portOf(h0), station.port);
        Ipv6Address first = own(h0).get(0);
        station.send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(
                        0,
                        0,
                        255,
                        first,
                        Ipv6Address.ALL_NODES,
                        List.of(),
                        NdpCodec.encode(new NdpMessage.NeighborAdvertisement(
                                false, false, true, first, Optional.of(station.port.mac())))));
        lab.run(Duration.ofSeconds(5));
        assertThat(h0.ip6().addresses()).singleElement().satisfies(address -> {
            assertThat(address.address().withoutZone()).isNotEqualTo(first);
            assertThat(address.state()).isEqualTo(Ip6Address.State.PREFERRED);
        });
    }

    @Test
    void rfc6724SourceIsOfTheDestinationsScopeThenOfItsLongestPrefix() {
        IpStack a = lab.host("A");
        NetworkInterface a0 = lab.attach6(a, "2001:db8:1::2/64", "2001:db8:2::2/64", "fd00::2/64");
        lab.join(a0, lab.attach6(lab.host("B")));
        Ip6Lab.route6(a, "::/0", "2001:db8:1::1");
        lab.run(Duration.ofSeconds(5));
        assertThat(source(a, "2001:db8:2::77")).isEqualTo("2001:db8:2::2");
        assertThat(source(a, "2001:db8:1::77")).isEqualTo("2001:db8:1::2");
        assertThat(source(a, "fd12::1")).isEqualTo("fd00::2");
        assertThat(source(a, "fe80::1%" + a0.index())).startsWith("fe80::");
        assertThat(source(a, "2001:db8:2::2")).isEqualTo("2001:db8:2::2");
    }

    private static String source(IpStack stack, String destination) {
        return stack.sourceFor(Ipv6Address.parse(destination)).orElseThrow().toString();
    }
}
