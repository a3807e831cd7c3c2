package labwire.netlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.CdpPacket;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.LldpPacket;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two devices on a cable that tell each other of themselves. */
class DiscoveryTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Port a = new Port(time.clock(), "A", "GigabitEthernet0/1", new MacAddress(1));
    private final Port b = new Port(time.clock(), "B", "GigabitEthernet0/2", new MacAddress(2));
    private final Discovery ofA = new Discovery(time.loop(), new Device("A"));
    private final Discovery ofB = new Discovery(time.loop(), new Device("B"));
    private final Cable cable;

    DiscoveryTest() {
        ofA.addPort(a);
        ofB.addPort(b);
        cable = Cable.connect(time.loop(), a, b, LinkSettings.PLAIN, new RandomStreams(1).stream("cable"));
    }

    @AfterEach
    void close() {
        time.close();
    }

    private record Device(String systemName) implements LocalSystem {
        @Override
        public String platform() {
            return "Cisco test";
        }

        @Override
        public String softwareVersion() {
            return "version of " + systemName;
        }

        @Override
        public int cdpCapabilities() {
            return CdpPacket.CAPABILITY_SWITCH;
        }

        @Override
        public int lldpCapabilities() {
            return LldpPacket.CAPABILITY_BRIDGE;
        }

        @Override
        public int lldpEnabledCapabilities() {
            return LldpPacket.CAPABILITY_BRIDGE;
        }

        @Override
        public MacAddress chassis() {
            return new MacAddress(0x5254_0000_0001L);
        }

        @Override
        public String shortName(Port port) {
            return port.name().replace("GigabitEthernet", "Gi");
        }

        @Override
        public List<Ipv4Address> addresses(Port port) {
            return List.of(Ipv4Address.parse("10.0.0.1"));
        }

        @Override
        public OptionalInt nativeVlan(Port port) {
            return OptionalInt.of(10);
        }

        @Override
        public Optional<String> vtpDomain() {
            return Optional.of("");
        }
    }

    private List<String> cdpNames() {
        return ofA.cdp().neighbors().stream()
                .map(neighbor ->
                        neighbor.packet().deviceId() + " " + neighbor.packet().portId())
                .toList();
    }

    @Test
    void cdpTellsSoonAfterTheLinkIsUp() {
        time.runFor(Duration.ofSeconds(2));

        assertThat(cdpNames()).containsExactly("B GigabitEthernet0/2");
        CdpPacket heard = ofA.cdp().neighbors().get(0).packet();
        assertThat(heard.nativeVlan()).isEqualTo(10);
        assertThat(heard.timeToLiveSeconds()).isEqualTo(180);
        assertThat(ofA.lldp().neighbors()).isEmpty();
    }

    @Test
    void lldpTellsWhenItIsTurnedOn() {
        ofA.runLldp(true);
        ofB.runLldp(true);
        time.runFor(Duration.ofSeconds(2));

        LldpPacket heard = ofA.lldp().neighbors().get(0).packet();
        assertThat(heard.systemName()).contains("B");
        assertThat(heard.portVlan()).hasValue(10);
        assertThat(heard.port().value()).isEqualTo(Bytes.wrap(new byte[] {'G', 'i', '0', '/', '2'}));
    }

    @Test
    void whatIsToldCanBeReadFromTheWire() {
        ofA.runLldp(true);
        int[] seen = {0};
        a.addTap((instant, port, direction, frame) -> {
            assertThat(FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(frame))))
                    .isEqualTo(new Decoded.Frame(frame));
            seen[0]++;
        });
        time.runFor(Duration.ofMinutes(2));

        assertThat(seen[0]).isGreaterThan(5);
    }

    @Test
    void tellsAtIntervals() {
        time.runFor(Duration.ofMinutes(10));
        assertThat(ofA.cdp().sentCount()).isEqualTo(10);

        ofA.cdp().setIntervalSeconds(5);
        time.runFor(Duration.ofMinutes(1));
        long before = ofA.cdp().sentCount();
        time.runFor(Duration.ofMinutes(1));
        assertThat(ofA.cdp().sentCount() - before).isEqualTo(12);
    }

    @Test
    void forgetsANeighbourThatTellsNoMore() {
        time.runFor(Duration.ofSeconds(2));
        ofB.setTransmits(ofB.cdp(), b, false);
        time.runFor(Duration.ofSeconds(178));
        assertThat(cdpNames()).hasSize(1);
        time.runFor(Duration.ofSeconds(3));

        assertThat(cdpNames()).isEmpty();
        assertThat(ofA.cdp().agedOutCount()).isEqualTo(1);
    }

    @Test
    void forgetsANeighbourThatSaysFarewell() {
        time.runFor(Duration.ofSeconds(2));
        ofB.runCdp(false);
        time.runFor(Duration.ofMillis(1));

        assertThat(cdpNames()).isEmpty();
        assertThat(ofB.cdp().neighbors()).isEmpty();
    }

    @Test
    void forgetsANeighbourWhoseCableIsCut() {
        time.runFor(Duration.ofSeconds(2));
        cable.cut();
        time.runFor(Duration.ofMillis(1));
        assertThat(cdpNames()).isEmpty();

        cable.restore();
        time.runFor(Duration.ofSeconds(2));
        assertThat(cdpNames()).hasSize(1);
    }

    @Test
    void aFloodOfNeighboursIsBounded() {
        for (int number = 0; number < 10_000; number++) {
            CdpPacket packet = new CdpPacket(
                    180,
                    "flood" + number,
                    List.of(),
                    "eth0",
                    0,
                    "",
                    "",
                    Optional.empty(),
                    0,
                    CdpPacket.Duplex.NOT_SAID,
                    List.of());
            b.send(new EthernetFrame(MacAddress.CISCO_GROUP, b.mac(), packet));
        }
        time.runFor(Duration.ofSeconds(1));

        assertThat(ofA.cdp().neighbors()).hasSize(NeighborTable.MAX_PER_PORT);
        assertThat(ofA.cdp().refusedCount()).isEqualTo(10_000 - NeighborTable.MAX_PER_PORT);
    }

    @Test
    void aPortThatDoesNotReceiveHearsNothing() {
        ofA.setReceives(ofA.cdp(), a, false);
        time.runFor(Duration.ofMinutes(2));

        assertThat(cdpNames()).isEmpty();
        assertThat(ofB.cdp().neighbors()).hasSize(1);
    }

    @Test
    void whatANeighbourSaysCannotSteerATerminal() {
        assertThat(Printable.of("\u001b[2JSW\r\n1")).isEqualTo(".[2JSW..1");
        assertThat(Printable.lines("one\ntwo\u0007")).isEqualTo("one\ntwo.");
    }
}
