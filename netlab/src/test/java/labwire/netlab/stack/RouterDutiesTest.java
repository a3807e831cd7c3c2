package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Cable;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Filters, equal-cost ways, routes to nowhere, proxy ARP, redirects, and who is told of interfaces. */
class RouterDutiesTest {
    private final StackLab lab = new StackLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static PacketFilter deny(String source) {
        return packet -> packet.source().equals(ip(source)) ? Verdict.DENY : Verdict.PERMIT;
    }

    @Test
    void aDeniedPacketIsToldToItsSender() {
        Row row = lab.row();
        NetworkInterface in = row.r1().interfaces().get(0);
        in.inFilter(deny("10.0.1.2"));
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: type 3 code 13 from 10.0.1.1");
        assertThat(lab.ping(row.a(), "10.0.1.1")).containsExactly("1: type 3 code 13 from 10.0.1.1");

        in.sendUnreachables(false);
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: timed out");
        assertThat(row.r1().counters().get(IpCounter.FILTERED)).isEqualTo(3);

        in.inFilter(null);
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
    }

    @Test
    void anOutFilterLetsTheRoutersOwnPacketsPass() {
        Row row = lab.row();
        row.r1().interfaces().get(1).outFilter(packet -> Verdict.DENY);

        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: type 3 code 13 from 10.0.1.1");
        assertThat(lab.ping(row.r1(), "10.0.2.2")).containsExactly("1: 56 B from 10.0.2.2 ttl 64");
    }

    @Test
    void waysOfEqualCostShareTheFlowsAndEachFlowKeepsItsWay() {
        Row row = lab.row();
        Cable second = lab.join(row.r1(), "10.9.0.1/30", row.r2(), "10.9.0.2/30");
        StackLab.route(row.r1(), "10.0.3.0/24", "10.9.0.2");
        assertThat(row.r1().routes().routesTo(prefix("10.0.3.0/24"))).hasSize(2);
        assertThat(row.r1().routes().nextHops(ip("10.0.3.2")))
                .extracting(NextHop::address)
                .containsExactly(ip("10.0.2.2"), ip("10.9.0.2"));

        NetworkInterface a = row.a().interfaces().get(0);
        long[] before = sent(row.r1());
        for (int i = 10; i < 74; i++) {
            a.addAddress(ip("10.0.1." + i), 24);
            assertThat(lab.ping(
                            row.a(),
                            "10.0.3.2",
                            PingSettings.DEFAULT.withCount(1).withSource(ip("10.0.1." + i))))
                    .hasSize(1)
                    .allMatch(line -> line.contains("from 10.0.3.2"));
        }
        long[] after = sent(row.r1());
        assertThat(after[1] - before[1]).isBetween(16L, 52L);
        assertThat(after[2] - before[2]).isBetween(16L, 52L);

        second.cut();
        assertThat(row.r1().routes().routesTo(prefix("10.0.3.0/24"))).hasSize(1);
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
    }

    private static long[] sent(IpStack router) {
        return router.interfaces().stream()
                .mapToLong(on -> StackLab.portOf(on).counters().sentFrames())
                .toArray();
    }

    @Test
    void atMostSixteenWaysAreUsed() {
        IpStack router = lab.router("R");
        lab.join(lab.attach(router, "10.0.0.1/24"), lab.attach(lab.host("A"), "10.0.0.2/24"));
        for (int i = 2; i < 30; i++) {
            StackLab.route(router, "172.16.0.0/16", "10.0.0." + i);
        }
        assertThat(router.routes().nextHops(ip("172.16.0.1"))).hasSize(RouteTable.MAX_PATHS);
    }

    @Test
    void aFloatingRouteWaitsForTheEndOfABetterOne() {
        Row row = lab.row();
        Cable second = lab.join(row.r1(), "10.9.0.1/30", row.r2(), "10.9.0.2/30");
        Route floating = new Route(prefix("10.0.3.0/24"), ip("10.9.0.2"), null, 200, 0, RouteOrigin.STATIC);
        row.r1().routes().add(floating);
        assertThat(row.r1().routes().lookup(ip("10.0.3.2")).orElseThrow().distance())
                .isEqualTo(1);

        row.r1().interfaces().get(1).setEnabled(false);
        assertThat(row.r1().routes().lookup(ip("10.0.3.2"))).contains(floating);
        assertThat(second.isCut()).isFalse();
    }

