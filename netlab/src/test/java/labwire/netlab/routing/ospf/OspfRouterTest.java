package labwire.netlab.routing.ospf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.OspfLab.Link;
import labwire.netlab.routing.ospf.OspfLab.Node;
import labwire.netlab.routing.ospf.OspfRoute.PathType;
import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.routing.ospf.packet.Authentication.Cryptographic;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.Test;

/** What single rules of the standard come to, between a few routers. */
class OspfRouterTest {
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final OspfLab lab = new OspfLab();
    private final Node one = lab.node("1.1.1.1");
    private final Node two = lab.node("2.2.2.2");
    private final Node three = lab.node("3.3.3.3");
    private final Node four = lab.node("4.4.4.4");

    private static Ipv4Prefix prefix(String text) {
        String[] parts = text.split("/", -1);
        return new Ipv4Prefix(Ipv4Address.parse(parts[0]), Integer.parseInt(parts[1]));
    }

    private static OspfRoute route(Node node, String prefix) {
        return node.routes.getOrDefault(
                prefix(prefix),
                new OspfRoute(
                        prefix(prefix), PathType.EXTERNAL_2, -1, -1, Ipv4Address.ANY, List.of(), Ipv4Address.ANY, 0));
    }

    private static UnaryOperator<InterfaceSettings> with(int mtu, boolean mtuIgnored, Authentication authentication) {
        return last -> new InterfaceSettings(
                last.area(),
                last.address(),
                last.network(),
                last.type(),
                last.cost(),
                last.priority(),
                last.helloSeconds(),
                last.deadSeconds(),
                last.retransmitSeconds(),
                last.transmitDelaySeconds(),
                last.passive(),
                mtu,
                mtuIgnored,
                authentication);
    }

    @Test
    void onALanTheHighestIdsAreElectedAndTheOthersStayTwoWay() {
        Link lan = lab.link("10.0.0.0/24", "0", NetworkType.BROADCAST, 1, one, two, three, four);
        lab.run(SETTLED);
        assertThat(four.on(lan).state()).isEqualTo(InterfaceState.DESIGNATED);
        assertThat(three.on(lan).state()).isEqualTo(InterfaceState.BACKUP);
        assertThat(one.on(lan).state()).isEqualTo(InterfaceState.DR_OTHER);
        assertThat(one.stateOf(two, lan)).isEqualTo(NeighborState.TWO_WAY);
        assertThat(one.stateOf(three, lan)).isEqualTo(NeighborState.FULL);
        assertThat(one.stateOf(four, lan)).isEqualTo(NeighborState.FULL);
    }

    @Test
    void aRouterThatComesLaterDoesNotTakeTheDesignatedRoutersPlace() {
        Link lan = lab.link("10.0.0.0/24", "0", NetworkType.BROADCAST, 1, one, two);
        lab.run(SETTLED);
        InterfaceSettings late = InterfaceSettings.of(
                Areas.BACKBONE, Ipv4Address.parse("10.0.0.9"), lan.network, NetworkType.BROADCAST, 1);
        four.plug(lan, late);
        lab.run(SETTLED);
        assertThat(four.on(lan).state()).isEqualTo(InterfaceState.DR_OTHER);
        assertThat(two.on(lan).state()).isEqualTo(InterfaceState.DESIGNATED);
    }

    @Test
    void theBackupTakesOverWhenTheDesignatedRouterFallsSilent() {
        Link lan = lab.link("10.0.0.0/24", "0", NetworkType.BROADCAST, 1, one, two, three);
        lab.run(SETTLED);
        three.isDead = true;
        // Forty seconds of silence, and a hello in which the new designated router says that it is.
        lab.run(Duration.ofMinutes(1));
        assertThat(two.on(lan).state()).isEqualTo(InterfaceState.DESIGNATED);
        assertThat(one.on(lan).state()).isEqualTo(InterfaceState.BACKUP);
        assertThat(two.changes).contains("3.3.3.3 from FULL to DOWN, Neighbor Down: Dead timer expired");
    }

