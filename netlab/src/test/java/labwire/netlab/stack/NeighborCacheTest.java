package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.link.Cable;
import labwire.netlab.link.Port;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.ArpPacket.Operation;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host at 10.0.0.1 and a bare station that answers only what the test makes it answer. */
class NeighborCacheTest {
    private static final Ipv4Address STATION = ip("10.0.0.2");

    private final StackLab lab = new StackLab();
    private IpStack host;
    private NetworkInterface eth0;
    private Station station;
    private Cable cable;

    @BeforeEach
    void cable() {
        host = lab.host("A");
        eth0 = lab.attach(host, "10.0.0.1/24");
        Port port = lab.port("station", "eth0");
        station = new Station(port);
        cable = lab.join(StackLab.portOf(eth0), port);
        lab.run(Duration.ofMillis(1));
        station.received.clear();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private List<ArpPacket> arpReceived() {
        List<ArpPacket> packets = new ArrayList<>();
        for (EthernetFrame frame : station.received) {
            if (frame.payload() instanceof ArpPacket packet) {
                packets.add(packet);
            }
        }
        return packets;
    }

    private void send(ArpPacket packet) {
        station.port.send(new EthernetFrame(MacAddress.BROADCAST, station.port.mac(), packet));
        lab.run(Duration.ofMillis(1));
    }

    private void reply() {
        send(new ArpPacket(Operation.REPLY, station.port.mac(), STATION, eth0.mac(), ip("10.0.0.1")));
    }

    private void request(Ipv4Address sender, MacAddress mac, String target) {
        send(new ArpPacket(Operation.REQUEST, mac, sender, ArpPacket.UNKNOWN_MAC, ip(target)));
    }

    private UdpSocket socket() throws UdpException {
        return host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
    }

    private static Bytes payload(int number) {
        return Bytes.wrap(new byte[] {(byte) number});
    }

    private List<Integer> payloadsReceived() {
        List<Integer> numbers = new ArrayList<>();
        for (EthernetFrame frame : station.received) {
            if (frame.payload() instanceof Ipv4Packet packet && packet.payload() instanceof UdpDatagram datagram) {
                numbers.add((int) datagram.payload().get(0));
            }
        }
        return numbers;
    }

    @Test
    void asksThreeTimesASecondApartThenGivesUp() throws UdpException {
        socket().send(STATION, 9, payload(1));
        lab.run(Duration.ofMillis(10));

        assertThat(arpReceived())
                .containsExactly(
                        new ArpPacket(Operation.REQUEST, eth0.mac(), ip("10.0.0.1"), ArpPacket.UNKNOWN_MAC, STATION));
        assertThat(station.received.get(0).destination()).isEqualTo(MacAddress.BROADCAST);
        lab.run(Duration.ofSeconds(1));
        assertThat(arpReceived()).hasSize(2);
        lab.run(Duration.ofSeconds(1));
        assertThat(arpReceived()).hasSize(3);
        assertThat(eth0.neighbors().find(STATION))
                .get()
                .extracting(Neighbor::state)
                .isEqualTo(NeighborState.INCOMPLETE);
        lab.run(Duration.ofSeconds(1));
        assertThat(arpReceived()).hasSize(3);
        assertThat(eth0.neighbors().find(STATION))
                .get()
                .extracting(Neighbor::state)
                .isEqualTo(NeighborState.FAILED);
        assertThat(host.counters().get(IpCounter.NEIGHBOR_UNREACHABLE)).isEqualTo(1);
    }

    @Test
    void silenceIsToldToTheSocketAndThenAskedForAgain() throws UdpException {
        List<String> errors = new ArrayList<>();
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, new ErrorLog(errors));
        socket.send(STATION, 9, payload(1));
        lab.run(Duration.ofMillis(3100));
        assertThat(errors).containsExactly("type 3 code 1 from 10.0.0.1 about 10.0.0.2:9");

        socket.send(STATION, 9, payload(2));
        lab.run(Duration.ofMillis(100));
        assertThat(errors).hasSize(2);
        assertThat(arpReceived()).hasSize(3);

        lab.run(Duration.ofSeconds(1));
        socket.send(STATION, 9, payload(3));
        lab.run(Duration.ofMillis(100));
        assertThat(arpReceived()).hasSize(4);
        reply();
        assertThat(payloadsReceived()).containsExactly(3);
    }

