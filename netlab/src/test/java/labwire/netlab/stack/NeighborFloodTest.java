package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.NeighborCache6;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router between a scanner and a link with one honest neighbour, B, and a liar. */
@SuppressWarnings("NullAway.Init")
class NeighborFloodTest {
    private static final Ipv6Address B = Ipv6Address.parse("2001:db8:2::2");
    private static final int FLOOD = 5_000;

    private final StackLab lab = new StackLab();
    private final IpStack scanner = lab.host("A");
    private final IpStack router = lab.host("R");
    private NetworkInterface flooded;
    private StackLab.Station liar;

    @BeforeEach
    void build() {
        NetworkInterface near = attach(scanner, "2001:db8:1::2");
        NetworkInterface up = attach(router, "2001:db8:1::1");
        flooded = attach(router, "2001:db8:2::1");
        NetworkInterface second = attach(router, "2001:db8:3::1");
        NetworkInterface b = attach(lab.host("B"), "2001:db8:2::2");
        liar = new StackLab.Station(lab.port("liar", "eth0"));
        router.ipv6().setForwarding(true);
        lab.join(near, up);
        lab.join(flooded, b);
        lab.join(StackLab.portOf(second), liar.port);
        lab.run(Duration.ofSeconds(20));
        router.ping(B, PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        lab.run(Duration.ofSeconds(50));
    }

    private NetworkInterface attach(IpStack stack, String address) {
        String name = "eth" + stack.interfaces().size();
        NetworkInterface added = stack.addInterface(name, new PortLink(lab.port(stack.name(), name)));
        added.ip6().addAddress(Ipv6Address.parse(address), 64);
        return added;
    }

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc6583WhoAsksForAWholePrefixDoesNotPushOutTheNeighborsThatAreThere() {
        for (int i = 0; i < FLOOD; i++) {
            Ipv6Address nobody = new Ipv6Address(B.upper(), 0x1_0000 + i);
            Ipv6Address source = Ipv6Address.parse("2001:db8:1::2");
            scanner.ipv6().send(new Ipv6Packet(source, nobody, new UdpDatagram(1, 2, Bytes.EMPTY)));
            lab.run(Duration.ofNanos(100_000));
        }
        NeighborCache6 neighbors = flooded.ip6().neighbors();
        assertThat(neighbors.find(B)).isPresent();
        assertThat(neighbors.neighbors())
                .hasSizeBetween(NeighborCache6.MAX_UNRESOLVED, NeighborCache6.MAX_UNRESOLVED + 2);
        assertThat(router.ipv6().counters().get(Ip6Counter.NEIGHBOR_EVICTED)).isGreaterThan(FLOOD / 2);
        lab.run(Duration.ofSeconds(10));
        assertThat(neighbors.neighbors()).hasSizeLessThan(4);
    }

    @Test
    void addressesThatSomebodyMakesUpMakeRoomForEachOtherAndNotForProvedOnes() {
        NetworkInterface on = router.interfaces().get(2);
        Ipv6Address victim = Ipv6Address.parse("2001:db8:3::1");
        Ipv6Address honest = Ipv6Address.parse("2001:db8:3::77");
        router.ping(honest, PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        send(
                honest,
                victim,
                new NdpMessage.NeighborAdvertisement(false, true, true, honest, Optional.of(liar.port.mac())),
                on);
        for (int i = 0; i < FLOOD; i++) {
            Ipv6Address source = new Ipv6Address(victim.upper(), 0x1_0000 + i);
            send(
                    source,
                    victim,
                    new NdpMessage.NeighborSolicitation(victim, Optional.of(new MacAddress(0x5254_0100_0000L + i))),
                    on);
        }
        lab.run(Duration.ofSeconds(2));
        assertThat(on.ip6().neighbors().neighbors()).hasSize(NeighborCache6.MAX_NEIGHBORS);
        assertThat(on.ip6().neighbors().find(honest)).isPresent();
        lab.run(Duration.ofSeconds(20));
        assertThat(on.ip6().neighbors().neighbors())
                .as("what does not answer is forgotten")
                .hasSizeLessThan(2);
    }

    @Test
    void permanentNeighborsHaveALimitOfTheirOwn() {
        for (int i = 0; i < NeighborCache6.MAX_PERMANENT; i++) {
            assertThat(flooded.ip6().neighbors().addPermanent(new Ipv6Address(B.upper(), 0x100 + i), liar.port.mac()))
                    .isTrue();
        }
        assertThat(flooded.ip6().neighbors().addPermanent(new Ipv6Address(B.upper(), 0xFFFF), liar.port.mac()))
                .isFalse();
        assertThat(flooded.ip6().neighbors().addPermanent(new Ipv6Address(B.upper(), 0x100), MacAddress.BROADCAST))
                .as("one that is there")
                .isTrue();
    }

    private void send(Ipv6Address source, Ipv6Address destination, NdpMessage message, NetworkInterface to) {
        Ipv6Packet packet = new Ipv6Packet(0, 0, 255, source, destination, List.of(), NdpCodec.encode(message));
        liar.port.send(new EthernetFrame(to.mac(), liar.port.mac(), packet));
    }
}
