package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.Test;

class CableTest {
    private final TwoPorts two = new TwoPorts(1);

    @Test
    void aPlainCableTakesItsMinimalTime() {
        two.connect(LinkSettings.PLAIN);
        two.send(3);
        two.settle();
        assertThat(two.atB.numbers).isEqualTo(TwoPorts.numbers(3));
        assertThat(two.atB.instants).containsOnly(LinkSettings.MIN_DELAY_NANOS);
        assertThat(two.a.counters().sentBytes()).isEqualTo(3 * TwoPorts.WIRE_BYTES);
        assertThat(two.b.counters().receivedBytes()).isEqualTo(3 * TwoPorts.WIRE_BYTES);
    }

    @Test
    void bothDirectionsAreIndependent() {
        two.connect(LinkSettings.PLAIN.withRate(100 * TwoPorts.MBIT));
        TwoPorts.send(two.a, 2);
        TwoPorts.send(two.b, 2);
        two.settle();
        assertThat(two.atA.instants).isEqualTo(two.atB.instants);
    }

    @Test
    void aCutLosesWhatIsOnTheCableAndTakesBothEndsDown() {
        Cable cable = two.connect(LinkSettings.PLAIN.withDelay(1_000_000).withReorder(0.5));
        TwoPorts.send(two.a, 10);
        TwoPorts.send(two.b, 5);
        cable.cut();
        TwoPorts.send(two.a, 2);
        two.settle();
        assertThat(two.atB.numbers).isEmpty();
        assertThat(two.a.counters().drops(DropReason.CUT)).isEqualTo(10);
        assertThat(two.b.counters().drops(DropReason.CUT)).isEqualTo(5);
        assertThat(two.a.counters().drops(DropReason.LINK_DOWN)).isEqualTo(2);
        assertThat(two.atA.links).containsExactly(true, false);
        assertThat(two.atB.links).containsExactly(true, false);
        assertThat(cable.isCut()).isTrue();
    }

    @Test
    void aCableRestoredCarriesAgain() {
        Cable cable = two.connect(LinkSettings.PLAIN.withRate(TwoPorts.MBIT));
        two.send(10);
        cable.cut();
        cable.restore();
        two.send(1);
        two.settle();
        assertThat(two.atB.instants).containsExactly(LinkSettings.MIN_DELAY_NANOS + TwoPorts.WIRE_BYTES * 8 * 1_000);
        assertThat(two.atB.links).containsExactly(true, false, true);
    }

    @Test
    void aCableCutByWhoeverReceivesAFrameLosesTheRest() {
        Cable cable = two.connect(LinkSettings.PLAIN);
        two.b.listen(new PortListener() {
            @Override
            public void frameReceived(Port port, EthernetFrame frame) {
                cable.cut();
            }

            @Override
            public void linkChanged(Port port, boolean up) {}
        });
        two.send(5);
        two.settle();
        assertThat(two.b.counters().receivedFrames()).isEqualTo(1);
        assertThat(two.a.counters().drops(DropReason.CUT)).isEqualTo(4);
    }

    @Test
    void aPortShutAtOneEndIsDownAtBoth() {
        two.connect(LinkSettings.PLAIN);
        two.b.setEnabled(false);
        assertThat(two.a.isUp()).isFalse();
        assertThat(two.b.isUp()).isFalse();
        two.send(1);
        assertThat(two.a.counters().drops(DropReason.LINK_DOWN)).isEqualTo(1);
        two.b.setEnabled(true);
        assertThat(two.a.isUp()).isTrue();
        assertThat(two.atA.links).containsExactly(true, false, true);
    }

    @Test
    void aCutCableStaysDownWhenAPortIsEnabled() {
        Cable cable = two.connect(LinkSettings.PLAIN);
        two.b.setEnabled(false);
        cable.cut();
        two.b.setEnabled(true);
        assertThat(two.a.isUp()).isFalse();
        cable.restore();
        assertThat(two.a.isUp()).isTrue();
    }

    @Test
    void anEndShutByTheOthersListenerDoesNotComeUp() {
        two.a.listen(new PortListener() {
            @Override
            public void frameReceived(Port port, EthernetFrame frame) {}

            @Override
            public void linkChanged(Port port, boolean up) {
                two.a.setEnabled(false);
            }
        });
        two.b.listen(two.atB);
        Cable.connect(two.time.loop(), two.a, two.b, LinkSettings.PLAIN, new RandomStreams(1).stream("cable"));
        assertThat(two.a.isUp()).isFalse();
        assertThat(two.b.isUp()).isFalse();
        assertThat(two.atB.links).isEmpty();
    }

    @Test
    void aPortTakesOneCableAndARefusedOneLeavesTheOtherPortFree() {
        two.connect(LinkSettings.PLAIN);
        Port c = new Port(two.time.clock(), "pc3", "eth0", new MacAddress(3));
        assertThatThrownBy(() -> Cable.connect(
                        two.time.loop(), c, two.b, LinkSettings.PLAIN, new RandomStreams(1).stream("cable")))
                .hasMessage("cable from pc3:eth0 to pc2:eth0 (expected: two ports without a cable)");
        assertThat(c.cable()).isNull();
        assertThatThrownBy(() ->
                        Cable.connect(two.time.loop(), c, c, LinkSettings.PLAIN, new RandomStreams(1).stream("cable")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPortWithoutACableIsDown() {
        two.send(1);
        assertThat(two.a.isUp()).isFalse();
        assertThat(two.a.counters().drops(DropReason.LINK_DOWN)).isEqualTo(1);
        assertThat(two.a.counters().sentFrames()).isZero();
    }

    @Test
    void aTapSeesBothWaysAndMayBeRemoved() {
        two.connect(LinkSettings.PLAIN);
        List<String> seen = new ArrayList<>();
        FrameTap tap = (instantNanos, port, direction, frame) -> seen.add(direction + "@" + instantNanos);
        two.a.addTap(tap);
        TwoPorts.send(two.a, 1);
        TwoPorts.send(two.b, 1);
        two.settle();
        two.a.removeTap(tap);
        TwoPorts.send(two.a, 1);
        assertThat(seen).containsExactly("SENT@0", "RECEIVED@" + LinkSettings.MIN_DELAY_NANOS);
    }
}
