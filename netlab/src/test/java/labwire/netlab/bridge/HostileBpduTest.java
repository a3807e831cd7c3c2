package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A station on the course lab that sends BPDUs of its own making. */
class HostileBpduTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final List<Bpdu.Type> TYPES = List.of(Bpdu.Type.values());
    private static final int[] EDGE_VALUES = {
        0, 1, -1, 255, 256, 5120, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private final SwitchedLab lab = SwitchedLab.course();
    private final Station attacker = lab.station("H3");
    private final RandomGenerator random = new RandomStreams(1).stream("attacker");

    @AfterEach
    void close() {
        lab.close();
    }

    private int anyInt() {
        return switch (random.nextInt(3)) {
            case 0 -> EDGE_VALUES[random.nextInt(EDGE_VALUES.length)];
            case 1 -> random.nextInt(70_000);
            default -> random.nextInt();
        };
    }

    private BridgeId anyBridge() {
        Bridge known = List.copyOf(lab.switches.values()).get(random.nextInt(4));
        return switch (random.nextInt(3)) {
            case 0 -> new BridgeId(32769, known.mac());
            case 1 -> new BridgeId(random.nextInt(65536), known.mac());
            default -> new BridgeId(random.nextInt(65536), new MacAddress(random.nextLong(1L << 48)));
        };
    }

    private Bpdu anyBpdu() {
        Bpdu.Type type = TYPES.get(random.nextInt(TYPES.size()));
        int vlan = random.nextInt(4) == 0 ? anyInt() : 0;
        return new Bpdu(
                type,
                vlan,
                anyInt(),
                anyBridge(),
                anyInt(),
                anyBridge(),
                anyInt(),
                anyInt(),
                anyInt(),
                anyInt(),
                anyInt());
    }

    private void send(Bpdu bpdu) {
        boolean pvst = random.nextInt(8) == 0;
        List<VlanTag> tags = random.nextInt(8) == 0 ? List.of(VlanTag.of(random.nextInt(4095))) : List.of();
        MacAddress group = pvst ? MacAddress.PVST_GROUP : MacAddress.BRIDGE_GROUP;
        attacker.port.send(new EthernetFrame(group, attacker.mac(), tags, bpdu));
    }

    @Test
    void surviveAnyFieldValuesAndRecover() {
        lab.run(MILLISECOND);
        for (int burst = 0; burst < 2_000; burst++) {
            for (int i = 0; i < 20; i++) {
                send(anyBpdu());
            }
            lab.run(Duration.ofMillis(random.nextInt(50)));
        }
        assertThat(attacker.bpdus()).isNotEmpty();

        lab.run(Duration.ofSeconds(90));
        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
        assertThat(lab.isConnected(1)).isTrue();
        assertThat(lab.hasLoop(1)).isFalse();
        lab.switches.values().forEach(sw -> assertThat(sw.spanningTrees()).hasSize(1));
    }

    @Test
    void aFloodOfRootsIsAnsweredWithinTheHoldCount() {
        lab.run(Duration.ofSeconds(10));
        long before = sentBySwitches();
        for (int millis = 0; millis < 10_000; millis++) {
            BridgeId root = new BridgeId(random.nextInt(65536), new MacAddress(random.nextLong(1L << 48)));
            send(RecordedTree.claim(Bpdu.Type.RAPID, Bpdu.ROLE_DESIGNATED | Bpdu.FLAG_PROPOSAL | 1, root));
            lab.run(MILLISECOND);
        }
        // 16 switch ports: twenty at once and then one a second, and nothing else is sent here.
        assertThat(sentBySwitches() - before).isLessThanOrEqualTo(16 * (20 + 11));
    }

    private long sentBySwitches() {
        return lab.switches.values().stream()
                .flatMap(sw -> sw.ports().stream())
                .mapToLong(port -> port.port().counters().sentFrames())
                .sum();
    }

    @Test
    void portFastEndsWithTheFirstBpdu() {
        lab.run(MILLISECOND);
        BridgePort port = lab.sw("SW3").ports().get(2);
        assertThat(view(port).linkType()).isEqualTo(LinkType.P2P_EDGE);
        assertThat(view(port).state()).isEqualTo(PortState.FORWARDING);

        send(RecordedTree.claim(Bpdu.Type.RAPID, Bpdu.ROLE_DESIGNATED, RecordedTree.id(61440, 99)));
        lab.run(MILLISECOND);
        assertThat(view(port).linkType()).isEqualTo(LinkType.P2P);

        attacker.port.setEnabled(false);
        attacker.port.setEnabled(true);
        lab.run(MILLISECOND);
        assertThat(view(port).linkType()).as("after the link was down").isEqualTo(LinkType.P2P_EDGE);
    }

    @Test
    void bpduGuardShutsThePortDown() {
        lab.run(MILLISECOND);
        BridgePort port = lab.sw("SW3").ports().get(2);
        port.treeSettings().setBpduGuard(SpanningTreePortSettings.Choice.ENABLED);
        for (int i = 0; i < 3; i++) {
            send(RecordedTree.claim(Bpdu.Type.RAPID, Bpdu.ROLE_DESIGNATED, RecordedTree.id(0, 1)));
        }
        lab.run(Duration.ofSeconds(5));

        assertThat(port.status()).isEqualTo(BridgePort.Status.ERROR_DISABLED);
        assertThat(port.port().isUp()).isFalse();
        assertThat(port.drops(BridgeDropReason.BPDU_GUARD)).isEqualTo(1);
        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();

        port.setEnabled(true);
        lab.run(MILLISECOND);
        assertThat(port.status()).isEqualTo(BridgePort.Status.ACTIVE);
        assertThat(view(port).state()).isEqualTo(PortState.FORWARDING);
    }

    private static SpanningTreePortView view(BridgePort port) {
        return port.spanningTree(1).orElseThrow();
    }
}
