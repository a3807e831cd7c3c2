package labwire.netlab.routing.ospf;

import static labwire.netlab.routing.ospf.InterfaceState.BACKUP;
import static labwire.netlab.routing.ospf.InterfaceState.DESIGNATED;
import static labwire.netlab.routing.ospf.InterfaceState.DOWN;
import static labwire.netlab.routing.ospf.InterfaceState.DR_OTHER;
import static labwire.netlab.routing.ospf.InterfaceState.LOOPBACK;
import static labwire.netlab.routing.ospf.InterfaceState.POINT_TO_POINT;
import static labwire.netlab.routing.ospf.InterfaceState.WAITING;
import static labwire.netlab.routing.ospf.ScriptedNeighbor.OUR_ADDRESS;
import static labwire.netlab.routing.ospf.ScriptedNeighbor.OUR_ID;
import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;

/** Each transition of the interface state machine (RFC 2328, 9.3), named by its state and event. */
class InterfaceTransitionsTest {
    private final ScriptedNeighbor lan = new ScriptedNeighbor(NetworkType.BROADCAST, 7);

    private static InterfaceSettings settings(NetworkType type, int priority) {
        InterfaceSettings usual = InterfaceSettings.of(Areas.BACKBONE, OUR_ADDRESS, ScriptedNeighbor.NETWORK, type, 1);
        return new InterfaceSettings(
                usual.area(),
                usual.address(),
                usual.network(),
                type,
                usual.cost(),
                priority,
                usual.helloSeconds(),
                usual.deadSeconds(),
                usual.retransmitSeconds(),
                usual.transmitDelaySeconds(),
                usual.passive(),
                usual.mtu(),
                usual.mtuIgnored(),
                usual.authentication());
    }

    @Test
    void downInterfaceUpLeadsToPointToPoint() {
        ScriptedNeighbor link = new ScriptedNeighbor(NetworkType.POINT_TO_POINT, 7);
        assertThat(link.on.state()).isEqualTo(POINT_TO_POINT);
        link.pass(1);
        assertThat(link.last(Hello.class).designated()).isEqualTo(Ipv4Address.ANY);
    }

    @Test
    void downInterfaceUpLeadsToDrOtherWithPriorityZero() {
        ScriptedNeighbor other = new ScriptedNeighbor(settings(NetworkType.BROADCAST, 0), 7);
        assertThat(other.on.state()).isEqualTo(DR_OTHER);
        other.pass(60);
        assertThat(other.on.state()).isEqualTo(DR_OTHER);
        assertThat(other.on.designated()).isEqualTo(Ipv4Address.ANY);
    }

    @Test
    void downInterfaceUpLeadsToWaiting() {
        assertThat(lan.on.state()).isEqualTo(WAITING);
        lan.pass(39);
        assertThat(lan.on.state()).isEqualTo(WAITING);
        assertThat(lan.last(Hello.class).designated()).isEqualTo(Ipv4Address.ANY);
    }

    @Test
    void downInterfaceUpOfALoopbackLeadsToLoopbackAndSpeaksToNobody() {
        ScriptedNeighbor loopback = new ScriptedNeighbor(NetworkType.LOOPBACK, 7);
        assertThat(loopback.on.state()).isEqualTo(LOOPBACK);
        loopback.hello(OUR_ID);
        loopback.pass(60);
        assertThat(loopback.sent).isEmpty();
        assertThat(loopback.on.neighbors()).isEmpty();
    }

    @Test
    void waitingWaitTimerLeadsToDesignatedAlone() {
        lan.pass(40);
        assertThat(lan.on.state()).isEqualTo(DESIGNATED);
        assertThat(lan.on.designated()).isEqualTo(OUR_ADDRESS);
        assertThat(lan.on.backup()).isEqualTo(Ipv4Address.ANY);
    }