    @Test
    void whatIsRoutedToNowhereIsDroppedAndTold() {
        Row row = lab.row();
        row.r1().routes().add(new Route(prefix("10.0.3.0/25"), null, row.r1().discard(), 1, 0, RouteOrigin.STATIC));
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: type 3 code 1 from 10.0.1.1");
        assertThat(lab.ping(row.r1(), "10.0.3.2")).hasSize(1).allMatch(line -> line.contains("type 3 code 1"));
        assertThat(row.r1().counters().get(IpCounter.DISCARDED)).isEqualTo(2);
    }

    @Test
    void proxyArpAnswersForWhatLiesBehindTheRouter() {
        Row row = lab.row();
        row.a().routes().configured().stream()
                .filter(route -> route.origin() == RouteOrigin.STATIC)
                .forEach(route -> row.a().routes().remove(route));
        NetworkInterface a = row.a().interfaces().get(0);
        row.a().routes().add(new Route(prefix("0.0.0.0/0"), null, a, 1, 0, RouteOrigin.STATIC));
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: type 3 code 1 from 10.0.1.2");

        row.r1().interfaces().get(0).proxyArp(true);
        lab.run(Duration.ofSeconds(5));
        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
        assertThat(row.r1().counters().get(IpCounter.ARP_PROXY_REPLIES_SENT)).isEqualTo(1);
    }

    @Test
    void aNeighbourWithAShorterWayIsTold() {
        IpStack host = lab.host("H");
        IpStack router = lab.router("R");
        NetworkInterface on = lab.attach(router, "10.0.0.1/24");
        lab.join(lab.attach(host, "10.0.0.2/24"), on);
        StackLab.route(host, "0.0.0.0/0", "10.0.0.1");
        StackLab.route(router, "172.16.0.0/16", "10.0.0.3");
        on.sendRedirects(true);

        lab.ping(host, "172.16.0.1");

        assertThat(router.counters().get(IpCounter.FORWARDED)).isEqualTo(1);
        // The redirect, and that 10.0.0.3 does not answer.
        assertThat(router.icmp().counters().errorsSent()).isEqualTo(2);
        assertThat(host.icmp().counters().ignored()).isZero();
        assertThat(host.icmp().counters().errorsReceived()).as("both").isEqualTo(2);
    }

    @Test
    void listenersHearOfInterfaces() {
        List<String> log = new ArrayList<>();
        IpStack router = lab.router("R");
        router.listen(new InterfaceListener() {
            @Override
            public void added(NetworkInterface on) {
                log.add("added " + on.name());
            }

            @Override
            public void removed(NetworkInterface on) {
                log.add("removed " + on.name());
            }

            @Override
            public void upOrDown(NetworkInterface on) {
                log.add(on.name() + (on.isUp() ? " up" : " down"));
            }

            @Override
            public void addressesChanged(NetworkInterface on) {
                log.add(on.toString());
            }
        });
        int[] routeChanges = new int[1];
        router.routes().listen(() -> routeChanges[0]++);

        NetworkInterface on = lab.attach(router, "10.0.0.1/24");
        Cable cable = lab.join(on, lab.attach(lab.host("A"), "10.0.0.2/24"));
        cable.cut();
        cable.restore();
        on.primaryAddress(ip("10.0.0.7"), 24);
        router.removeInterface(on);

        assertThat(log)
                .containsExactly(
                        "added eth0",
                        "eth0 [10.0.0.1/24]",
                        "eth0 up",
                        "eth0 down",
                        "eth0 up",
                        "eth0 []",
                        "eth0 [10.0.0.7/24]",
                        "eth0 []",
                        "eth0 down",
                        "removed eth0");
        assertThat(routeChanges[0]).isPositive();
        assertThat(router.interfaces()).isEmpty();
        assertThat(router.isLocal(new Ipv4Address(0x0A000007))).isFalse();
    }

    @Test
    void aNewMacAddressIsAnnouncedAndUsed() {
        Row row = lab.row();
        assertThat(lab.ping(row.a(), "10.0.3.2")).hasSize(1);
        NetworkInterface on = row.r1().interfaces().get(0);

        on.mac(MacAddress.parse("0200.dead.beef"));
        lab.run(Duration.ofSeconds(1));

        assertThat(lab.ping(row.a(), "10.0.3.2")).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
        assertThat(row.a()
                        .interfaces()
                        .get(0)
                        .neighbors()
                        .find(ip("10.0.1.1"))
                        .orElseThrow()
                        .mac())
                .contains(MacAddress.parse("0200.dead.beef"));
    }
}