    @Test
    void adjacencyGoesThroughTheStatesInOrder() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.run(Duration.ofSeconds(1));
        assertThat(one.changes)
                .containsExactly(
                        "2.2.2.2 from DOWN to INIT, Received Hello",
                        "2.2.2.2 from INIT to EX_START, 2-Way Received",
                        "2.2.2.2 from EX_START to EXCHANGE, Negotiation Done",
                        "2.2.2.2 from EXCHANGE to LOADING, Exchange Done",
                        "2.2.2.2 from LOADING to FULL, Loading Done");
    }

    @Test
    void aLargerMtuKeepsTheExchangeFromBeginningUnlessIgnored() {
        Link strict = lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one);
        two.plug(strict, with(9000, false, Authentication.NONE).apply(second(strict)));
        Link lenient = lab.link(
                "10.0.1.0/30", "0", NetworkType.POINT_TO_POINT, 1, with(1500, true, Authentication.NONE), three);
        four.plug(lenient, with(9000, true, Authentication.NONE).apply(second(lenient)));
        lab.run(SETTLED);
        assertThat(one.stateOf(two, strict)).isEqualTo(NeighborState.EX_START);
        assertThat(one.router.counters().droppedFor(DropReason.MTU_MISMATCH)).isPositive();
        assertThat(three.stateOf(four, lenient)).isEqualTo(NeighborState.FULL);
    }

    private static InterfaceSettings second(Link link) {
        return InterfaceSettings.of(
                Areas.BACKBONE,
                new Ipv4Address(link.network.network().value() + 2),
                link.network,
                NetworkType.POINT_TO_POINT,
                1);
    }

    @Test
    void onlyRoutersThatShareAKeyBecomeNeighbours() {
        Authentication right = new Cryptographic(List.of(new Cryptographic.Key(1, "one")));
        Authentication wrong = new Cryptographic(List.of(new Cryptographic.Key(1, "another")));
        Link lan = lab.link("10.0.0.0/24", "0", NetworkType.BROADCAST, 1, with(1500, false, right), one, two);
        three.plug(
                lan,
                with(1500, false, wrong)
                        .apply(InterfaceSettings.of(
                                Areas.BACKBONE, Ipv4Address.parse("10.0.0.3"), lan.network, NetworkType.BROADCAST, 1)));
        lab.run(SETTLED);
        assertThat(one.stateOf(two, lan)).isEqualTo(NeighborState.FULL);
        assertThat(one.stateOf(three, lan)).isEqualTo(NeighborState.DOWN);
        assertThat(one.router.counters().droppedFor(DropReason.NOT_AUTHENTIC)).isPositive();
    }

    @Test
    void borderRoutersTellAreasOfEachOtherAndOfRangesAsOne() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.link("10.1.0.0/30", "1", NetworkType.POINT_TO_POINT, 2, two, three);
        lab.link("10.1.4.0/24", "1", NetworkType.BROADCAST, 4, three);
        lab.link("172.16.0.0/24", "1", NetworkType.BROADCAST, 8, three);
        AreaSettings.Range range = new AreaSettings.Range(prefix("10.1.0.0/16"), true, OptionalInt.empty());
        two.router.configureArea(
                Ipv4Address.parse("0.0.0.1"), new AreaSettings(AreaSettings.Kind.NORMAL, true, 1, List.of(range)), 0);
        lab.run(SETTLED);
        assertThat(route(one, "10.1.0.0/16").type()).isEqualTo(PathType.INTER_AREA);
        assertThat(route(one, "10.1.0.0/16").cost()).isEqualTo(1 + 6);
        assertThat(route(one, "172.16.0.0/24").cost()).isEqualTo(1 + 2 + 8);
        assertThat(one.routes).doesNotContainKey(prefix("10.1.4.0/24"));
        assertThat(route(three, "10.0.0.0/30").type()).isEqualTo(PathType.INTER_AREA);
    }

    @Test
    void externalRoutesGoThroughAreasByTheirTypeAndNotIntoStubs() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.link("10.1.0.0/30", "1", NetworkType.POINT_TO_POINT, 2, two, three);
        lab.link("10.2.0.0/30", "2", NetworkType.POINT_TO_POINT, 3, two, four);
        AreaSettings stub = new AreaSettings(AreaSettings.Kind.STUB, false, 5, List.of());
        two.router.configureArea(Ipv4Address.parse("0.0.0.2"), stub, 0);
        four.router.configureArea(Ipv4Address.parse("0.0.0.2"), stub, 0);
        one.router.externals(
                Map.of(
                        prefix("192.0.2.0/24"), new ExternalDestination(20, true, Ipv4Address.ANY, 0),
                        prefix("198.51.100.0/24"), new ExternalDestination(7, false, Ipv4Address.ANY, 9)),
                true,
                0);
        lab.run(SETTLED);
        assertThat(route(three, "192.0.2.0/24").type()).isEqualTo(PathType.EXTERNAL_2);
        assertThat(route(three, "192.0.2.0/24").metric()).isEqualTo(20);
        assertThat(route(three, "198.51.100.0/24").type()).isEqualTo(PathType.EXTERNAL_1);
        assertThat(route(three, "198.51.100.0/24").metric()).isEqualTo(2 + 1 + 7);
        assertThat(four.routes.keySet()).containsExactly(prefix("0.0.0.0/0"));
        assertThat(route(four, "0.0.0.0/0").metric()).isEqualTo(3 + 5);
        one.router.externals(Map.of(), false, lab.now);
        lab.run(SETTLED);
        assertThat(three.routes).doesNotContainKey(prefix("192.0.2.0/24"));
        assertThat(three.router.externalDatabase().size()).isZero();
    }

    @Test
    void advertisementsAreToldAnewAfterHalfAnHourAndNeverExpireWhileTheirRouterLives() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.run(SETTLED);
        int before = sequenceOf(two, one);
        lab.run(Duration.ofMinutes(29));
        assertThat(sequenceOf(two, one)).isEqualTo(before + 1);
        lab.run(Duration.ofHours(2));
        assertThat(two.routes.size() + two.router.routingTable().routes().size())
                .isPositive();
        assertThat(sequenceOf(two, one)).isEqualTo(before + 5);
    }

    private static int sequenceOf(Node at, Node of) {
        return at.router
                .areas()
                .get(0)
                .database()
                .lookup(LsaKey.ofRouter(of.router.id()))
                .map(entry -> entry.lsa().header().sequence())
                .orElse(0);
    }

    @Test
    void wordsOfADeadRouterExpireAfterAnHour() {
        Link left = lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.link("10.0.1.0/30", "0", NetworkType.POINT_TO_POINT, 1, two, three);
        lab.run(SETTLED);
        one.isDead = true;
        lab.run(Duration.ofMinutes(50));
        assertThat(three.router.areas().get(0).database().lookup(LsaKey.ofRouter(one.router.id())))
                .isPresent();
        lab.run(Duration.ofMinutes(15));
        assertThat(three.router.areas().get(0).database().lookup(LsaKey.ofRouter(one.router.id())))
                .isEmpty();
        assertThat(left.ends).contains(one);
    }

    @Test
    void aRouterThatEndsHasItsWordsForgottenByAll() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.link("10.0.1.0/30", "0", NetworkType.POINT_TO_POINT, 1, two, three);
        Map<Ipv4Prefix, ExternalDestination> externals =
                Map.of(prefix("192.0.2.0/24"), new ExternalDestination(20, true, Ipv4Address.ANY, 0));
        one.router.externals(externals, true, 0);
        lab.run(SETTLED);
        assertThat(three.routes).containsKey(prefix("192.0.2.0/24"));
        one.router.shutDown(lab.now);
        lab.run(Duration.ofSeconds(20));
        assertThat(three.router.externalDatabase().size()).isZero();
        assertThat(three.router.areas().get(0).database().lookup(LsaKey.ofRouter(one.router.id())))
                .isEmpty();
        assertThat(three.routes).doesNotContainKey(prefix("192.0.2.0/24"));
        assertThat(one.routes).isEmpty();
    }

    @Test
    void aGracefulEndLeavesNoNeighbourWaiting() {
        Link link = lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.run(SETTLED);
        one.router.shutDownGracefully(lab.now);
        lab.run(Duration.ofSeconds(1));
        assertThat(two.stateOf(one, link)).isEqualTo(NeighborState.INIT);
        assertThat(two.changes).endsWith("1.1.1.1 from FULL to INIT, 1-Way");
    }

    @Test
    void aRouterThatStartsAnewOutdoesItsOwnOldWords() {
        Link left = lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.link("10.0.1.0/30", "0", NetworkType.POINT_TO_POINT, 1, two, three);
        lab.run(SETTLED);
        int before = sequenceOf(three, one);
        left.ends.remove(one);
        OspfLab.Node again = lab.new Node(one.router.id());
        lab.nodes.put("1.1.1.1 again", again);
        lab.nodes.remove("1.1.1.1");
        again.plug(
                left,
                InterfaceSettings.of(
                        Areas.BACKBONE, Ipv4Address.parse("10.0.0.1"), left.network, NetworkType.POINT_TO_POINT, 5));
        lab.run(SETTLED);
        assertThat(sequenceOf(three, again)).isGreaterThan(before);
        assertThat(route(again, "10.0.1.0/30").cost()).isEqualTo(6);
    }

    @Test
    void networksThatBeginAlikeGetLinkStateIdsOfTheirOwn() {
        List<Ipv4Prefix> prefixes =
                List.of(prefix("10.0.0.0/8"), prefix("10.0.0.0/16"), prefix("10.0.0.0/24"), prefix("11.0.0.0/8"));
        assertThat(LinkStateIds.assign(prefixes).values())
                .extracting(Ipv4Address::toString)
                .containsExactlyInAnyOrder("10.0.0.0", "10.0.255.255", "10.0.0.255", "11.0.0.0");
    }

    @Test
    void recencyGoesBySequenceThenChecksumThenAge() {
        LsaKey key = new LsaKey(LsaType.ROUTER, one.router.id(), one.router.id());
        LsaHeader first = new LsaHeader(2, key, LsaHeader.INITIAL_SEQUENCE, 100, 24);
        LsaHeader later = new LsaHeader(2, key, LsaHeader.INITIAL_SEQUENCE + 1, 1, 24);
        LsaHeader larger = new LsaHeader(2, key, LsaHeader.INITIAL_SEQUENCE, 101, 24);
        assertThat(later.compareRecency(10, first, 10)).isPositive();
        assertThat(larger.compareRecency(10, first, 10)).isPositive();
        assertThat(first.compareRecency(3600, first, 10)).isPositive();
        assertThat(first.compareRecency(10, first, 1000)).isPositive();
        assertThat(first.compareRecency(10, first, 900)).isZero();
    }

    @Test
    void strangeBytesAreCountedAndDropped() {
        Link link = lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.run(SETTLED);
        UnknownIpPayload junk = new UnknownIpPayload(89, Bytes.wrap(new byte[60]));
        one.router.receive(one.on(link), Ipv4Address.parse("10.0.0.2"), Ipv4Address.parse("224.0.0.5"), junk, lab.now);
        assertThat(one.router.counters().droppedFor(DropReason.MALFORMED)).isEqualTo(1);
        assertThat(one.stateOf(two, link)).isEqualTo(NeighborState.FULL);
    }

    @Test
    void aQuietLinkCarriesHellosAlone() {
        lab.link("10.0.0.0/30", "0", NetworkType.POINT_TO_POINT, 1, one, two);
        lab.run(SETTLED);
        long before = lab.packets;
        lab.run(Duration.ofMinutes(10));
        assertThat(lab.packets - before).isEqualTo(2 * 60);
    }
}
