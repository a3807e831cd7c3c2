package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.link.Port;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.ArpPacket.Operation;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.QuotedPacket;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import labwire.netlab.wire.UnknownPayload;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router at 10.0.0.1 and 10.0.1.1, and a bare station beside it that breaks the rules. */
class HostileFramesTest {
    private final StackLab lab = new StackLab();
    private IpStack router;
    private NetworkInterface eth0;
    private Station station;
    private final List<IpAddress> delivered = new ArrayList<>();

    @BeforeEach
    void cable() throws UdpException {
        router = lab.router("R");
        eth0 = lab.attach(router, "10.0.0.1/24");
        Port port = lab.port("station", "eth0");
        station = new Station(port);
        lab.join(StackLab.portOf(eth0), port);
        lab.join(lab.attach(router, "10.0.1.1/24"), lab.attach(lab.host("B"), "10.0.1.2/24"));
        router.udp().bind(Ipv4Address.ANY, 7, (source, sourcePort, destination, payload) -> delivered.add(source));
        eth0.neighbors().addPermanent(ip("10.0.0.2"), port.mac());
        lab.run(Duration.ofMillis(1));
        station.received.clear();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Ipv4Packet packet(String source, String destination, IpPayload payload) {
        return new Ipv4Packet(ip(source), ip(destination), 1, payload);
    }

    private static Ipv4Packet udp(String source, String destination) {
        return packet(source, destination, new UdpDatagram(1000, 7, Bytes.EMPTY));
    }

    private void send(MacAddress destination, MacAddress source, FramePayload payload) {
        send(new EthernetFrame(destination, source, payload));
    }

    private void send(EthernetFrame frame) {
        station.port.send(frame);
        lab.run(Duration.ofMillis(1));
    }

    private void send(FramePayload payload) {
        send(eth0.mac(), station.port.mac(), payload);
    }

    private void expectOnly(IpCounter counter, int count) {
        assertThat(router.counters().get(counter)).as(counter.name()).isEqualTo(count);
        assertThat(delivered).isEmpty();
        assertThat(station.received).isEmpty();
        assertThat(router.counters().get(IpCounter.FORWARDED)).isZero();
    }

    @Test
    void aGoodDatagramIsDelivered() {
        send(udp("10.0.0.2", "10.0.0.1"));

        assertThat(delivered).containsExactly(ip("10.0.0.2"));
    }

    @Test
    void framesForOthersOrFromGroupsOrFromOurselvesAreDropped() {
        MacAddress other = MacAddress.parse("52:54:00:aa:bb:cc");
        send(other, station.port.mac(), udp("10.0.0.2", "10.0.0.1"));
        expectOnly(IpCounter.FRAME_FOR_OTHERS, 1);
        send(eth0.mac(), MacAddress.BROADCAST, udp("10.0.0.2", "10.0.0.1"));
        send(eth0.mac(), eth0.mac(), udp("10.0.0.2", "10.0.0.1"));
        expectOnly(IpCounter.FRAME_BAD_SOURCE, 2);
    }

    @Test
    void taggedFramesAndUnknownProtocolsAreDropped() {
        FramePayload payload = udp("10.0.0.2", "10.0.0.1");
        send(new EthernetFrame(eth0.mac(), station.port.mac(), List.of(VlanTag.of(10)), payload));
        expectOnly(IpCounter.FRAME_TAGGED, 1);
        send(new UnknownPayload(0x86DD, Bytes.wrap(new byte[40])));
        expectOnly(IpCounter.FRAME_UNKNOWN_PROTOCOL, 1);
        send(new EthernetFrame(eth0.mac(), station.port.mac(), List.of(VlanTag.of(0)), payload));
        assertThat(delivered).hasSize(1);
    }

    @Test
    void impossibleSourcesAreDropped() {
        String[] sources = {
            "127.0.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "10.0.0.1",
            "10.0.1.1",
            "10.0.0.255"
        };
        for (String source : sources) {
            send(udp(source, "10.0.0.1"));
        }

        expectOnly(IpCounter.MARTIAN_SOURCE, sources.length);
    }

    @Test
    void impossibleDestinationsAreDropped() {
        String[] destinations = {"127.0.0.1", "0.0.0.0", "0.9.9.9", "240.0.0.1"};
        for (String destination : destinations) {
            send(udp("10.0.0.2", destination));
        }
        expectOnly(IpCounter.MARTIAN_DESTINATION, destinations.length);
        send(udp("10.0.0.2", "224.0.0.251"));
        expectOnly(IpCounter.NOT_IN_GROUP, 1);
    }

    @Test
    void aBroadcastFrameWithAPacketToOneHostIsNeitherDeliveredNorForwarded() {
        send(MacAddress.BROADCAST, station.port.mac(), udp("10.0.0.2", "10.0.0.1"));
        send(MacAddress.BROADCAST, station.port.mac(), udp("10.0.0.2", "10.0.1.2"));

        expectOnly(IpCounter.UNICAST_IN_GROUP_FRAME, 2);
    }

    @Test
    void damagedPayloadsAreDropped() {
        send(packet("10.0.0.2", "10.0.0.1", new UdpDatagram(1000, 7, Bytes.EMPTY, false)));
        send(packet("10.0.0.2", "10.0.0.1", new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY, false)));

        expectOnly(IpCounter.BAD_CHECKSUM, 2);
    }

