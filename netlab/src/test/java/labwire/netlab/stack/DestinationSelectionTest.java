package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage.PrefixInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6724, 6: each rule, with addresses like those of its examples in 10.2. */
class DestinationSelectionTest {
    private final StackLab lab = new StackLab();
    private final IpStack host = lab.host("A");
    private final NetworkInterface eth = host.addInterface("eth0", new PortLink(lab.port("A", "eth0")));
    private final IpStack router = lab.host("R");
    private final NetworkInterface far = router.addInterface("eth0", new PortLink(lab.port("R", "eth0")));

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    private void start(String... addresses) {
        for (String address : addresses) {
            String[] parts = address.split("/");
            int length = Integer.parseInt(parts[1]);
            if (IpAddress.parse(parts[0]) instanceof Ipv6Address six) {
                eth.ip6().addAddress(six, length);
            } else {
                eth.addAddress(Ipv4Address.parse(parts[0]), length);
            }
        }
        router.ipv6().setForwarding(true);
        far.ip6().enable();
        lab.join(eth, far);
        lab.run(Duration.ofSeconds(10));
    }

    private List<String> sorted(String... destinations) {
        List<IpAddress> parsed =
                Arrays.stream(destinations).map(IpAddress::parse).toList();
        return DestinationSelection.sorted(host, parsed).stream()
                .map(IpAddress::toString)
                .toList();
    }

    @Test
    void rule1AvoidsDestinationsThatThereIsNoWayTo() {
        start("10.0.0.1/8");
        assertThat(sorted("2001:db8::80", "192.0.2.80", "10.0.0.80"))
                .containsExactly("10.0.0.80", "2001:db8::80", "192.0.2.80");
    }

    @Test
    void rule2PrefersMatchingScope() {
        // The router tells of itself alone: there is a way out, but no address for it beyond the link's.
        eth.ip6().enable();
        start("10.0.0.1/8");
        assertThat(host.ipv6().routes().lookup(Ipv6Address.parse("2001:db8::80")))
                .isPresent();
        assertThat(sorted("2001:db8::80", "10.0.0.80")).containsExactly("10.0.0.80", "2001:db8::80");
    }

    @Test
    void rule3AvoidsDeprecatedSources() {
        Ipv6Prefix prefix = Ipv6Prefix.tryParse("2001:db8:8::/64").orElseThrow();
        far.ip6().advertiser().settings().prefix(new PrefixInformation(prefix, true, true, 7300, 60));
        eth.ip6().enable();
        start("10.0.0.1/8");
        assertThat(sorted("10.0.0.80", "2001:db8:8::80")).containsExactly("2001:db8:8::80", "10.0.0.80");
        far.ip6().advertiser().settings().suppression(Suppression.ALL);
        lab.run(Duration.ofSeconds(70));
        assertThat(eth.ip6().addresses()).extracting(Ip6Address::state).contains(Ip6Address.State.DEPRECATED);
        assertThat(sorted("2001:db8:8::80", "10.0.0.80")).containsExactly("10.0.0.80", "2001:db8:8::80");
    }

    @Test
    void rule5PrefersMatchingLabelsAndRule6HigherPrecedence() {
        start("10.0.0.1/8", "2001:db8:1::2/64");
        assertThat(sorted("10.0.0.80", "fd00::80", "2001:db8:9::80", "2002:c633:6401::80"))
                .containsExactly("2001:db8:9::80", "10.0.0.80", "2002:c633:6401::80", "fd00::80");
    }

    @Test
    void uniqueLocalAddressesComeAfterIpv4UnlessTheHostHasOne() {
        start("10.0.0.1/8", "fd00::2/64");
        assertThat(sorted("2001:db8:9::80", "fd00::80")).containsExactly("fd00::80", "2001:db8:9::80");
    }

    @Test
    void rule8PrefersSmallerScope() {
        start("2001:db8:1::2/64");
        String near = "fe80::80%" + eth.index();
        assertThat(sorted("2001:db8:1::80", near)).containsExactly(near, "2001:db8:1::80");
    }

    @Test
    void rule9UsesTheLongestMatchingPrefixOfIpv6AndRule10LeavesTheRestAsItIs() {
        start("10.0.0.1/8", "2001:db8:1::2/64", "2001:db8:3f44::2/64");
        assertThat(sorted("2001:db8:8000::80", "2001:db8:3f44::80", "10.9.0.1", "10.0.0.2"))
                .containsExactly("2001:db8:3f44::80", "2001:db8:8000::80", "10.9.0.1", "10.0.0.2");
    }
}
