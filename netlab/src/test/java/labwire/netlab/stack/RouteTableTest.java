package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.link.Cable;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final StackLab lab = new StackLab();
    private IpStack router;
    private NetworkInterface eth0;
    private NetworkInterface eth1;
    private Cable cable0;

    @BeforeEach
    void cable() {
        router = lab.router("R");
        eth0 = lab.attach(router, "10.0.0.1/24");
        eth1 = lab.attach(router, "10.0.1.1/24");
        cable0 = lab.join(eth0, lab.attach(lab.host("A"), "10.0.0.2/24"));
        lab.join(eth1, lab.attach(lab.host("B"), "10.0.1.2/24"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private Optional<NextHop> nextHop(String destination) {
        return router.routes().nextHop(ip(destination));
    }

    private Route add(String prefix, String nextHop, int distance, int metric) {
        Route route = new Route(prefix(prefix), ip(nextHop), null, distance, metric, RouteOrigin.STATIC);
        router.routes().add(route);
        return route;
    }

    @Test
    void longestPrefixWins() {
        add("0.0.0.0/0", "10.0.0.2", 1, 0);
        add("172.16.0.0/12", "10.0.1.2", 1, 0);
        add("172.16.5.0/24", "10.0.0.3", 1, 0);
        add("172.16.5.9/32", "10.0.1.9", 1, 0);

        assertThat(nextHop("8.8.8.8")).contains(new NextHop(eth0, ip("10.0.0.2")));
        assertThat(nextHop("172.31.255.255")).contains(new NextHop(eth1, ip("10.0.1.2")));
        assertThat(nextHop("172.16.5.8")).contains(new NextHop(eth0, ip("10.0.0.3")));
        assertThat(nextHop("172.16.5.9")).contains(new NextHop(eth1, ip("10.0.1.9")));
        assertThat(nextHop("10.0.1.77")).contains(new NextHop(eth1, ip("10.0.1.77")));
    }

    @Test
    void agreesWithALinearSearchOnRandomTables() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            Ipv4Prefix prefix = Ipv4Prefix.of(new Ipv4Address(random.nextInt()), 1 + random.nextInt(32));
            router.routes().add(new Route(prefix, null, i % 2 == 0 ? eth0 : eth1, 1, 0, RouteOrigin.STATIC));
        }
        for (int i = 0; i < 20_000; i++) {
            Ipv4Address address = new Ipv4Address(random.nextInt());
            Route expected = null;
            for (Route route : router.routes().routes()) {
                if (route.prefix().contains(address)
                        && (expected == null
                                || route.prefix().length() > expected.prefix().length())) {
                    expected = route;
                }
            }
            assertThat(router.routes().lookup(address)).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @Test
    void smallerDistanceThenSmallerMetricThenTheOlderOneIsUsed() {
        Route older = add("172.16.0.0/16", "10.0.0.2", 5, 3);
        assertThat(router.routes().lookup(ip("172.16.0.1"))).contains(older);
        add("172.16.0.0/16", "10.0.0.9", 5, 3);
        assertThat(router.routes().lookup(ip("172.16.0.1"))).contains(older);
        Route cheaper = add("172.16.0.0/16", "10.0.0.4", 5, 2);
        assertThat(router.routes().lookup(ip("172.16.0.1"))).contains(cheaper);
        Route trusted = add("172.16.0.0/16", "10.0.0.5", 1, 99);
        assertThat(router.routes().lookup(ip("172.16.0.1"))).contains(trusted);

        assertThat(router.routes().remove(trusted)).isTrue();
        assertThat(router.routes().remove(trusted)).isFalse();
        assertThat(router.routes().lookup(ip("172.16.0.1"))).contains(cheaper);
    }

    @Test
    void aRouteVanishesWithItsLinkAndComesBackWithIt() {
        add("172.16.0.0/16", "10.0.0.2", 1, 0);
        add("172.16.0.0/16", "10.0.1.2", 10, 0);
        assertThat(nextHop("172.16.0.1")).contains(new NextHop(eth0, ip("10.0.0.2")));

        cable0.cut();
        assertThat(nextHop("172.16.0.1")).contains(new NextHop(eth1, ip("10.0.1.2")));
        assertThat(nextHop("10.0.0.2")).isEmpty();
        assertThat(router.routes().lookup(ip("10.0.0.1"))).isEmpty();
        assertThat(router.isLocal(ip("10.0.0.1"))).isTrue();

        cable0.restore();
        assertThat(nextHop("172.16.0.1")).contains(new NextHop(eth0, ip("10.0.0.2")));
        eth0.setEnabled(false);
        assertThat(nextHop("172.16.0.1")).contains(new NextHop(eth1, ip("10.0.1.2")));
    }

    @Test
    void nextHopsResolveThroughOtherRoutesButNotThroughTheirOwn() {
        add("192.168.0.0/16", "172.16.0.1", 1, 0);
        assertThat(nextHop("192.168.1.1")).isEmpty();
        add("172.16.0.0/16", "10.0.1.2", 1, 0);
        assertThat(nextHop("192.168.1.1")).contains(new NextHop(eth1, ip("10.0.1.2")));

        add("20.0.0.0/8", "20.0.0.1", 1, 0);
        assertThat(nextHop("20.1.1.1")).isEmpty();
        add("30.0.0.0/8", "31.0.0.1", 1, 0);
        add("31.0.0.0/8", "30.0.0.1", 1, 0);
        assertThat(nextHop("30.1.1.1")).isEmpty();
        assertThat(router.routes().configured())
                .hasSizeGreaterThan(router.routes().routes().size());
    }

    @Test
    void aNextHopThatIsOurselvesIsNoWay() {
        add("172.16.0.0/16", "10.0.0.1", 1, 0);

        assertThat(nextHop("172.16.0.1")).isEmpty();
    }

    @Test
    void addingTheSameWayAgainReplacesIt() {
        add("172.16.0.0/16", "10.0.0.2", 1, 0);
        Route again = add("172.16.0.0/16", "10.0.0.2", 7, 0);

        assertThat(router.routes().configured())
                .filteredOn(route -> route.origin() == RouteOrigin.STATIC)
                .containsExactly(again);
    }

    @Test
    void theNetworkOfTwoAddressesGoesWithTheLastOne() {
        eth0.addAddress(ip("10.0.0.9"), 24);
        assertThat(eth0.removeAddress(ip("10.0.0.1"))).isTrue();
        assertThat(nextHop("10.0.0.2")).contains(new NextHop(eth0, ip("10.0.0.2")));
        assertThat(router.isLocal(ip("10.0.0.1"))).isFalse();
        assertThat(router.isLocal(ip("10.0.0.9"))).isTrue();
        eth0.removeAddress(ip("10.0.0.9"));
        assertThat(nextHop("10.0.0.2")).isEmpty();
    }

    @Test
    void trafficTakesTheOtherWayWhenALinkIsCut() {
        try (StackLab ring = new StackLab()) {
            Row row = ring.row();
            Cable direct = ring.join(row.r1(), "10.9.0.1/30", row.r2(), "10.9.0.2/30");
            row.r1().routes().add(new Route(prefix("10.0.3.0/25"), ip("10.9.0.2"), null, 1, 0, RouteOrigin.STATIC));
            assertThat(ring.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
            long sent = StackLab.portOf(row.r1().interfaces().get(2)).counters().sentFrames();

            direct.cut();
            assertThat(ring.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
            assertThat(StackLab.portOf(row.r1().interfaces().get(2)).counters().sentFrames())
                    .isEqualTo(sent);
        }
    }
}