    @Test
    void sourceRoutedPacketsAreDroppedAndOtherOptionsAreNot() {
        byte[] loose = {1, (byte) 131, 7, 4, 10, 0, 1, 2};
        byte[] recordRoute = {7, 7, 4, 0, 0, 0, 0, 0};
        byte[] senseless = {(byte) 68, 0, 0, 0, 0, 0, 0, 0};
        send(withOptions(loose));
        expectOnly(IpCounter.SOURCE_ROUTED, 1);
        send(withOptions(recordRoute));
        assertThat(delivered).hasSize(1);
        send(withOptions(senseless));
        assertThat(router.counters().get(IpCounter.BAD_OPTIONS)).isEqualTo(1);
        assertThat(delivered).hasSize(1);
    }

    private static Ipv4Packet withOptions(byte[] options) {
        return new Ipv4Packet(
                0,
                1,
                false,
                false,
                0,
                64,
                ip("10.0.0.2"),
                ip("10.0.0.1"),
                Bytes.wrap(options),
                new UdpDatagram(1000, 7, Bytes.EMPTY));
    }

    @Test
    void errorsAreNeverAnsweredWithErrors() {
        Ipv4Packet lost = udp("10.0.0.1", "10.0.0.2");
        IcmpMessage error = new IcmpMessage(
                IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.CODE_PORT_UNREACHABLE, 0, QuotedPacket.quote(lost));
        send(packet("10.0.0.2", "172.16.0.1", error));
        assertThat(router.counters().get(IpCounter.NO_ROUTE)).isEqualTo(1);
        send(packet("10.0.0.2", "172.16.0.1", new UnknownIpPayload(IpPayload.PROTOCOL_ICMP, Bytes.wrap(new byte[8]))));
        assertThat(router.icmp().counters().errorsSent()).isZero();

        send(udp("10.0.0.2", "172.16.0.1"));
        assertThat(router.icmp().counters().errorsSent()).isEqualTo(1);
        assertThat(station.received).hasSize(1);
    }

    @Test
    void laterFragmentsAreNeverAnsweredWithErrors() {
        send(new Ipv4Packet(
                0,
                1,
                false,
                false,
                5,
                64,
                ip("10.0.0.2"),
                ip("172.16.0.1"),
                Bytes.EMPTY,
                new UnknownIpPayload(17, Bytes.wrap(new byte[8]))));

        assertThat(router.icmp().counters().errorsSent()).isZero();
    }

    @Test
    void errorsAreRateLimited() {
        for (int i = 0; i < 500; i++) {
            station.port.send(new EthernetFrame(eth0.mac(), station.port.mac(), udp("10.0.0.2", "172.16.0.1")));
        }
        lab.run(Duration.ofMillis(1));
        assertThat(router.icmp().counters().errorsSent()).isEqualTo(50);
        assertThat(router.icmp().counters().errorsRateLimited()).isEqualTo(450);

        lab.run(Duration.ofSeconds(1));
        send(udp("10.0.0.2", "172.16.0.1"));
        assertThat(router.icmp().counters().errorsSent()).isEqualTo(51);
    }

    @Test
    void unknownProtocolsAreAnswered() {
        send(packet("10.0.0.2", "10.0.0.1", new UnknownIpPayload(99, Bytes.wrap(new byte[20]))));

        assertThat(station.received).hasSize(1);
        assertThat(station.received.get(0).payload())
                .isInstanceOfSatisfying(
                        Ipv4Packet.class,
                        answer -> assertThat(answer.payload()).isInstanceOfSatisfying(IcmpMessage.class, error -> {
                            assertThat(error.type()).isEqualTo(IcmpMessage.DESTINATION_UNREACHABLE);
                            assertThat(error.code()).isEqualTo(IcmpMessage.CODE_PROTOCOL_UNREACHABLE);
                        }));
    }

