package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Cable;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two switches on a trunk, stations in VLANs 1, 10 and 20. */
class VlanTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final SwitchedLab lab = new SwitchedLab();
    private final List<EthernetFrame> onTrunk = new ArrayList<>();
    private final Cable trunk;

    VlanTest() {
        lab.addSwitch("SW1", 0x5254_0000_0001L);
        lab.addSwitch("SW2", 0x5254_0000_0002L);
        trunk = lab.connect("SW1", "SW2");
    }

    @BeforeEach
    void build() {
        for (String name : List.of("SW1", "SW2")) {
            lab.sw(name).addVlan(Vlan.named(10));
            lab.sw(name).addVlan(Vlan.named(20));
            end(name).setSwitchportMode(SwitchportMode.TRUNK);
            for (int vlan : new int[] {1, 10, 20}) {
                BridgePort port = lab.addStation(name + "/" + vlan, name);
                port.setAccessVlan(vlan);
                port.treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE);
            }
        }
        trunk.a().addTap((instant, port, direction, frame) -> onTrunk.add(frame));
        lab.run(Duration.ofSeconds(3));
        onTrunk.clear();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private BridgePort end(String name) {
        return lab.bridgePort(trunk.a().device().equals(name) ? trunk.a() : trunk.b());
    }

    /** Who hears a broadcast of this station. */
    private List<String> audience(String name) {
        lab.stations.values().forEach(Station::forget);
        lab.station(name).send(MacAddress.BROADCAST, 1);
        lab.run(MILLISECOND);
        return lab.stations.keySet().stream()
                .filter(other -> !lab.station(other).numbers().isEmpty())
                .toList();
    }

    @Test
    void keepsVlansApart() {
        assertThat(audience("SW1/1")).containsExactly("SW2/1");
        assertThat(audience("SW1/10")).containsExactly("SW2/10");
        assertThat(audience("SW2/20")).containsExactly("SW1/20");
    }

    @Test
    void tagsOnTheTrunkAllButTheNativeVlan() {
        audience("SW1/1");
        audience("SW1/10");

        assertThat(onTrunk.stream().filter(Station.isBpdu().negate()).map(EthernetFrame::tags))
                .containsExactly(List.of(), List.of(VlanTag.of(10)));
        assertThat(lab.station("SW2/10").received.get(0).tags()).isEmpty();
    }

    @Test
    void carriesTheNativeVlanUntagged() {
        List.of("SW1", "SW2").forEach(name -> end(name).setNativeVlan(10));
        onTrunk.clear();
        assertThat(audience("SW1/10")).containsExactly("SW2/10");
        assertThat(audience("SW1/1")).containsExactly("SW2/1");

        assertThat(onTrunk.stream().filter(Station.isBpdu().negate()).map(EthernetFrame::tags))
                .containsExactly(List.of(), List.of(VlanTag.of(1)));
    }

    @Test
    void obeysTheAllowedList() {
        end("SW1").setAllowedVlans(VlanSet.of(1, 20));
        assertThat(audience("SW1/10")).isEmpty();
        assertThat(audience("SW2/10")).isEmpty();
        assertThat(end("SW1").drops(BridgeDropReason.VLAN_NOT_ALLOWED)).isPositive();
        assertThat(audience("SW1/20")).containsExactly("SW2/20");
        assertThat(end("SW1").forwardingVlans()).hasToString("1,20");
    }

    @Test
    void carriesNothingOfARemovedVlan() {
        lab.sw("SW1").removeVlan(10);
        assertThat(audience("SW2/10")).isEmpty();
        assertThat(audience("SW1/10")).isEmpty();
        assertThat(lab.sw("SW1").spanningTree(10)).isEmpty();
    }

    @Test
    void learnsOneAddressInEachVlan() {
        EthernetFrame frame = lab.station("SW1/1").send(MacAddress.BROADCAST, 1);
        lab.station("SW1/10").port.send(frame);
        lab.run(MILLISECOND);

        assertThat(lab.sw("SW2").macTable()).extracting(MacTableEntry::vlan).containsExactly(1, 10);
    }

    @Test
    void takesPriorityTagsAndKeepsThePriority() {
        lab.station("SW1/10").send(MacAddress.BROADCAST, 1, List.of(new VlanTag(5, false, 0)));
        lab.run(MILLISECOND);

        assertThat(lab.station("SW2/10").numbers()).containsExactly(1);
        assertThat(onTrunk.stream().filter(Station.isBpdu().negate()).map(EthernetFrame::tags))
                .containsExactly(List.of(new VlanTag(5, false, 10)));
    }

    @Test
    void refusesForeignTagsOnAccessPorts() {
        lab.station("SW1/10").send(MacAddress.BROADCAST, 1, List.of(VlanTag.of(20)));
        lab.run(MILLISECOND);

        lab.stations.values().forEach(station -> assertThat(station.numbers()).isEmpty());
        assertThat(lab.sw("SW1").ports().get(2).drops(BridgeDropReason.VLAN_NOT_ALLOWED))
                .isEqualTo(1);
    }

    @Test
    void carriesInnerTagsThrough() {
        lab.station("SW1/10").send(MacAddress.BROADCAST, 1, List.of(VlanTag.of(10), VlanTag.of(99)));
        lab.run(MILLISECOND);

        assertThat(lab.station("SW2/10").received.stream()
                        .filter(Station.isBpdu().negate())
                        .map(EthernetFrame::tags))
                .containsExactly(List.of(VlanTag.of(99)));
    }

    @Test
    void sendsVlanOneInBothFormsAndTheOthersInPvstForm() {
        lab.run(Duration.ofSeconds(4));
        List<EthernetFrame> bpdus = onTrunk.stream().filter(Station.isBpdu()).toList();

        assertThat(bpdus).isNotEmpty().allSatisfy(frame -> {
            int vlan = ((Bpdu) frame.payload()).vlanId();
            assertThat(frame.destination()).isEqualTo(vlan == 0 ? MacAddress.BRIDGE_GROUP : MacAddress.PVST_GROUP);
            assertThat(frame.tags()).isEqualTo(vlan < 2 ? List.of() : List.of(VlanTag.of(vlan)));
        });
        assertThat(bpdus.stream()
                        .map(frame -> ((Bpdu) frame.payload()).vlanId())
                        .distinct())
                .containsExactlyInAnyOrder(0, 1, 10, 20);
    }

    @Test
    void sendsTheIeeeFormOnAccessPortsOfAnyVlan() {
        lab.run(Duration.ofSeconds(4));

        assertThat(lab.station("SW1/10").bpdus()).isNotEmpty().allSatisfy(frame -> {
            assertThat(frame.destination()).isEqualTo(MacAddress.BRIDGE_GROUP);
            assertThat(((Bpdu) frame.payload()).bridge().priority()).isEqualTo(32768 + 10);
        });
    }

    @Test
    void givesEachVlanATreeOfItsOwn() {
        Cable second = lab.connect("SW1", "SW2");
        lab.bridgePort(second.a()).setSwitchportMode(SwitchportMode.TRUNK);
        lab.bridgePort(second.b()).setSwitchportMode(SwitchportMode.TRUNK);
        lab.run(Duration.ofSeconds(3));
        lab.sw("SW2").setPriority(10, 4096);
        lab.run(Duration.ofSeconds(3));

        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
        assertThat(lab.sw("SW2").spanningTree(10).orElseThrow().isRoot()).isTrue();
        assertThat(lab.sw("SW1").spanningTree(20).orElseThrow().isRoot()).isTrue();
        for (int vlan : new int[] {1, 10, 20}) {
            assertThat(lab.hasLoop(vlan)).isFalse();
            assertThat(lab.isConnected(vlan)).isTrue();
        }
        assertThat(audience("SW1/10")).containsExactly("SW2/10");
    }

    @Test
    void countsBpdusThatContradictThemselves() {
        Bpdu bpdu = (Bpdu) ofVlan(10).payload();
        Station station = lab.station("SW1/10");
        BridgePort port = lab.sw("SW1").ports().get(2);
        // PVST+ to an access port; the IEEE form with a tag, and with a VLAN.
        station.port.send(new EthernetFrame(MacAddress.PVST_GROUP, station.mac(), List.of(VlanTag.of(20)), bpdu));
        station.port.send(new EthernetFrame(MacAddress.BRIDGE_GROUP, station.mac(), List.of(VlanTag.of(10)), bpdu));
        station.port.send(new EthernetFrame(MacAddress.BRIDGE_GROUP, station.mac(), bpdu));
        lab.run(MILLISECOND);

        assertThat(port.drops(BridgeDropReason.INCONSISTENT_BPDU)).isEqualTo(1);
        assertThat(port.drops(BridgeDropReason.BAD_BPDU)).isEqualTo(2);
        assertThat(lab.sw("SW1").spanningTree(10).orElseThrow().ports().get(1).receivedBpdus())
                .isZero();
    }

    private EthernetFrame ofVlan(int vlan) {
        lab.run(Duration.ofSeconds(3));
        return onTrunk.stream()
                .filter(Station.isBpdu())
                .filter(frame -> ((Bpdu) frame.payload()).vlanId() == vlan)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void attachesTheSwitchItselfToItsVlans() {
        VlanInterface svi = lab.sw("SW1").vlanInterface(10);
        List<EthernetFrame> heard = new ArrayList<>();
        List<Boolean> links = new ArrayList<>();
        svi.listen(new VlanInterfaceListener() {
            @Override
            public void frameReceived(EthernetFrame frame) {
                heard.add(frame);
            }

            @Override
            public void linkChanged(boolean up) {
                links.add(up);
            }
        });
        assertThat(svi.isUp()).isTrue();

        Station near = lab.station("SW1/10");
        Station far = lab.station("SW2/10");
        far.send(svi.mac(), 1);
        lab.station("SW2/20").send(svi.mac(), 2);
        lab.run(MILLISECOND);
        assertThat(heard).extracting(frame -> Station.number(frame)).containsExactly(1);
        assertThat(heard.get(0).tags()).isEmpty();
        assertThat(near.numbers()).isEmpty();

        svi.send(new EthernetFrame(far.mac(), svi.mac(), heard.get(0).payload()));
        svi.send(new EthernetFrame(MacAddress.BROADCAST, svi.mac(), heard.get(0).payload()));
        lab.run(MILLISECOND);
        assertThat(far.numbers()).containsExactly(1, 1);
        assertThat(near.numbers()).containsExactly(1);
        assertThat(heard).hasSize(1);

        svi.setEnabled(false);
        svi.setEnabled(true);
        end("SW1").setEnabled(false);
        near.port.setEnabled(false);
        assertThat(links).containsExactly(false, true, false);
        assertThat(svi.isUp()).isFalse();
    }
}
