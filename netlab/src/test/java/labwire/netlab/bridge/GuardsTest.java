package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.bridge.SpanningTreePortSettings.Choice;
import labwire.netlab.bridge.SpanningTreePortSettings.Guard;
import labwire.netlab.bridge.SpanningTreePortSettings.PortFast;
import labwire.netlab.bridge.SpanningTreeSettings.PathCostMethod;
import labwire.netlab.bridge.SpanningTreeSettings.PortDefault;
import labwire.netlab.bridge.SpanningTreeSettings.Times;
import labwire.netlab.link.Cable;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What guards a spanning tree, and brings ports back; on the course lab. */
class GuardsTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SwitchedLab lab = SwitchedLab.course();
    private final List<String> told = new ArrayList<>();

    GuardsTest() {
        lab.switches
                .values()
                .forEach(sw -> sw.addListener(new BridgeListener() {
                    @Override
                    public void errorDisabled(BridgePort port, ErrorCause cause) {
                        told.add(port + " " + cause.keyword());
                    }

                    @Override
                    public void recovering(BridgePort port, ErrorCause cause) {
                        told.add(port + " recovers");
                    }

                    @Override
                    public void inconsistencyChanged(BridgePort port, int vlan, Inconsistency was, Inconsistency is) {
                        told.add(port + " " + is);
                    }

                    @Override
                    public void nativeVlanMismatch(BridgePort port, int ownVlan, int peerVlan) {
                        told.add(port + " " + ownVlan + "-" + peerVlan);
                    }
                }));
        lab.run(SECOND);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private BridgePort stationPort() {
        return lab.sw("SW3").ports().get(2);
    }

    private void sendClaim(int priority) {
        Station attacker = lab.station("H3");
        Bpdu claim = RecordedTree.claim(Bpdu.Type.RAPID, Bpdu.ROLE_DESIGNATED, RecordedTree.id(priority, 1));
        attacker.port.send(new EthernetFrame(MacAddress.BRIDGE_GROUP, attacker.mac(), claim));
        lab.run(MILLISECOND);
    }

    private static PortState stateOf(BridgePort port) {
        return port.spanningTree(1).orElseThrow().state();
    }

    @Test
    void rootGuardKeepsABetterRootOutUntilItFallsSilent() {
        stationPort().treeSettings().setGuard(Guard.ROOT);
        sendClaim(0);

        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
        assertThat(stateOf(stationPort())).isEqualTo(PortState.DISCARDING);
        assertThat(told).containsExactly("SW3:Gi0/3 ROOT");

        lab.run(Duration.ofSeconds(40));
        assertThat(stateOf(stationPort())).isEqualTo(PortState.FORWARDING);
        assertThat(told).containsExactly("SW3:Gi0/3 ROOT", "SW3:Gi0/3 NONE");
    }

    @Test
    void rootGuardLetsAWorseBridgeIn() {
        stationPort().treeSettings().setGuard(Guard.ROOT);
        sendClaim(61440);

        assertThat(told).isEmpty();
    }

    @Test
    void loopGuardBlocksAPortWhoseBpdusCease() {
        BridgePort alternate = lab.sw("SW3").ports().get(1);
        assertThat(stateOf(alternate)).isEqualTo(PortState.DISCARDING);
        alternate.treeSettings().setGuard(Guard.LOOP);
        BridgePort silent = lab.sw("SW2").ports().get(2);
        silent.treeSettings().setBpduFilter(Choice.ENABLED);
        lab.run(Duration.ofSeconds(60));

        assertThat(stateOf(alternate)).isEqualTo(PortState.DISCARDING);
        assertThat(lab.hasLoop(1)).isFalse();
        assertThat(told).containsExactly("SW3:Gi0/2 LOOP");

        silent.treeSettings().setBpduFilter(Choice.DEFAULT);
        lab.run(Duration.ofSeconds(5));
        assertThat(told).containsExactly("SW3:Gi0/2 LOOP", "SW3:Gi0/2 NONE");
        assertThat(alternate.spanningTree(1).orElseThrow().role()).isEqualTo(PortRole.ALTERNATE);
    }

    @Test
    void withoutLoopGuardTheSameIsALoop() {
        lab.sw("SW2").ports().get(2).treeSettings().setBpduFilter(Choice.ENABLED);
        lab.run(Duration.ofSeconds(60));

        assertThat(lab.hasLoop(1)).isTrue();
    }

    @Test
    void bpduGuardByDefaultIsForPortsWithPortFast() {
        lab.sw("SW3").treeSettings().setDefault(PortDefault.BPDU_GUARD, true);
        sendClaim(0);

        assertThat(told).containsExactly("SW3:Gi0/3 bpduguard");
        assertThat(stationPort().status()).isEqualTo(BridgePort.Status.ERROR_DISABLED);
        assertThat(lab.isConnected(1)).isTrue();
    }

    @Test
    void recoveryBringsThePortBackAfterTheInterval() {
        lab.sw("SW3")
                .errorRecovery()
                .setEnabled(ErrorCause.BPDUGUARD, true, lab.sw("SW3").ports());
        lab.sw("SW3").errorRecovery().setIntervalSeconds(30);
        stationPort().treeSettings().setBpduGuard(Choice.ENABLED);
        sendClaim(0);
        lab.run(Duration.ofSeconds(29));
        assertThat(stationPort().status()).isEqualTo(BridgePort.Status.ERROR_DISABLED);
        lab.run(Duration.ofSeconds(2));

        assertThat(stationPort().status()).isEqualTo(BridgePort.Status.ACTIVE);
        assertThat(stateOf(stationPort())).isEqualTo(PortState.FORWARDING);
        assertThat(told).containsExactly("SW3:Gi0/3 bpduguard", "SW3:Gi0/3 recovers");
    }

    @Test
    void bpduFilterNeitherSendsNorTakesIn() {
        stationPort().treeSettings().setBpduFilter(Choice.ENABLED);
        lab.station("H3").forget();
        sendClaim(0);
        lab.run(Duration.ofSeconds(10));

        assertThat(lab.station("H3").bpdus()).isEmpty();
        assertThat(stationPort().drops(BridgeDropReason.BPDU_FILTER)).isEqualTo(1);
        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
    }

    @Test
    void portFastByDefaultIsForAccessPortsAlone() {
        lab.sw("SW3").treeSettings().setDefault(PortDefault.PORT_FAST, true);
        BridgePort port = stationPort();
        port.treeSettings().setPortFast(PortFast.DEFAULT);
        assertThat(port.isPortFast()).isTrue();
        port.setSwitchportMode(SwitchportMode.TRUNK);
        assertThat(port.isPortFast()).isFalse();
        port.treeSettings().setPortFast(PortFast.EDGE_TRUNK);
        assertThat(port.isPortFast()).isTrue();
    }

    @Test
    void mismatchedNativeVlansAreBlockedAndTheOthersAreNot() {
        Cable trunk = lab.trunks.get(4);
        for (Bridge end : List.of(lab.sw("SW1"), lab.sw("SW4"))) {
            end.addVlan(Vlan.named(10));
            end.addVlan(Vlan.named(99));
        }
        BridgePort own = lab.bridgePort(trunk.a());
        BridgePort peer = lab.bridgePort(trunk.b());
        own.setSwitchportMode(SwitchportMode.TRUNK);
        peer.setSwitchportMode(SwitchportMode.TRUNK);
        peer.setNativeVlan(99);
        lab.run(Duration.ofSeconds(10));

        assertThat(peer.spanningTree(99).orElseThrow().inconsistency()).isEqualTo(Inconsistency.PVID);
        assertThat(peer.forwardingVlans().contains(1)).isFalse();
        assertThat(peer.forwardingVlans().contains(10)).isTrue();
        assertThat(told).contains(peer + " 99-1");

        peer.setNativeVlan(1);
        lab.run(Duration.ofSeconds(60));
        assertThat(own.forwardingVlans()).hasToString("1,10,99");
    }

    @Test
    void aTrunksBpdusBlockAnAccessPort() {
        Cable cable = lab.trunks.get(4);
        lab.bridgePort(cable.a()).setSwitchportMode(SwitchportMode.TRUNK);
        lab.run(Duration.ofSeconds(5));

        BridgePort access = lab.bridgePort(cable.b());
        assertThat(access.spanningTree(1).orElseThrow().inconsistency()).isEqualTo(Inconsistency.TYPE);
        assertThat(stateOf(access)).isEqualTo(PortState.DISCARDING);
    }

    @Test
    void costsAndPrioritiesByVlanWinOverTheOthers() {
        BridgePort port = lab.sw("SW3").ports().get(0);
        assertThat(port.cost(1)).isEqualTo(4);
        lab.sw("SW3").treeSettings().setPathCostMethod(PathCostMethod.LONG);
        assertThat(port.cost(1)).isEqualTo(20_000);
        port.treeSettings().setCost(7);
        port.treeSettings().setCost(VlanSet.of(10), 9);
        port.treeSettings().setPriority(VlanSet.of(10), 16);

        assertThat(port.cost(1)).isEqualTo(7);
        assertThat(port.cost(10)).isEqualTo(9);
        assertThat(port.portId(10)).isEqualTo(16 << 8 | 1);
        assertThat(port.portId(1)).isEqualTo(128 << 8 | 1);
    }

    @Test
    void theRootsTimesHoldEverywhere() {
        lab.sw("SW1").treeSettings().setTimes(VlanSet.of(1), new Times(1, 10, 7));
        lab.run(SECOND);

        SpanningTreeView below = lab.sw("SW4").spanningTree(1).orElseThrow();
        assertThat(List.of(below.helloTimeSeconds(), below.maxAgeSeconds(), below.forwardDelaySeconds()))
                .containsExactly(1, 10, 7);
    }

    @Test
    void aVlanWithoutATreeForwardsEverywhere() {
        for (Bridge sw : lab.switches.values()) {
            sw.addVlan(Vlan.named(10));
            sw.treeSettings().setDisabled(VlanSet.of(10));
        }
        stationPort().setAccessVlan(10);
        lab.run(MILLISECOND);
        assertThat(stationPort().forwardingVlans()).hasToString("10");
        assertThat(lab.sw("SW3").spanningTree(10).orElseThrow().ports()).isEmpty();

        lab.sw("SW3").treeSettings().setDisabled(VlanSet.NONE);
        lab.run(MILLISECOND);
        assertThat(stateOfVlan(stationPort(), 10)).isEqualTo(PortState.FORWARDING);
    }

    private static PortState stateOfVlan(BridgePort port, int vlan) {
        return port.spanningTree(vlan).orElseThrow().state();
    }

    @Test
    void aSuspendedVlanCarriesNothing() {
        Bridge sw = lab.sw("SW3");
        sw.addVlan(new Vlan(10, "users"));
        stationPort().setAccessVlan(10);
        lab.run(MILLISECOND);
        assertThat(stationPort().forwards(10)).isTrue();
        sw.addVlan(new Vlan(10, "users").withSuspended(true));
        assertThat(stationPort().forwards(10)).isFalse();
        sw.addVlan(new Vlan(10, "users"));
        lab.run(MILLISECOND);
        assertThat(stationPort().forwards(10)).isTrue();
    }

    @Test
    void ageingCanBeChangedAndStopped() {
        Bridge sw = lab.sw("SW3");
        sw.setMacAgeingSeconds(10);
        lab.station("H3").send(MacAddress.BROADCAST, 1);
        lab.run(Duration.ofSeconds(9));
        assertThat(sw.macTable())
                .extracting(MacTableEntry::mac)
                .contains(lab.station("H3").mac());
        lab.run(Duration.ofSeconds(2));
        assertThat(sw.macTable())
                .extracting(MacTableEntry::mac)
                .doesNotContain(lab.station("H3").mac());

        sw.setMacAgeingSeconds(0);
        lab.station("H3").send(MacAddress.BROADCAST, 2);
        lab.run(Duration.ofHours(2));
        assertThat(sw.macTable())
                .extracting(MacTableEntry::mac)
                .contains(lab.station("H3").mac());
        assertThat(sw.macAgeingSeconds()).isZero();

        sw.clearMacTable(lab.station("H3").mac());
        assertThat(sw.macTable())
                .extracting(MacTableEntry::mac)
                .doesNotContain(lab.station("H3").mac());
    }
}