    @Test
    void forgedErrorsAboutNothingOfOursAreIgnored() {
        Bytes notOurs = QuotedPacket.quote(udp("10.0.0.77", "10.0.0.2"));
        send(packet("10.0.0.2", "10.0.0.1", new IcmpMessage(3, 3, 0, notOurs)));
        send(packet("10.0.0.2", "10.0.0.1", new IcmpMessage(3, 3, 0, Bytes.EMPTY)));
        send(packet("10.0.0.2", "10.0.0.1", new IcmpMessage(0, 0, 77, Bytes.EMPTY)));
        send(packet("10.0.0.2", "10.0.0.1", new IcmpMessage(200, 9, 77, Bytes.EMPTY)));

        assertThat(router.icmp().counters().ignored()).isEqualTo(4);
    }

    @Test
    void arpFromImpossibleStationsIsIgnored() {
        MacAddress group = MacAddress.parse("01:00:5e:00:00:01");
        send(new ArpPacket(Operation.REQUEST, group, ip("10.0.0.9"), ArpPacket.UNKNOWN_MAC, ip("10.0.0.1")));
        send(new ArpPacket(
                Operation.REQUEST, station.port.mac(), ip("172.16.0.9"), ArpPacket.UNKNOWN_MAC, ip("10.0.0.1")));
        send(new ArpPacket(
                Operation.REQUEST, station.port.mac(), ip("10.0.0.255"), ArpPacket.UNKNOWN_MAC, ip("10.0.0.1")));

        expectOnly(IpCounter.ARP_IGNORED, 3);
    }

    @Test
    void theLoopbackAddressNeverLeavesTheHost() throws UdpException {
        router.udp()
                .bind(Ipv4Address.LOOPBACK, 0, (source, port, destination, payload) -> {})
                .send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));

        expectOnly(IpCounter.MARTIAN_SOURCE, 1);
    }

    @Test
    void aHostForwardsNothing() {
        router.setForwarding(false);
        send(udp("10.0.0.2", "10.0.1.2"));

        expectOnly(IpCounter.NOT_FOR_US, 1);
    }

    @Test
    void randomFramesNeverThrow() {
        SplittableRandom random = new SplittableRandom(3);
        List<byte[]> seeds = new ArrayList<>();
        for (FramePayload payload : List.of(
                udp("10.0.0.2", "10.0.0.1"),
                udp("10.0.0.2", "10.0.1.2"),
                withOptions(new byte[] {7, 7, 4, 0, 0, 0, 0, 0}),
                packet("10.0.0.2", "10.0.0.1", new IcmpMessage(8, 0, 1, Bytes.wrap(new byte[30]))),
                packet(
                        "10.0.0.2",
                        "10.0.0.1",
                        new IcmpMessage(3, 3, 0, QuotedPacket.quote(udp("10.0.0.1", "1.1.1.1")))),
                new ArpPacket(
                        Operation.REQUEST,
                        station.port.mac(),
                        ip("10.0.0.9"),
                        ArpPacket.UNKNOWN_MAC,
                        ip("10.0.0.1")))) {
            seeds.add(FrameEncoder.encode(new EthernetFrame(eth0.mac(), station.port.mac(), payload)));
        }
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (bytes[12] == 8 && bytes[13] == 0 && bytes.length >= 34) {
                mendHeaderChecksum(bytes);
            }
            if (FrameDecoder.decode(Bytes.wrap(bytes)) instanceof Decoded.Frame frame) {
                decoded++;
                station.port.send(frame.frame());
                lab.run(Duration.ofMillis(1));
            }
        }

        assertThat(decoded).isGreaterThan(50_000);
        assertThat(router.counters().get(IpCounter.RECEIVED)).isGreaterThan(10_000);
        assertThat(eth0.neighbors().neighbors().size()).isLessThanOrEqualTo(NeighborCache.MAX_NEIGHBORS);
    }

    /** So that changes reach beyond the decoder. */
    private static void mendHeaderChecksum(byte[] bytes) {
        int length = Math.min((bytes[14] & 0xF) * 4, bytes.length - 14) & ~1;
        bytes[24] = 0;
        bytes[25] = 0;
        int sum = 0;
        for (int i = 14; i < 14 + length; i += 2) {
            sum += (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        bytes[24] = (byte) (~sum >> 8);
        bytes[25] = (byte) ~sum;
    }
}