    @Test
    void waitingPacketsGoOutInOrderAndTheOldestOfTooManyAreLost() throws UdpException {
        UdpSocket socket = socket();
        int tooMany = Neighbor.MAX_PENDING_PACKETS + 3;
        for (int i = 0; i < tooMany; i++) {
            socket.send(STATION, 9, payload(i));
        }
        lab.run(Duration.ofMillis(10));
        assertThat(arpReceived()).hasSize(1);
        assertThat(payloadsReceived()).isEmpty();

        reply();
        List<Integer> expected = new ArrayList<>();
        for (int i = 3; i < tooMany; i++) {
            expected.add(i);
        }
        assertThat(payloadsReceived()).isEqualTo(expected);
        assertThat(host.counters().get(IpCounter.NEIGHBOR_QUEUE_FULL)).isEqualTo(3);
    }

    @Test
    void anOldNeighbourInUseIsAskedDirectlyAndUsedMeanwhile() throws UdpException {
        UdpSocket socket = socket();
        socket.send(STATION, 9, payload(1));
        lab.run(Duration.ofMillis(1));
        reply();
        station.received.clear();

        lab.run(Duration.ofSeconds(61));
        assertThat(station.received).isEmpty();
        socket.send(STATION, 9, payload(2));
        lab.run(Duration.ofMillis(1));
        assertThat(payloadsReceived()).containsExactly(2);
        assertThat(arpReceived()).hasSize(1);
        assertThat(station.received.get(0).destination()).isEqualTo(station.port.mac());
        reply();
        assertThat(eth0.neighbors().find(STATION))
                .get()
                .extracting(Neighbor::state)
                .isEqualTo(NeighborState.REACHABLE);
    }

    @Test
    void anOldNeighbourThatLeftIsLookedForAmongAllThenRefused() throws UdpException {
        UdpSocket socket = socket();
        socket.send(STATION, 9, payload(1));
        lab.run(Duration.ofMillis(1));
        reply();
        lab.run(Duration.ofSeconds(61));
        station.received.clear();

        socket.send(STATION, 9, payload(2));
        lab.run(Duration.ofSeconds(7));
        List<MacAddress> asked = new ArrayList<>();
        for (EthernetFrame frame : station.received) {
            if (frame.payload() instanceof ArpPacket) {
                asked.add(frame.destination());
            }
        }
        MacAddress direct = station.port.mac();
        MacAddress all = MacAddress.BROADCAST;
        assertThat(asked).containsExactly(direct, direct, direct, all, all, all);
        lab.run(Duration.ofSeconds(1));
        assertThat(eth0.neighbors().neighbors()).isEmpty();
    }

    @Test
    void answersForItsAddressAloneAndLearnsWhoAsked() {
        request(STATION, station.port.mac(), "10.0.0.77");
        assertThat(station.received).isEmpty();
        assertThat(eth0.neighbors().neighbors()).isEmpty();

        request(STATION, station.port.mac(), "10.0.0.1");
        assertThat(arpReceived())
                .containsExactly(
                        new ArpPacket(Operation.REPLY, eth0.mac(), ip("10.0.0.1"), station.port.mac(), STATION));
        assertThat(eth0.neighbors().find(STATION))
                .get()
                .extracting(Neighbor::mac)
                .isEqualTo(Optional.of(station.port.mac()));
    }

    @Test
    void aGatewayOutsideTheNetworkIsFoundWhenAskedForAndNotElse() throws UdpException {
        Ipv4Address gateway = ip("172.16.0.1");
        ArpPacket answer = new ArpPacket(Operation.REPLY, station.port.mac(), gateway, eth0.mac(), ip("10.0.0.1"));
        send(answer);
        assertThat(eth0.neighbors().neighbors()).isEmpty();

        host.routes().add(new Route(StackLab.prefix("0.0.0.0/0"), gateway, eth0, 1, 0, RouteOrigin.STATIC));
        socket().send(ip("8.8.8.8"), 9, payload(5));
        lab.run(Duration.ofMillis(1));
        send(answer);
        assertThat(payloadsReceived()).containsExactly(5);
    }

