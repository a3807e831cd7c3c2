package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.link.Cable;
import labwire.netlab.wire.DtpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two switches on a cable, and what becomes of it. */
class TrunkNegotiationTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final SwitchedLab lab = new SwitchedLab();
    private final Cable cable;
    private final BridgePort a;
    private final BridgePort b;

    TrunkNegotiationTest() {
        lab.addSwitch("SW1", 0x5254_0000_0001L);
        lab.addSwitch("SW2", 0x5254_0000_0002L);
        cable = lab.connect("SW1", "SW2");
        a = lab.bridgePort(cable.a());
        b = lab.bridgePort(cable.b());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Which modes of the neighbour make a trunk of a port; both ends always agree, but for access beside trunk. */
    private static final Map<SwitchportMode, List<SwitchportMode>> TRUNK_WITH = new EnumMap<>(Map.of(
            SwitchportMode.ACCESS, List.of(),
            SwitchportMode.TRUNK, List.of(SwitchportMode.values()),
            SwitchportMode.DYNAMIC_AUTO, List.of(SwitchportMode.TRUNK, SwitchportMode.DYNAMIC_DESIRABLE),
            SwitchportMode.DYNAMIC_DESIRABLE,
                    List.of(SwitchportMode.TRUNK, SwitchportMode.DYNAMIC_AUTO, SwitchportMode.DYNAMIC_DESIRABLE)));

    @ParameterizedTest
    @EnumSource
    void decidesByWhatBothEndsWish(SwitchportMode mode) {
        for (SwitchportMode other : SwitchportMode.values()) {
            a.setSwitchportMode(mode);
            b.setSwitchportMode(other);
            lab.run(MILLISECOND);

            boolean trunk = TRUNK_WITH.getOrDefault(mode, List.of()).contains(other);
            assertThat(a.mode()).as("%s beside %s", mode, other).isEqualTo(trunk ? PortMode.TRUNK : PortMode.ACCESS);
        }
    }

    @Test
    void settlesWithinTheTimeOfAFewFrames() {
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_DESIRABLE);
        lab.run(Duration.ofNanos(50_000));

        assertThat(List.of(a.mode(), b.mode())).containsOnly(PortMode.TRUNK);
        assertThat(lab.forwardingLinks(1)).hasSize(1);
    }

    @Test
    void twoPortsThatOnlyWaitToBeAskedStayAccessPorts() {
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        lab.run(Duration.ofMinutes(10));

        assertThat(List.of(a.mode(), b.mode())).containsOnly(PortMode.ACCESS);
        assertThat(a.trunkNeighbor()).contains(b.port().mac());
    }

    @Test
    void aQuietPairSpeaksTwiceAMinute() {
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_DESIRABLE);
        lab.run(Duration.ofMinutes(1));
        long before = a.trunkMessagesSent();
        lab.run(Duration.ofMinutes(10));

        assertThat(a.trunkMessagesSent() - before).isEqualTo(20);
    }

    @Test
    void forgetsANeighbourThatFallsSilent() {
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.TRUNK);
        lab.run(MILLISECOND);
        assertThat(a.mode()).isEqualTo(PortMode.TRUNK);

        b.setNegotiating(false);
        lab.run(Duration.ofSeconds(299));
        assertThat(a.mode()).isEqualTo(PortMode.TRUNK);
        lab.run(Duration.ofSeconds(2));
        assertThat(a.mode()).isEqualTo(PortMode.ACCESS);
        assertThat(b.mode()).isEqualTo(PortMode.TRUNK);
    }

    @Test
    void anAccessPortNeitherSpeaksNorListens() {
        List<EthernetFrame> sent = new ArrayList<>();
        cable.a().addTap((instant, port, direction, frame) -> {
            if (frame.payload() instanceof DtpPacket) {
                sent.add(frame);
            }
        });
        a.setSwitchportMode(SwitchportMode.ACCESS);
        b.setSwitchportMode(SwitchportMode.ACCESS);
        lab.run(Duration.ofMinutes(2));
        assertThat(sent).isEmpty();

        DtpPacket demand = new DtpPacket(
                "", DtpPacket.TRUNKING | DtpPacket.WISH_DESIRABLE, DtpPacket.TYPE_DOT1Q, new MacAddress(99));
        b.port().send(new EthernetFrame(MacAddress.CISCO_GROUP, b.port().mac(), demand));
        lab.run(MILLISECOND);
        assertThat(a.mode()).isEqualTo(PortMode.ACCESS);
        assertThat(a.drops(BridgeDropReason.RESERVED_ADDRESS)).isEqualTo(1);
    }

    @Test
    void portsOfDifferentVtpDomainsAgreeOnNothing() {
        lab.sw("SW1").vtp().setDomain("east");
        lab.sw("SW2").vtp().setDomain("west");
        a.setSwitchportMode(SwitchportMode.DYNAMIC_DESIRABLE);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_DESIRABLE);
        lab.run(MILLISECOND);
        assertThat(a.mode()).isEqualTo(PortMode.ACCESS);

        lab.sw("SW2").vtp().setDomain("east");
        lab.run(MILLISECOND);
        assertThat(List.of(a.mode(), b.mode())).containsOnly(PortMode.TRUNK);
    }

    @Test
    void negotiatesAnewWhenTheLinkComesBack() {
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_DESIRABLE);
        lab.run(MILLISECOND);
        cable.cut();
        lab.run(MILLISECOND);
        assertThat(a.mode()).isEqualTo(PortMode.ACCESS);

        cable.restore();
        lab.run(MILLISECOND);
        assertThat(List.of(a.mode(), b.mode())).containsOnly(PortMode.TRUNK);
    }

    @Test
    void becomingATrunkDoesNotDisturbTheNativeVlan() {
        lab.addStation("H1", "SW1").treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE);
        lab.addStation("H2", "SW2").treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE);
        a.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        b.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
        lab.run(MILLISECOND);
        b.setSwitchportMode(SwitchportMode.TRUNK);
        lab.station("H1").send(MacAddress.BROADCAST, 1);
        lab.run(MILLISECOND);

        assertThat(lab.station("H2").numbers()).containsExactly(1);
    }
}
