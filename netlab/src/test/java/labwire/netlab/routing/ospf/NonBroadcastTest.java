package labwire.netlab.routing.ospf;

import static labwire.netlab.routing.ospf.ScriptedNeighbor.OUR_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import labwire.netlab.routing.ospf.OspfLab.Link;
import labwire.netlab.routing.ospf.OspfLab.Node;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.api.Test;

/** Links that carry nothing to groups, and links of several routers without a designated one (RFC 2328, 1.2). */
class NonBroadcastTest {
    private static final Duration SETTLED = Duration.ofMinutes(4);

    private final OspfLab lab = new OspfLab();
    private final Node one = lab.node("1.1.1.1");
    private final Node two = lab.node("2.2.2.2");
    private final Node three = lab.node("3.3.3.3");
    private final ScriptedNeighbor scripted = new ScriptedNeighbor(NetworkType.NON_BROADCAST, 7);

    private static Map<Ipv4Address, StaticNeighbor> named(String... addresses) {
        Map<Ipv4Address, StaticNeighbor> named = new LinkedHashMap<>();
        for (String each : addresses) {
            named.put(Ipv4Address.parse(each), new StaticNeighbor(1, 60));
        }
        return named;
    }

    private long hellos() {
        return scripted.sent.stream().filter(Hello.class::isInstance).count();
    }

    @Test
    void downStartLeadsToAttemptAndAHello() {
        scripted.router.staticNeighbors(named("10.0.0.7"), scripted.now);
        assertThat(scripted.changes).containsExactly("DOWN to ATTEMPT, Start");
        assertThat(hellos()).isEqualTo(1);
    }

    @Test
    void attemptHelloReceivedLeadsToInit() {
        scripted.router.staticNeighbors(named("10.0.0.7"), scripted.now);
        scripted.hello();
        assertThat(scripted.changes).endsWith("ATTEMPT to INIT, Received Hello");
        assertThat(scripted.state()).isEqualTo(NeighborState.INIT);
        assertThat(scripted.on.neighbors()).hasSize(1);
    }

    @Test
    void attemptInactivityTimerLeadsToDownWhereItIsPolled() {
        scripted.router.staticNeighbors(named("10.0.0.7"), scripted.now);
        scripted.pass(40);
        assertThat(scripted.changes).endsWith("ATTEMPT to DOWN, Neighbor Down: Dead timer expired");
        long before = hellos();
        scripted.pass(119);
        assertThat(hellos() - before).as("one a minute").isEqualTo(1);
        scripted.hello(OUR_ID);
        assertThat(scripted.state()).isGreaterThan(NeighborState.INIT);
    }

    @Test
    void nobodyIsSpokenToWhoWasNotNamedAndDoesNotSpeak() {
        scripted.pass(100);
        assertThat(scripted.sent).isEmpty();
    }

    @Test
    void whoIsNoLongerNamedIsNoLongerSpokenTo() {
        scripted.router.staticNeighbors(named("10.0.0.7"), scripted.now);
        scripted.router.staticNeighbors(Map.of(), scripted.now);
        assertThat(scripted.on.neighbors()).isEmpty();
        scripted.pass(300);
        assertThat(hellos()).isEqualTo(1);
    }

    @Test
    void routersOfWhichOneNamesTheOthersElectAndExchangeRoutes() {
        Link cloud = lab.link("10.0.0.0/24", "0", NetworkType.NON_BROADCAST, 1, one, two, three);
        lab.link("10.1.0.0/24", "0", NetworkType.BROADCAST, 1, one);
        three.router.staticNeighbors(named("10.0.0.1", "10.0.0.2"), 0);
        one.router.staticNeighbors(named("10.0.0.2", "10.0.0.3"), 0);
        lab.run(SETTLED);
        assertThat(three.on(cloud).state()).isEqualTo(InterfaceState.DESIGNATED);
        assertThat(three.stateOf(one, cloud)).isEqualTo(NeighborState.FULL);
        assertThat(three.stateOf(two, cloud)).isEqualTo(NeighborState.FULL);
        Ipv4Prefix far = new Ipv4Prefix(Ipv4Address.parse("10.1.0.0"), 24);
        assertThat(two.routes.get(far))
                .extracting(route -> route.nextHops().get(0).gateway())
                .isEqualTo(Ipv4Address.parse("10.0.0.1"));
    }

    @Test
    void aPointToMultipointLinkIsManyLinksOfTwoAndHosts() {
        Link cloud = lab.link("10.0.0.0/24", "0", NetworkType.POINT_TO_MULTIPOINT, 5, one, two, three);
        // Two and three do not reach each other.
        lab.loss = (from, to, payload) -> from == one || to == one;
        lab.run(SETTLED);
        assertThat(one.on(cloud).state()).isEqualTo(InterfaceState.POINT_TO_POINT);
        assertThat(one.on(cloud).fullNeighbors()).isEqualTo(2);
        Ipv4Prefix host = new Ipv4Prefix(Ipv4Address.parse("10.0.0.3"), 32);
        OspfRoute way = two.routes.get(host);
        assertThat(way).isNotNull();
        assertThat(way.cost()).isEqualTo(10);
        assertThat(way.nextHops().get(0).gateway()).isEqualTo(Ipv4Address.parse("10.0.0.1"));
        assertThat(two.routes).doesNotContainKey(cloud.network);
    }
}
