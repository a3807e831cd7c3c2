package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One switch, three stations: learning, ageing, filtering. */
class BridgeTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final SwitchedLab lab = new SwitchedLab();
    private final Bridge bridge = lab.addSwitch("SW1", 0x5254_0000_0001L);
    private final BridgePort port1 = lab.addStation("H1", "SW1");
    private final BridgePort port2 = lab.addStation("H2", "SW1");
    private final BridgePort port3 = lab.addStation("H3", "SW1");
    private final Station h1 = lab.station("H1");
    private final Station h2 = lab.station("H2");
    private final Station h3 = lab.station("H3");

    @BeforeEach
    void forwardAtOnce() {
        List.of(port1, port2, port3)
                .forEach(port -> port.treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE));
        lab.run(MILLISECOND);
        lab.stations.values().forEach(Station::forget);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void floodsUnknownAddressesAndLearns() {
        h1.send(h2.mac(), 1);
        lab.run(MILLISECOND);
        assertThat(h2.numbers()).containsExactly(1);
        assertThat(h3.numbers()).containsExactly(1);

        h2.send(h1.mac(), 2);
        h1.send(h2.mac(), 3);
        lab.run(MILLISECOND);
        assertThat(h1.numbers()).containsExactly(2);
        assertThat(h2.numbers()).containsExactly(1, 3);
        assertThat(h3.numbers()).containsExactly(1);
    }

    @Test
    void forwardsTheSameFrameObject() {
        EthernetFrame broadcast = h1.send(MacAddress.BROADCAST, 1);
        lab.run(MILLISECOND);
        EthernetFrame answer = h2.send(h1.mac(), 2);
        lab.run(MILLISECOND);

        assertThat(h2.received.get(0)).isSameAs(broadcast);
        assertThat(h3.received.get(0)).isSameAs(broadcast);
        assertThat(h1.received.get(0)).isSameAs(answer);
    }

    @Test
    void forgetsAStationThatIsSilentForFiveMinutes() {
        h1.send(MacAddress.BROADCAST, 1);
        lab.run(Duration.ofSeconds(299));
        assertThat(bridge.macTable()).hasSize(1);
        h1.send(MacAddress.BROADCAST, 2);
        lab.run(Duration.ofSeconds(299));
        assertThat(bridge.macTable()).extracting(MacTableEntry::mac).containsExactly(h1.mac());
        lab.run(Duration.ofSeconds(2));

        assertThat(bridge.macTable()).isEmpty();
    }

    @Test
    void followsAStationThatMoves() {
        h1.send(MacAddress.BROADCAST, 1);
        lab.run(MILLISECOND);
        assertThat(bridge.macTable().get(0).port()).isEqualTo(port1.name());

        EthernetFrame frame = h3.send(MacAddress.BROADCAST, 2);
        h3.port.send(new EthernetFrame(MacAddress.BROADCAST, h1.mac(), frame.payload()));
        lab.run(MILLISECOND);
        assertThat(bridge.macTable()).extracting(MacTableEntry::port).containsExactly(port3.name(), port3.name());

        h2.send(h1.mac(), 3);
        lab.run(MILLISECOND);
        assertThat(h3.numbers()).containsExactly(1, 3);
    }

    @Test
    void forgetsThePortWhoseLinkGoesDown() {
        h1.send(MacAddress.BROADCAST, 1);
        h2.send(MacAddress.BROADCAST, 2);
        lab.run(MILLISECOND);
        h1.port.setEnabled(false);
        lab.run(MILLISECOND);

        assertThat(bridge.macTable()).extracting(MacTableEntry::mac).containsExactly(h2.mac());
    }

    @Test
    void keepsStaticAddresses() {
        bridge.addStaticMac(1, h1.mac(), port2);
        h1.send(MacAddress.BROADCAST, 1);
        lab.run(Duration.ofSeconds(400));
        h3.send(h1.mac(), 2);
        lab.run(MILLISECOND);

        assertThat(h1.numbers()).isEmpty();
        assertThat(h2.numbers()).containsExactly(1, 2);
        assertThat(bridge.macTable()).hasSize(2);
        bridge.clearMacTable();
        assertThat(bridge.macTable()).hasSize(1);
        bridge.removeStaticMac(1, h1.mac());
        assertThat(bridge.macTable()).isEmpty();
    }

    @Test
    void neverForwardsTheReservedAddresses() {
        for (int last = 0; last < 16; last++) {
            h1.send(new MacAddress(0x0180_C200_0000L + last), last);
        }
        h1.send(new MacAddress(0x0180_C200_0010L), 16);
        lab.run(MILLISECOND);

        assertThat(h2.numbers()).containsExactly(16);
        assertThat(port1.drops(BridgeDropReason.RESERVED_ADDRESS)).isEqualTo(16);
    }

    @Test
    void countsWhatItDrops() {
        h1.send(MacAddress.BROADCAST, 1);
        lab.run(MILLISECOND);
        h1.send(h1.mac(), 2);
        EthernetFrame frame = h1.send(MacAddress.BROADCAST, 3);
        h1.port.send(new EthernetFrame(MacAddress.BROADCAST, MacAddress.BROADCAST, frame.payload()));
        lab.run(MILLISECOND);

        assertThat(h2.numbers()).containsExactly(1, 3);
        assertThat(port1.drops(BridgeDropReason.SAME_PORT)).isEqualTo(1);
        assertThat(port1.drops(BridgeDropReason.GROUP_SOURCE)).isEqualTo(1);
        assertThat(bridge.macTable()).hasSize(1);
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> port1.treeSettings().setCost(0)).hasMessage("port cost: 0 (expected: 1-200000000)");
        assertThatThrownBy(() -> port1.treeSettings().setPriority(100))
                .hasMessage("port priority: 100 (expected: 0-240 in steps of 16)");
        assertThatThrownBy(() -> bridge.setPriority(1, 5))
                .hasMessage("bridge priority: 5 (expected: 0-61440 in steps of 4096)");
        assertThatThrownBy(() -> bridge.removeVlan(1)).hasMessageContaining("expected: one that can be removed");
        assertThatThrownBy(() -> port1.setAccessVlan(4095)).hasMessage("VLAN: 4095 (expected: 1-4094)");
        assertThatThrownBy(() -> VlanSet.parse("1,x")).hasMessage("VLAN list: 1,x (expected: such as 1,10-20)");
        assertThatThrownBy(() -> VlanSet.parse("20-10")).hasMessage("VLAN range: 20-10 (expected: from low to high)");
    }

    @Test
    void writesVlanSetsAsTheyAreRead() {
        for (String text : List.of("1", "1,3", "1-3,5,10-4094", "none", "1-4094")) {
            assertThat(VlanSet.parse(text)).hasToString(text);
        }
        assertThat(VlanSet.parse("all")).isEqualTo(VlanSet.ALL);
        assertThat(VlanSet.parse("1-10").minus(VlanSet.of(5))).hasToString("1-4,6-10");
        assertThat(VlanSet.parse("1-10").intersection(VlanSet.of(5, 11))).hasToString("5");
        assertThat(VlanSet.of(2).union(VlanSet.of(1))).hasToString("1,2");
    }
}