    @Test
    void aProbeForTheAddressIsAnsweredButNotLearned() {
        request(Ipv4Address.ANY, station.port.mac(), "10.0.0.1");

        assertThat(arpReceived()).hasSize(1);
        assertThat(eth0.neighbors().neighbors()).isEmpty();
    }

    @Test
    void announcesItsAddressWhenTheLinkComesUpAndWhenItIsAdded() {
        cable.cut();
        cable.restore();
        eth0.addAddress(ip("10.0.0.5"), 24);
        lab.run(Duration.ofMillis(1));

        assertThat(arpReceived())
                .extracting(packet -> packet.senderAddress() + " " + packet.targetAddress())
                .containsExactly("10.0.0.1 10.0.0.1", "10.0.0.5 10.0.0.5");
    }

    @Test
    void anotherStationWithOurAddressIsCountedAndAnsweredAndNotLearned() {
        request(ip("10.0.0.1"), station.port.mac(), "10.0.0.1");

        assertThat(host.counters().get(IpCounter.ARP_DUPLICATE_ADDRESS)).isEqualTo(1);
        assertThat(eth0.neighbors().neighbors()).isEmpty();
        assertThat(arpReceived()).hasSize(1);
    }

    @Test
    void anAnnouncementMovesAKnownNeighbour() {
        request(STATION, station.port.mac(), "10.0.0.1");
        MacAddress moved = MacAddress.parse("52:54:00:00:99:99");
        request(STATION, moved, STATION.toString());

        assertThat(eth0.neighbors().find(STATION).orElseThrow().mac()).contains(moved);
    }

    @Test
    void aFloodOfStationsFillsTheTableToItsLimitAndNoUsedNeighbourIsLost() throws UdpException {
        eth0.addAddress(ip("10.1.0.1"), 16);
        request(STATION, station.port.mac(), "10.0.0.1");
        socket().send(STATION, 9, payload(1));
        for (int i = 0; i < 3 * NeighborCache.MAX_NEIGHBORS; i++) {
            Ipv4Address sender = new Ipv4Address(ip("10.1.1.0").value() + i + 1);
            request(sender, new MacAddress(0x0200_0000_0000L + i), "10.1.0.1");
        }

        assertThat(eth0.neighbors().neighbors()).hasSize(NeighborCache.MAX_NEIGHBORS);
        assertThat(eth0.neighbors().find(STATION)).isPresent();
        assertThat(host.counters().get(IpCounter.NEIGHBOR_EVICTED)).isGreaterThan(2L * NeighborCache.MAX_NEIGHBORS - 3);
    }

    @Test
    void aScanOfSilentAddressesIsBoundedToo() throws UdpException {
        eth0.addAddress(ip("10.1.0.1"), 16);
        UdpSocket socket = socket();
        for (int i = 0; i < 3 * NeighborCache.MAX_NEIGHBORS; i++) {
            socket.send(new Ipv4Address(ip("10.1.1.0").value() + i + 1), 9, payload(1));
        }
        assertThat(eth0.neighbors().neighbors()).hasSize(NeighborCache.MAX_NEIGHBORS);

        lab.run(Duration.ofSeconds(10));
        assertThat(eth0.neighbors().neighbors()).isEmpty();
        assertThat(host.counters().get(IpCounter.NEIGHBOR_UNREACHABLE)).isEqualTo(3L * NeighborCache.MAX_NEIGHBORS);
    }

    @Test
    void aPermanentNeighbourNeedsNoArpAndOutlivesTheLink() throws UdpException {
        eth0.neighbors().addPermanent(STATION, station.port.mac());
        UdpSocket socket = socket();
        socket.send(STATION, 9, payload(1));
        lab.run(Duration.ofHours(1));
        cable.cut();
        cable.restore();
        socket.send(STATION, 9, payload(2));
        lab.run(Duration.ofMillis(1));

        assertThat(payloadsReceived()).containsExactly(1, 2);
        assertThat(arpReceived()).extracting(ArpPacket::targetAddress).containsExactly(ip("10.0.0.1"));
    }

    @Test
    void neighboursAreForgottenWithTheLink() {
        request(STATION, station.port.mac(), "10.0.0.1");
        cable.cut();

        assertThat(eth0.neighbors().neighbors()).isEmpty();
        assertThat(lab.ping(host, "10.0.0.2", PingSettings.DEFAULT.withCount(1)))
                .containsExactly("1: no route");
    }
}
