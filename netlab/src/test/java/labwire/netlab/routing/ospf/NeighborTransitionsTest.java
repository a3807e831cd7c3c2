package labwire.netlab.routing.ospf;

import static labwire.netlab.routing.ospf.NeighborState.DOWN;
import static labwire.netlab.routing.ospf.NeighborState.EXCHANGE;
import static labwire.netlab.routing.ospf.NeighborState.EX_START;
import static labwire.netlab.routing.ospf.NeighborState.FULL;
import static labwire.netlab.routing.ospf.NeighborState.INIT;
import static labwire.netlab.routing.ospf.NeighborState.LOADING;
import static labwire.netlab.routing.ospf.NeighborState.TWO_WAY;
import static labwire.netlab.routing.ospf.ScriptedNeighbor.OUR_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateRequest;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;

/** Each transition of the neighbour state machine (RFC 2328, 10.3), named by its state and event. */
class NeighborTransitionsTest {
    private static final Ipv4Address STRANGER = Ipv4Address.parse("9.9.9.9");

    private final ScriptedNeighbor leader = new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7);
    private final ScriptedNeighbor follower = new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 3);
    /** On a LAN, of whose two elected routers neither it nor the router under test is one. */
    private final ScriptedNeighbor bystander = new ScriptedNeighbor(NetworkType.BROADCAST, 3);

    /** The router under test does not stand for election, so that the neighbour need not be adjacent to it. */
    private static ScriptedNeighbor onLan(int ourPriority) {
        InterfaceSettings usual = InterfaceSettings.of(
                Areas.BACKBONE, ScriptedNeighbor.OUR_ADDRESS, ScriptedNeighbor.NETWORK, NetworkType.BROADCAST, 1);
        InterfaceSettings settings = new InterfaceSettings(
                usual.area(),
                usual.address(),
                usual.network(),
                usual.type(),
                usual.cost(),
                ourPriority,
                usual.helloSeconds(),
                usual.deadSeconds(),
                usual.retransmitSeconds(),
                usual.transmitDelaySeconds(),
                usual.passive(),
                usual.mtu(),
                usual.mtuIgnored(),
                usual.authentication());
        return new ScriptedNeighbor(settings, 3);
    }

    private static void assertRestarted(ScriptedNeighbor neighbor, String reason) {
        assertThat(neighbor.state()).isEqualTo(EX_START);
        assertThat(neighbor.changes).endsWith("FULL to EX_START, " + reason);
        DatabaseDescription claim = neighbor.last(DatabaseDescription.class);
        assertThat(claim.init() && claim.more() && claim.master()).isTrue();
        assertThat(claim.headers()).isEmpty();
    }

    @Test
    void downHelloReceivedLeadsToInit() {
        leader.hello();
        assertThat(leader.changes).containsExactly("DOWN to INIT, Received Hello");
        assertThat(leader.last(Hello.class).neighbors()).containsExactly(leader.id);
    }

    @Test
    void initHelloReceivedStaysAndStartsTheInactivityTimerAnew() {
        leader.hello();
        leader.pass(39);
        leader.hello();
        leader.pass(39);
        assertThat(leader.state()).isEqualTo(INIT);
    }

    @Test
    void initOneWayReceivedStays() {
        leader.hello();
        leader.hello(STRANGER);
        assertThat(leader.state()).isEqualTo(INIT);
        assertThat(leader.changes).hasSize(1);
    }

    @Test
    void initTwoWayReceivedLeadsToExStartWhereAnAdjacencyIsDue() {
        leader.hello(OUR_ID);
        assertThat(leader.state()).isEqualTo(EX_START);
        DatabaseDescription claim = leader.last(DatabaseDescription.class);
        assertThat(claim.init() && claim.more() && claim.master()).isTrue();
    }

    @Test
    void initTwoWayReceivedLeadsToTwoWayWhereNoneIsDue() {
        bystander.hello(OUR_ID);
        assertThat(bystander.state()).isEqualTo(TWO_WAY);
        assertThat(bystander.sent).noneMatch(DatabaseDescription.class::isInstance);
    }

    @Test
    void twoWayTwoWayReceivedStays() {
        bystander.hello(OUR_ID);
        bystander.hello(OUR_ID);
        assertThat(bystander.changes).hasSize(2);
    }

    @Test
    void twoWayAdjOkLeadsToExStartWhenTheNeighbourIsElected() {
        ScriptedNeighbor neighbor = onLan(0);
        neighbor.hello(1, Ipv4Address.ANY, Ipv4Address.ANY, OUR_ID);
        // The next hello says that it takes itself for the designated router.
        neighbor.hello(1, neighbor.address, Ipv4Address.ANY, OUR_ID);
        assertThat(neighbor.state()).isEqualTo(EX_START);
    }

    @Test
    void twoWayAdjOkStaysWhenNeitherSideIsElected() {
        ScriptedNeighbor neighbor = onLan(0);
        neighbor.hello(0, Ipv4Address.ANY, Ipv4Address.ANY, OUR_ID);
        neighbor.pass(5);
        assertThat(neighbor.state()).isEqualTo(TWO_WAY);
    }

    @Test
    void fullAdjOkLeadsToTwoWayWhenTheNeighbourIsNoLongerElected() {
        ScriptedNeighbor neighbor = onLan(0);
        neighbor.hello(1, neighbor.address, Ipv4Address.ANY, OUR_ID);
        neighbor.describe(
                false, true, false, neighbor.last(DatabaseDescription.class).sequence());
        neighbor.describe(
                false, false, false, neighbor.last(DatabaseDescription.class).sequence());
        assertThat(neighbor.state()).isEqualTo(FULL);
        neighbor.hello(0, Ipv4Address.ANY, Ipv4Address.ANY, OUR_ID);
        assertThat(neighbor.state()).isEqualTo(TWO_WAY);
        assertThat(neighbor.changes).endsWith("FULL to TWO_WAY, AdjOK?");
    }

    @Test
    void fullAdjOkStaysWhileTheAdjacencyIsDue() {
        ScriptedNeighbor neighbor = onLan(0);
        neighbor.hello(1, neighbor.address, Ipv4Address.ANY, OUR_ID);
        neighbor.describe(
                false, true, false, neighbor.last(DatabaseDescription.class).sequence());
        neighbor.describe(
                false, false, false, neighbor.last(DatabaseDescription.class).sequence());
        // Another priority calls for an election, whose result is the same.
        neighbor.hello(200, neighbor.address, Ipv4Address.ANY, OUR_ID);
        assertThat(neighbor.state()).isEqualTo(FULL);
    }

    @Test
    void exStartNegotiationDoneLeadsToExchangeUnderALeader() {
        leader.negotiate();
        assertThat(leader.state()).isEqualTo(EXCHANGE);
        DatabaseDescription answer = leader.last(DatabaseDescription.class);
        assertThat(answer.master() || answer.init()).isFalse();
        assertThat(answer.sequence()).isEqualTo(77);
    }

    @Test
    void exStartNegotiationDoneLeadsToExchangeBeforeAFollower() {
        follower.negotiate();
        assertThat(follower.state()).isEqualTo(EXCHANGE);
        DatabaseDescription next = follower.last(DatabaseDescription.class);
        assertThat(next.master()).isTrue();
        assertThat(next.init()).isFalse();
    }

    @Test
    void exStartStaysWhileTheSmallerIdClaimsToLead() {
        follower.hello(OUR_ID);
        follower.describe(true, true, true, 77);
        assertThat(follower.state()).isEqualTo(EX_START);
    }

    @Test
    void initDescriptionReceivedCountsAsTwoWay() {
        leader.hello();
        leader.describe(true, true, true, 77);
        assertThat(leader.state()).isEqualTo(EXCHANGE);
    }

    @Test
    void twoWayDescriptionReceivedIsIgnored() {
        bystander.hello(OUR_ID);
        bystander.describe(true, true, true, 77);
        assertThat(bystander.state()).isEqualTo(TWO_WAY);
    }

    @Test
    void exchangeExchangeDoneLeadsToLoadingWhileSomethingIsMissing() {
        leader.negotiate();
        leader.describe(false, false, true, 78, leader.links(3).header());
        assertThat(leader.state()).isEqualTo(LOADING);
        assertThat(leader.last(LinkStateRequest.class).keys()).containsExactly(LsaKey.ofRouter(leader.id));
    }

    @Test
    void exchangeExchangeDoneLeadsToFullWhenNothingIsMissing() {
        leader.synchronize();
        assertThat(leader.state()).isEqualTo(FULL);
        assertThat(leader.sent).noneMatch(LinkStateRequest.class::isInstance);
    }

    @Test
    void loadingLoadingDoneLeadsToFull() {
        leader.negotiate();
        leader.describe(false, false, true, 78, leader.links(3).header());
        leader.update(leader.links(3));
        assertThat(leader.changes).endsWith("LOADING to FULL, Loading Done");
    }

    @Test
    void loadingAsksAgainUntilItIsGivenWhatItMisses() {
        leader.negotiate();
        leader.describe(false, false, true, 78, leader.links(3).header());
        long before =
                leader.sent.stream().filter(LinkStateRequest.class::isInstance).count();
        leader.pass(11);
        assertThat(leader.sent.stream()
                        .filter(LinkStateRequest.class::isInstance)
                        .count())
                .isEqualTo(before + 2);
        assertThat(leader.state()).isEqualTo(LOADING);
    }

    @Test
    void exchangeSeqNumberMismatchLeadsToExStart() {
        leader.negotiate();
        leader.describe(false, true, true, 80);
        assertThat(leader.changes).endsWith("EXCHANGE to EX_START, Seq Number Mismatch");
    }

    @Test
    void exchangeAChangeOfLeadersIsASeqNumberMismatch() {
        leader.negotiate();
        leader.describe(false, true, false, 78);
        assertThat(leader.changes).endsWith("EXCHANGE to EX_START, Seq Number Mismatch");
    }

    @Test
    void exchangeADuplicateIsAnsweredAgainAndNoMismatch() {
        leader.negotiate();
        DatabaseDescription answer = leader.last(DatabaseDescription.class);
        leader.describe(true, true, true, 77);
        assertThat(leader.state()).isEqualTo(EXCHANGE);
        assertThat(leader.sent.stream().filter(answer::equals).count()).isEqualTo(2);
    }

    @Test
    void fullSeqNumberMismatchLeadsToExStart() {
        leader.synchronize();
        leader.describe(true, true, true, 500);
        assertRestarted(leader, "Seq Number Mismatch");
    }

    @Test
    void fullBadLsReqLeadsToExStart() {
        leader.synchronize();
        leader.request(LsaKey.ofRouter(STRANGER));
        assertRestarted(leader, "Bad LSReq");
    }

    @Test
    void loadingAnAnswerOlderThanWhatWasAnnouncedIsABadLsReq() {
        leader.synchronize();
        leader.update(leader.links(3));
        leader.describe(true, true, true, 500);
        leader.describe(true, true, true, 500);
        leader.describe(false, false, true, 501, leader.links(9).header());
        assertThat(leader.state()).isEqualTo(LOADING);
        leader.update(leader.links(2));
        assertThat(leader.changes).endsWith("LOADING to EX_START, Bad LSReq");
    }

    @Test
    void fullOneWayReceivedLeadsToInit() {
        leader.synchronize();
        leader.hello(STRANGER);
        assertThat(leader.changes).endsWith("FULL to INIT, 1-Way");
        assertThat(leader.on.neighbors().iterator().next().retransmitQueueLength())
                .isZero();
    }

    @Test
    void twoWayOneWayReceivedLeadsToInit() {
        bystander.hello(OUR_ID);
        bystander.hello();
        assertThat(bystander.changes).endsWith("TWO_WAY to INIT, 1-Way");
    }

    @Test
    void fullTwoWayReceivedStays() {
        leader.synchronize();
        leader.hello(OUR_ID);
        assertThat(leader.state()).isEqualTo(FULL);
    }

    @Test
    void anyInactivityTimerLeadsToDown() {
        for (ScriptedNeighbor each : List.of(
                new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7).having(ScriptedNeighbor::hello),
                new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7).having(neighbor -> neighbor.hello(OUR_ID)),
                new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7).having(ScriptedNeighbor::negotiate),
                new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7).having(ScriptedNeighbor::synchronize))) {
            NeighborState before = each.state();
            each.pass(39);
            assertThat(each.state()).isEqualTo(before);
            each.pass(1);
            assertThat(each.state()).isEqualTo(DOWN);
            assertThat(each.changes).last().asString().endsWith("to DOWN, Neighbor Down: Dead timer expired");
            assertThat(each.on.neighbors()).isEmpty();
        }
    }

    @Test
    void anyLinkDownLeadsToDown() {
        leader.synchronize();
        leader.router.down(leader.on, leader.now);
        assertThat(leader.changes).endsWith("FULL to DOWN, Neighbor Down: Interface down or detached");
        leader.pass(60);
        assertThat(leader.router.nextDeadline())
                .as("nothing is left to be done")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anyKillNbrLeadsToDown() {
        leader.synchronize();
        leader.router.configureArea(
                Areas.BACKBONE, new AreaSettings(AreaSettings.Kind.STUB, true, 1, List.of()), leader.now);
        assertThat(leader.changes).endsWith("FULL to DOWN, Neighbor Down: Area type changed");
    }

    @Test
    void whatAnAdjacencyIsNeededForIsRefusedBeforeTheExchange() {
        leader.hello(OUR_ID);
        leader.request(LsaKey.ofRouter(OUR_ID));
        leader.update(leader.links(1));
        assertThat(leader.router.counters().droppedFor(OspfCounters.DropReason.WRONG_STATE))
                .isEqualTo(2);
        assertThat(leader.state()).isEqualTo(EX_START);
    }
}
