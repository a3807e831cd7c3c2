package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.prefix;
import static labwire.netlab.stack.StackLab.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * RFC 1122, 3.3.1.5: a host H with two gateways to a server.
 *
 * <pre>
 *      10.0.1.1 --- 10.0.1.2 R1 172.16.1.1 --- 172.16.1.9
 *   H                                                     S 172.16.1.9
 *      10.0.2.1 --- 10.0.2.2 R2 172.16.2.1 --- 172.16.2.9
 * </pre>
 */
class DefaultGatewaysTest {
    private static final String SERVER = "172.16.1.9";

    private final StackLab lab = new StackLab();
    private final IpStack host = lab.host("H");
    private final IpStack first = lab.router("R1");
    private final IpStack second = lab.router("R2");
    private final IpStack server = lab.host("S");

    @BeforeEach
    void build() {
        lab.join(host, "10.0.1.1/24", first, "10.0.1.2/24");
        lab.join(host, "10.0.2.1/24", second, "10.0.2.2/24");
        lab.join(first, "172.16.1.1/24", server, "172.16.1.9/24");
        lab.join(second, "172.16.2.1/24", server, "172.16.2.9/24");
        route(second, "172.16.1.0/24", "172.16.2.9");
        server.routes().add(Route.toNextHop(prefix("10.0.1.0/24"), ip("172.16.2.1")));
        server.routes().add(Route.toNextHop(prefix("10.0.2.0/24"), ip("172.16.2.1")));
        route(second, "10.0.1.0/24", "10.0.2.1");
        host.routes().add(defaultBy("10.0.1.2", 0));
        host.routes().add(defaultBy("10.0.2.2", 100));
        lab.run(Duration.ofSeconds(1));
    }

    private static Route defaultBy(String gateway, int metric) {
        return new Route(prefix("0.0.0.0/0"), ip(gateway), null, 1, metric, RouteOrigin.STATIC);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void pings(int count) {
        for (int i = 0; i < count; i++) {
            lab.ping(host, SERVER);
        }
    }

    /** Its link stays up, and nobody answers there. */
    private void silenceFirst() {
        first.interfaces().get(0).removeAddress(ip("10.0.1.2"));
        first.interfaces().get(0).addAddress(ip("10.0.1.77"), 24);
        host.interfaces().get(0).neighbors().clear();
    }

    @Test
    void thePreferredGatewayIsUsedWhileItAnswers() {
        pings(2);
        assertThat(first.counters().get(IpCounter.FORWARDED)).isEqualTo(2);
    }

    @Test
    void anotherTakesOverFromOneThatIsSilentThoughItsLinkIsUp() {
        silenceFirst();
        pings(1);
        assertThat(lab.ping(host, SERVER)).singleElement().asString().contains("from " + SERVER);
        assertThat(second.counters().get(IpCounter.FORWARDED)).isPositive();
    }

    @Test
    void oneOfEqualCostThatIsSilentIsLeftOut() {
        host.routes().remove(defaultBy("10.0.2.2", 100));
        host.routes().add(defaultBy("10.0.2.2", 0));
        silenceFirst();
        pings(2);
        assertThat(lab.ping(host, SERVER)).singleElement().asString().contains("from " + SERVER);
    }

    @Test
    void theSecondStaysInUseThoughANeighborElsewhereIsSilent() {
        silenceFirst();
        pings(2);
        assertThat(lab.ping(host, "10.0.2.99")).singleElement().asString().contains("type 3 code 1 from 10.0.2.1");
        assertThat(lab.ping(host, SERVER)).singleElement().asString().contains("from " + SERVER);
    }

    @Test
    void whatHadGoneByASilentOneTakesTheOtherTooHoweverLongItHadNothingToSend() {
        pings(1);
        lab.ping(host, "172.16.2.9");
        silenceFirst();
        pings(1);
        assertThat(lab.ping(host, "172.16.2.9")).singleElement().asString().contains("from 172.16.2.9");
    }

    @Test
    void whereAllAreSilentTheFirstThatAnswersAgainIsUsed() {
        silenceFirst();
        second.interfaces().get(0).removeAddress(ip("10.0.2.2"));
        host.interfaces().get(1).neighbors().clear();
        pings(3);
        assertThat(lab.ping(host, SERVER)).singleElement().asString().doesNotContain("from " + SERVER);
        second.interfaces().get(0).addAddress(ip("10.0.2.2"), 24);
        lab.run(Duration.ofMinutes(2));
        pings(2);
        assertThat(lab.ping(host, SERVER)).singleElement().asString().contains("from " + SERVER);
    }

    @Test
    void aRouterGoesByItsRoutes() {
        host.setForwarding(true);
        silenceFirst();
        pings(2);
        assertThat(second.counters().get(IpCounter.FORWARDED)).isZero();
    }
}
