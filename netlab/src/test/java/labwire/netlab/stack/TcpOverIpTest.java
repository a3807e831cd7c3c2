package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpPackets;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpState;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.QuotedPacket;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What TCP takes of IP and gives to it: addresses, options and ICMP messages. A host at 10.0.0.1 and 10.0.0.9. */
class TcpOverIpTest {
    private static final int SOURCE_QUENCH = 4;
    private static final byte[] UNKNOWN_OPTION = {(byte) 0x9E, 4, 0, 0};

    private final HostAndStation beside = new HostAndStation();
    private final StackLab lab = beside.lab;
    private final IpStack host = beside.host;
    private final NetworkInterface eth0 = beside.eth0;
    private final Station station = beside.station;
    private final List<TcpSocket> accepted = new ArrayList<>();

    @BeforeEach
    void listen() throws TcpException {
        host.tcp().listen(Ipv4Address.ANY, 80, 4, TcpSettings.DEFAULT, socket -> {
            accepted.add(socket);
            return new SilentListener();
        });
    }

    @AfterEach
    void close() {
        beside.close();
    }

    private TcpSocket connect(String local, String remote) throws TcpException {
        return host.tcp().connect(ip(local), 0, ip(remote), 25, TcpSettings.DEFAULT, new SilentListener());
    }

    private static TcpSegment segment(int flags, int sequence, int acknowledgment) {
        return new TcpSegment(
                4000,
                80,
                sequence,
                acknowledgment,
                flags,
                65_535,
                TcpOptions.syn(1460, TcpOptions.ABSENT),
                Bytes.EMPTY);
    }

    private void send(MacAddress to, String source, String destination, byte[] options, TcpSegment segment) {
        beside.send(
                to,
                new Ipv4Packet(0, 1, false, false, 0, 64, ip(source), ip(destination), Bytes.wrap(options), segment));
    }

    private void syn(String source, String destination) {
        send(eth0.mac(), source, destination, new byte[0], segment(TcpSegment.SYN, 0, 0));
    }

    /** The packets of TCP that have come since it was asked last. */
    private List<Ipv4Packet> received() {
        lab.run(Duration.ofMillis(1));
        return beside.received().stream()
                .filter(packet -> packet.payload() instanceof TcpSegment)
                .toList();
    }

    private static TcpSegment segmentOf(Ipv4Packet packet) {
        return (TcpSegment) packet.payload();
    }

    @Test
    void rfc9293Section3p9p1p1AnOpenToABroadcastOrAGroupIsRefused() {
        for (String remote : List.of("255.255.255.255", "10.0.0.255", "224.0.0.5", "0.0.0.0")) {
            assertThatThrownBy(() -> connect("0.0.0.0", remote)).as(remote).isInstanceOf(TcpException.class);
        }
        assertThat(received()).isEmpty();
    }

    @Test
    void rfc9293Section3p9p1p1TheLocalAddressIsThatOfTheWayUnlessOneIsGiven() throws TcpException {
        assertThat(connect("0.0.0.0", "10.0.0.2").localAddress()).isEqualTo(ip("10.0.0.1"));
        assertThat(connect("0.0.0.0", "10.0.1.2").localAddress()).isEqualTo(ip("10.0.1.1"));
        assertThat(connect("10.0.0.9", "10.0.0.2").localAddress()).isEqualTo(ip("10.0.0.9"));
        assertThat(received()).extracting(Ipv4Packet::source).containsExactly(ip("10.0.0.1"), ip("10.0.0.9"));
    }

    @Test
    void rfc9293Section3p9p1p1AllSegmentsHaveTheAddressThatWasAsked() {
        syn("10.0.0.2", "10.0.0.9");
        Ipv4Packet answer = received().get(0);
        assertThat(answer.source()).isEqualTo(ip("10.0.0.9"));
        int next = segmentOf(answer).sequence() + 1;
        send(eth0.mac(), "10.0.0.2", "10.0.0.9", new byte[0], segment(TcpSegment.ACK, 1, next));
        accepted.get(0).close();
        assertThat(received()).hasSize(1).first().extracting(Ipv4Packet::source).isEqualTo(ip("10.0.0.9"));
    }

    @Test
    void rfc9293Section3p9p1p9TheApplicationSetsTheServiceFieldAndMayChangeIt() {
        syn("10.0.0.2", "10.0.0.1");
        int next = segmentOf(received().get(0)).sequence() + 1;
        send(eth0.mac(), "10.0.0.2", "10.0.0.1", new byte[0], segment(TcpSegment.ACK, 1, next));
        TcpSocket socket = accepted.get(0);
        socket.settings(socket.settings().withPackets(TcpPackets.DEFAULT.withTrafficClass(0xB8)));
        socket.write(ByteBuffer.allocate(1));
        assertThat(received()).extracting(Ipv4Packet::typeOfService).containsExactly(0xB8);
        socket.settings(socket.settings().withPackets(TcpPackets.DEFAULT.withTrafficClass(0x23)));
        socket.shutdownOutput();
        assertThat(received())
                .as("but for the bits of RFC 3168, which are TCP's")
                .extracting(Ipv4Packet::typeOfService)
                .containsExactly(0x20);
    }

    @Test
    void rfc7323Section5p7SegmentsAreNotToBeFragmented() throws TcpException {
        syn("10.0.0.2", "10.0.0.1");
        connect("0.0.0.0", "10.0.0.2");
        assertThat(received()).hasSize(2).allMatch(Ipv4Packet::dontFragment);
    }

