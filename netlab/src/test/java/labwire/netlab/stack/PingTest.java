package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.route;
import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.icmp.PingSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingTest {
    private final StackLab lab = new StackLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void crossesTwoRouters() {
        Row row = lab.row();

        assertThat(lab.ping(row.a(), "10.0.3.2", PingSettings.DEFAULT.withCount(3)))
                .containsExactly(
                        "1: 56 B from 10.0.3.2 ttl 62", "2: 56 B from 10.0.3.2 ttl 62", "3: 56 B from 10.0.3.2 ttl 62");
        assertThat(row.r1().counters().get(IpCounter.FORWARDED)).isEqualTo(6);
    }

    @Test
    void oneByOneSendsTheNextWhenTheLastIsAnswered() {
        Row row = lab.row();
        long before = lab.loop.now();

        assertThat(lab.ping(
                        row.a(), "10.0.3.2", PingSettings.DEFAULT.withCount(5).withInterval(0)))
                .hasSize(5)
                .allMatch(line -> line.endsWith("from 10.0.3.2 ttl 62"));
        assertThat(lab.loop.now() - before).isLessThan(1_000_000);
    }

    @Test
    void limitedTimeToLiveNamesTheRoutersOnTheWay() {
        Row row = lab.row();
        PingSettings once = PingSettings.DEFAULT.withCount(1);

        assertThat(lab.ping(row.a(), "10.0.3.2", once.withTimeToLive(1)))
                .containsExactly("1: type 11 code 0 from 10.0.1.1");
        assertThat(lab.ping(row.a(), "10.0.3.2", once.withTimeToLive(2)))
                .containsExactly("1: type 11 code 0 from 10.0.2.2");
        assertThat(lab.ping(row.a(), "10.0.3.2", once.withTimeToLive(3)))
                .containsExactly("1: 56 B from 10.0.3.2 ttl 62");
    }

    @Test
    void noRouteHereIsKnownAtOnce() {
        IpStack alone = lab.host("alone");

        assertThat(lab.ping(alone, "10.0.3.2")).containsExactly("1: no route");
    }

    @Test
    void noRouteOnTheWayIsReportedByTheRouter() {
        Row row = lab.row();

        assertThat(lab.ping(row.a(), "172.16.0.1")).containsExactly("1: type 3 code 0 from 10.0.1.1");
    }

    @Test
    void silentNeighbourIsHostUnreachableFromTheRouterOrFromOneself() {
        Row row = lab.row();

        assertThat(lab.ping(row.a(), "10.0.3.77")).containsExactly("1: type 3 code 1 from 10.0.2.2");
        assertThat(lab.ping(row.a(), "10.0.1.77")).containsExactly("1: type 3 code 1 from 10.0.1.2");
    }

    @Test
    void reachesItselfByAllItsAddresses() {
        Row row = lab.row();

        assertThat(lab.ping(row.a(), "127.0.0.1")).containsExactly("1: 56 B from 127.0.0.1 ttl 64");
        assertThat(lab.ping(row.a(), "127.9.9.9")).containsExactly("1: 56 B from 127.9.9.9 ttl 64");
        assertThat(lab.ping(row.a(), "10.0.1.2")).containsExactly("1: 56 B from 10.0.1.2 ttl 64");
    }

    @Test
    void largeOnesCrossInFragmentsAndComeBackWhole() {
        Row row = lab.row();

        assertThat(lab.ping(
                        row.a(), "10.0.3.2", PingSettings.DEFAULT.withCount(1).withPayload(65_507)))
                .containsExactly("1: 65507 B from 10.0.3.2 ttl 62");
        assertThat(row.b().counters().get(IpCounter.REASSEMBLED)).isEqualTo(1);
    }

    @Test
    void notToBeFragmentedIsRefusedWhereTheWayNarrows() {
        Row row = lab.row();
        row.r1().interfaces().get(1).mtu(1000);

        assertThat(lab.ping(
                        row.a(),
                        "10.0.3.2",
                        PingSettings.DEFAULT.withCount(1).withPayload(1400).withDontFragment(true)))
                .containsExactly("1: type 3 code 4 from 10.0.1.1");
        assertThat(lab.ping(
                        row.a(), "10.0.3.2", PingSettings.DEFAULT.withCount(1).withPayload(1400)))
                .containsExactly("1: 1400 B from 10.0.3.2 ttl 62");
    }

    @Test
    void isNeverLostInARoutingLoop() {
        Row row = lab.row();
        route(row.r1(), "172.16.0.0/12", "10.0.2.2");
        route(row.r2(), "172.16.0.0/12", "10.0.2.1");

        assertThat(lab.ping(row.a(), "172.16.0.1"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1: type 11 code 0");
    }
}