    @Test
    void waitingWaitTimerLeadsToDrOtherUnderABetterNeighbourAndItsWordToBackup() {
        lan.hello(OUR_ID);
        lan.pass(39);
        assertThat(lan.on.state()).isEqualTo(WAITING);
        lan.hello(OUR_ID);
        lan.pass(1);
        // It is the best for both parts, and gets both, until it says itself which one it has (RFC 2328, 9.4 (3)).
        assertThat(lan.on.state()).isEqualTo(DR_OTHER);
        assertThat(lan.on.designated()).isEqualTo(lan.address);
        lan.hello(1, lan.address, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(BACKUP);
    }

    @Test
    void waitingBackupSeenLeadsOutAtOnceWhenANeighbourIsDesignatedAlone() {
        lan.hello(1, lan.address, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(BACKUP);
        assertThat(lan.on.designatedRouter()).isEqualTo(lan.id);
    }

    @Test
    void waitingBackupSeenLeadsOutAtOnceWhenANeighbourSaysThatItIsTheBackup() {
        Ipv4Address designated = Ipv4Address.parse("10.0.0.9");
        lan.hello(1, designated, lan.address, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(DR_OTHER);
        assertThat(lan.on.designated()).as("nobody says that it is 10.0.0.9").isEqualTo(lan.address);
    }

    @Test
    void waitingStaysWhileWhoIsDesignatedDoesNotHearUs() {
        lan.hello(1, lan.address, Ipv4Address.ANY);
        assertThat(lan.on.state()).isEqualTo(WAITING);
    }

    @Test
    void designatedNeighborChangeKeepsItsPlaceBeforeABetterNewcomer() {
        lan.pass(40);
        lan.hello(200, Ipv4Address.ANY, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(DESIGNATED);
        assertThat(lan.on.backup()).isEqualTo(lan.address);
    }

    @Test
    void designatedNeighborChangeLeadsToBackupWhenABetterOneClaimsItToo() {
        lan.pass(40);
        lan.hello(200, lan.address, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(BACKUP);
        assertThat(lan.on.designated()).isEqualTo(lan.address);
    }

    @Test
    void backupNeighborChangeLeadsToDesignatedWhenTheDesignatedRouterIsGone() {
        lan.hello(1, lan.address, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(BACKUP);
        lan.pass(40);
        assertThat(lan.on.state()).isEqualTo(DESIGNATED);
    }

    @Test
    void backupNeighborChangeLeadsToDesignatedWhenTheDesignatedRouterStandsNoMore() {
        lan.hello(1, lan.address, Ipv4Address.ANY, OUR_ID);
        lan.hello(0, Ipv4Address.ANY, Ipv4Address.ANY, OUR_ID);
        assertThat(lan.on.state()).isEqualTo(DESIGNATED);
    }

    @Test
    void drOtherNeighborChangeStaysWithPriorityZeroAndLearnsWhoIsElected() {
        ScriptedNeighbor other = new ScriptedNeighbor(settings(NetworkType.BROADCAST, 0), 7);
        other.hello(1, other.address, Ipv4Address.ANY, OUR_ID);
        assertThat(other.on.state()).isEqualTo(DR_OTHER);
        assertThat(other.on.designated()).isEqualTo(other.address);
    }

    @Test
    void drOtherNeighborChangeLeadsToBackupOnceThePriorityIsRaised() {
        ScriptedNeighbor other = new ScriptedNeighbor(settings(NetworkType.BROADCAST, 0), 7);
        other.hello(1, other.address, Ipv4Address.ANY, OUR_ID);
        other.router.configure(other.on, settings(NetworkType.BROADCAST, 1), other.now);
        assertThat(other.on.state()).isEqualTo(BACKUP);
    }

    @Test
    void anyInterfaceDownLeadsToDownAndForgetsWhoWasElected() {
        lan.hello(1, lan.address, Ipv4Address.ANY, OUR_ID);
        lan.router.down(lan.on, lan.now);
        assertThat(lan.on.state()).isEqualTo(DOWN);
        assertThat(lan.on.designated()).isEqualTo(Ipv4Address.ANY);
        assertThat(lan.on.neighbors()).isEmpty();
    }

    @Test
    void anyLoopIndLeadsToLoopbackAndUnloopIndBack() {
        OspfInterface looped = lan.router.configure(lan.on, settings(NetworkType.LOOPBACK, 1), lan.now);
        assertThat(looped.state()).isEqualTo(LOOPBACK);
        assertThat(lan.on.state()).isEqualTo(DOWN);
        OspfInterface again = lan.router.configure(looped, settings(NetworkType.BROADCAST, 1), lan.now);
        assertThat(again.state()).isEqualTo(WAITING);
    }
}