    @Test
    void rfc9293Section3p9p2TheTimeToLiveCanBeSet() throws TcpException {
        TcpSettings near = TcpSettings.DEFAULT.withPackets(TcpPackets.DEFAULT.withTimeToLive(2));
        host.tcp().connect(ip("0.0.0.0"), 0, ip("10.0.0.2"), 25, near, new SilentListener());
        connect("0.0.0.0", "10.0.0.2");
        assertThat(received()).extracting(Ipv4Packet::timeToLive).containsExactly(2, 64);
    }

    @Test
    void rfc9293Section3p9p2OptionsOfThePacketChangeNothing() {
        byte[] recordRoute = {7, 7, 4, 0, 0, 0, 0, 0};
        send(eth0.mac(), "10.0.0.2", "10.0.0.1", recordRoute, segment(TcpSegment.SYN, 0, 0));
        assertThat(received()).hasSize(1);
        TcpSegment other = new TcpSegment(
                4001, 80, 0, 0, TcpSegment.SYN, 65_535, TcpOptions.syn(1460, TcpOptions.ABSENT), Bytes.EMPTY);
        send(eth0.mac(), "10.0.0.2", "10.0.0.1", UNKNOWN_OPTION, other);
        assertThat(received()).hasSize(1);
    }

    @Test
    void rfc9293Section3p9p2p2SourceQuenchAndSoftErrorsChangeNothing() {
        syn("10.0.0.2", "10.0.0.1");
        Ipv4Packet answer = received().get(0);
        int[][] errors = {{SOURCE_QUENCH, 0}, {3, 0}, {3, 1}, {3, 5}, {11, 0}, {11, 1}, {12, 0}};
        for (int[] error : errors) {
            IcmpMessage message = new IcmpMessage(error[0], error[1], 0, QuotedPacket.quote(answer));
            station.port.send(new EthernetFrame(
                    eth0.mac(), station.port.mac(), new Ipv4Packet(ip("10.0.0.2"), ip("10.0.0.1"), 1, message)));
        }
        lab.run(Duration.ofMillis(1));
        assertThat(received()).isEmpty();
        assertThat(host.icmp().counters().errorsReceived()).isEqualTo(errors.length);
        int next = segmentOf(answer).sequence() + 1;
        send(eth0.mac(), "10.0.0.2", "10.0.0.1", new byte[0], segment(TcpSegment.ACK, 1, next));
        assertThat(accepted).hasSize(1).first().extracting(TcpSocket::state).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void rfc9293Section3p9p2p3ASynFromOrToABroadcastOrAGroupIsDroppedWithoutAWord() {
        for (String source : List.of("255.255.255.255", "10.0.0.255", "224.0.0.1", "0.0.0.0", "127.0.0.1")) {
            syn(source, "10.0.0.1");
        }
        send(MacAddress.BROADCAST, "10.0.0.2", "10.0.0.255", new byte[0], segment(TcpSegment.SYN, 0, 0));
        send(MacAddress.BROADCAST, "10.0.0.2", "255.255.255.255", new byte[0], segment(TcpSegment.SYN, 0, 0));
        syn("10.0.0.2", "10.0.0.255");
        MacAddress allHosts = MacAddress.parse("01:00:5e:00:00:01");
        send(allHosts, "10.0.0.2", "224.0.0.1", new byte[0], segment(TcpSegment.SYN, 0, 0));
        assertThat(received()).isEmpty();
        assertThat(host.tcp().sockets()).isEmpty();
    }

    @Test
    void rfc6864Section4p1PacketsOfAConnectionCountByThemselvesAndOthersHaveNoNumber() throws TcpException {
        syn("10.0.0.2", "10.0.0.1");
        Ipv4Packet answer = received().get(0);
        int next = segmentOf(answer).sequence() + 1;
        send(eth0.mac(), "10.0.0.2", "10.0.0.1", new byte[0], segment(TcpSegment.ACK, 1, next));
        TcpSocket socket = accepted.get(0);
        List<Ipv4Packet> data = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // In between, others of the host and of the connection's ends.
            connect("0.0.0.0", "10.0.0.2");
            host.icmp().ping(ip("10.0.0.2"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
            socket.write(ByteBuffer.allocate(3000));
            next += 3000;
            received().stream()
                    .filter(packet -> segmentOf(packet).sourcePort() == 80)
                    .forEach(data::add);
            send(eth0.mac(), "10.0.0.2", "10.0.0.1", new byte[0], segment(TcpSegment.ACK, 1, next));
        }
        send(eth0.mac(), "10.0.0.2", "10.0.0.9", new byte[0], segment(TcpSegment.ACK, 7, 7));
        List<Ipv4Packet> all = new ArrayList<>(data);
        all.addAll(received());

        assertThat(all).allMatch(Ipv4Packet::dontFragment);
        assertThat(answer.identification()).as("of the answer to a SYN").isZero();
        int number = data.get(0).identification();
        for (Ipv4Packet packet : data) {
            assertThat(packet.identification()).isEqualTo(number & 0xFFFF);
            number += packet.wireCount();
        }
        assertThat(number - data.get(0).identification()).isEqualTo(9);
        assertThat(all.get(all.size() - 1)).satisfies(reset -> {
            assertThat(segmentOf(reset).has(TcpSegment.RST)).isTrue();
            assertThat(reset.identification()).as("of a reset of no connection").isZero();
        });
    }
}
