package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSendResult;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.QuotedPacket;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 1122's internet layer and UDP, on a host at 10.0.0.1 and 10.0.0.9 with a bare station beside it. */
class HostRequirementsTest {
    private static final MacAddress ALL_HOSTS = MacAddress.parse("01:00:5e:00:00:01");

    /** With room for one address, and an end. */
    private static final Bytes RECORD_ROUTE = Bytes.wrap(new byte[] {7, 7, 4, 0, 0, 0, 0, 0});

    private final HostAndStation beside = new HostAndStation();
    private final StackLab lab = beside.lab;
    private final IpStack host = beside.host;
    private final NetworkInterface eth0 = beside.eth0;
    private final Station station = beside.station;
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void bind() throws UdpException {
        host.udp()
                .bind(
                        Ipv4Address.ANY,
                        7,
                        (source, port, destination, payload) -> delivered.add(source + " > " + destination));
    }

    @AfterEach
    void close() {
        beside.close();
    }

    private static Ipv4Packet packet(int timeToLive, String destination, IpPayload payload) {
        return new Ipv4Packet(0, 1, false, false, 0, timeToLive, ip("10.0.0.2"), ip(destination), Bytes.EMPTY, payload);
    }

    private void send(MacAddress to, Ipv4Packet packet) {
        beside.send(to, packet);
    }

    private static UdpDatagram toPort(int port) {
        return new UdpDatagram(1000, port, Bytes.EMPTY);
    }

    private List<Ipv4Packet> received() {
        return beside.received();
    }

    private static IcmpMessage messageOf(Ipv4Packet packet) {
        return (IcmpMessage) packet.payload();
    }

    @Test
    void rfc1122Section3p1AStackForwardsNothingUntilItIsTold() {
        send(eth0.mac(), packet(64, "10.0.1.2", toPort(7)));
        assertThat(host.counters().get(IpCounter.NOT_FOR_US)).isEqualTo(1);
        host.setForwarding(true);
        send(eth0.mac(), packet(64, "10.0.1.2", toPort(7)));
        assertThat(host.counters().get(IpCounter.FORWARDED)).isEqualTo(1);
    }

    @Test
    void rfc1122Section3p2p1p7WhatArrivesIsTakenHoweverShortItsTimeToLive() {
        send(eth0.mac(), packet(1, "10.0.0.1", toPort(7)));
        send(eth0.mac(), packet(0, "10.0.0.1", toPort(7)));
        assertThat(delivered).hasSize(2);
    }

    @Test
    void rfc1122Section3p2p1p7NothingIsSentWithoutATimeToLive() throws UdpException {
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        assertThatThrownBy(() -> socket.timeToLive(0)).hasMessageContaining("expected: 1-255");
        host.setForwarding(true);
        send(eth0.mac(), packet(1, "10.0.1.2", toPort(7)));
        send(eth0.mac(), packet(0, "10.0.1.2", toPort(7)));
        assertThat(host.counters().get(IpCounter.FORWARDED)).isZero();
        assertThat(host.counters().get(IpCounter.TTL_EXCEEDED)).isEqualTo(2);
    }

    @Test
    void rfc1122Section3p2p2NoErrorIsSentAboutWhatCameToMany() {
        send(MacAddress.BROADCAST, packet(64, "10.0.0.255", toPort(9)));
        send(MacAddress.BROADCAST, packet(64, "255.255.255.255", toPort(9)));
        send(MacAddress.BROADCAST, packet(64, "10.0.0.1", toPort(9)));
        send(ALL_HOSTS, packet(64, "224.0.0.1", toPort(9)));
        assertThat(received()).isEmpty();
        assertThat(host.icmp().counters().errorsSent()).isZero();
        send(eth0.mac(), packet(64, "10.0.0.1", toPort(9)));
        assertThat(received()).hasSize(1);
    }

    @Test
    void rfc1122Section3p2p2AnErrorQuotesWhatItIsAbout() {
        Ipv4Packet about = packet(64, "10.0.0.9", new UdpDatagram(1000, 9, Bytes.wrap(new byte[] {1, 2, 3, 4})));
        send(eth0.mac(), about);
        Ipv4Packet error = received().get(0);
        assertThat(error.source()).isEqualTo(ip("10.0.0.9"));
        QuotedPacket quoted = QuotedPacket.decode(messageOf(error).body()).orElseThrow();
        assertThat(quoted.source()).isEqualTo(about.source());
        assertThat(quoted.destination()).isEqualTo(about.destination());
        assertThat(messageOf(error).body()).isEqualTo(QuotedPacket.quote(about));
    }

    @Test
    void rfc1122Section3p2p2AMessageOfAnUnknownTypeIsDropped() {
        send(eth0.mac(), packet(64, "10.0.0.1", new IcmpMessage(99, 0, 0, Bytes.EMPTY)));
        assertThat(received()).isEmpty();
        assertThat(host.icmp().counters().ignored()).isEqualTo(1);
    }

    @Test
    void rfc1122Section3p2p2p6AnEchoIsAnsweredFromTheAddressThatWasAskedWithTheSameData() {
        Bytes data = Bytes.wrap(new byte[] {5, 4, 3, 2, 1});
        send(eth0.mac(), packet(64, "10.0.0.9", new IcmpMessage(IcmpMessage.ECHO_REQUEST, 9, 0x12340007, data)));
        Ipv4Packet reply = received().get(0);
        assertThat(reply.source()).isEqualTo(ip("10.0.0.9"));
        assertThat(messageOf(reply).type()).isEqualTo(IcmpMessage.ECHO_REPLY);
        assertThat(messageOf(reply).code()).as("as Linux: that of the request").isEqualTo(9);
        assertThat(messageOf(reply).rest()).isEqualTo(0x12340007);
        assertThat(messageOf(reply).body()).isEqualTo(data);
    }

    @Test
    void rfc1122Section3p2p2p6AnEchoToManyIsNotAnswered() {
        IcmpMessage request = new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY);
        send(MacAddress.BROADCAST, packet(64, "10.0.0.255", request));
        send(ALL_HOSTS, packet(64, "224.0.0.1", request));
        assertThat(received()).isEmpty();
    }

    @Test
    void rfc1122Section3p3p6EveryBroadcastIsTakenInAndABroadcastFrameCarriesNothingElse() throws UdpException {
        send(MacAddress.BROADCAST, packet(64, "10.0.0.255", toPort(7)));
        send(MacAddress.BROADCAST, packet(64, "255.255.255.255", toPort(7)));
        assertThat(delivered).hasSize(2);
        send(MacAddress.BROADCAST, packet(64, "10.0.0.1", toPort(7)));
        assertThat(delivered).hasSize(2);
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        socket.send(ip("10.0.0.255"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));
        assertThat(station.received).extracting(EthernetFrame::destination).containsExactly(MacAddress.BROADCAST);
    }

    @Test
    void rfc1122Section4p1p3p5TheApplicationHearsWhichAddressWasAsked() {
        send(eth0.mac(), packet(64, "10.0.0.9", toPort(7)));
        assertThat(delivered).containsExactly("10.0.0.2 > 10.0.0.9");
    }

    @Test
    void rfc1122Section4p1p3p5TheApplicationMayChooseWhichAddressItSendsFrom() throws UdpException {
        UdpSocket chosen = host.udp().bind(ip("10.0.0.9"), 0, (source, port, destination, payload) -> {});
        chosen.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        UdpSocket any = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        any.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));
        assertThat(received()).extracting(Ipv4Packet::source).containsExactly(ip("10.0.0.9"), ip("10.0.0.1"));
    }

    @Test
    void rfc1122Section4p1p4TheApplicationSetsTheTimeToLive() throws UdpException {
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        socket.timeToLive(3);
        socket.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));
        assertThat(received()).extracting(Ipv4Packet::timeToLive).containsExactly(3);
    }

    @Test
    void rfc1122Section4p1p4TheApplicationSetsTheTypeOfService() throws UdpException {
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        socket.trafficClass(0xB8);
        socket.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));
        assertThat(received()).extracting(Ipv4Packet::typeOfService).containsExactly(0xB8);
        assertThatThrownBy(() -> socket.trafficClass(256)).hasMessageContaining("expected: 0-255");
    }

    @Test
    void rfc1122Section4p1p3p2TheApplicationSendsOptions() throws UdpException {
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        socket.options(RECORD_ROUTE);
        socket.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(1));
        assertThat(received())
                .extracting(Ipv4Packet::options)
                .as("with this host's mark")
                .containsExactly(Bytes.wrap(new byte[] {7, 7, 8, 10, 0, 0, 1, 0}));
        assertThat(socket.send(ip("10.0.0.2"), 9, Bytes.wrap(new byte[UdpSocket.MAX_PAYLOAD])))
                .isEqualTo(UdpSendResult.TOO_LONG);
        assertThatThrownBy(() -> socket.options(Bytes.wrap(new byte[3])))
                .hasMessageContaining("3 bytes (expected: 0-40, a multiple of 4)");
    }

    @Test
    void rfc1122Section4p1p3p2TheApplicationSeesOptions() throws UdpException {
        List<Bytes> seen = new ArrayList<>();
        host.udp().bind(Ipv4Address.ANY, 9, new UdpReceiver() {
            @Override
            public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {}

            @Override
            public void receivedWith(
                    Bytes options,
                    int interfaceIndex,
                    IpAddress source,
                    int sourcePort,
                    IpAddress destination,
                    Bytes payload) {
                seen.add(options);
            }
        });
        Ipv4Packet packet = new Ipv4Packet(ip("10.0.0.2"), ip("10.0.0.1"), 1, toPort(9));
        send(eth0.mac(), packet.withOptions(RECORD_ROUTE));
        send(eth0.mac(), packet);
        assertThat(seen).containsExactly(RECORD_ROUTE, Bytes.EMPTY);
    }

    private void redirect(String gateway, String better) {
        Ipv4Packet about = new Ipv4Packet(ip("10.0.0.1"), ip("172.16.0.1"), 1, toPort(9));
        IcmpMessage message =
                new IcmpMessage(IcmpMessage.REDIRECT, 0, ip(better).value(), QuotedPacket.quote(about));
        send(eth0.mac(), new Ipv4Packet(ip(gateway), ip("10.0.0.1"), 1, message));
    }

    /** The station that the next packet to 172.16.0.1 goes to. */
    private MacAddress wayOut() {
        station.received.clear();
        host.icmp().ping(ip("172.16.0.1"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        lab.run(Duration.ofMillis(1));
        return station.received.get(station.received.size() - 1).destination();
    }

    @Test
    void rfc1122Section3p2p2p2AHostFollowsTheRedirectsOfItsGateway() {
        MacAddress nearer = MacAddress.parse("52:54:00:00:77:77");
        StackLab.route(host, "0.0.0.0/0", "10.0.0.2");
        eth0.neighbors().addPermanent(ip("10.0.0.3"), nearer);
        assertThat(wayOut()).isEqualTo(station.port.mac());
        redirect("10.0.0.4", "10.0.0.3");
        assertThat(wayOut()).as("told by another than the gateway").isEqualTo(station.port.mac());
        redirect("10.0.0.2", "192.0.2.1");
        assertThat(wayOut()).as("to no neighbour").isEqualTo(station.port.mac());
        redirect("10.0.0.2", "10.0.0.3");
        assertThat(wayOut()).isEqualTo(nearer);
        StackLab.route(host, "172.16.0.0/16", "10.0.0.2");
        assertThat(wayOut()).as("a route that is new counts").isEqualTo(station.port.mac());
    }

    @Test
    void rfc1122Section3p3p1p4AGatewayThatDoesNotAnswerIsTheWayNoMore() {
        StackLab.route(host, "0.0.0.0/0", "10.0.0.2");
        assertThat(wayOut()).isEqualTo(station.port.mac());
        redirect("10.0.0.2", "10.0.0.3");
        assertThat(wayOut()).as("asks for 10.0.0.3").isEqualTo(MacAddress.BROADCAST);
        lab.run(Duration.ofMillis(3100));
        assertThat(wayOut()).isEqualTo(station.port.mac());
    }

    @Test
    void rfc1812Section5p2p7p2ARouterFollowsNone() {
        host.setForwarding(true);
        eth0.neighbors().addPermanent(ip("10.0.0.3"), MacAddress.parse("52:54:00:00:77:77"));
        StackLab.route(host, "0.0.0.0/0", "10.0.0.2");
        redirect("10.0.0.2", "10.0.0.3");
        assertThat(wayOut()).isEqualTo(station.port.mac());
        assertThat(host.icmp().counters().ignored()).isEqualTo(1);
    }

    @Test
    void rfc791DatagramsDifferInTheirIdentification() throws UdpException {
        UdpSocket socket = host.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
        for (int i = 0; i < 100; i++) {
            socket.send(ip("10.0.0.2"), 9, Bytes.EMPTY);
        }
        lab.run(Duration.ofMillis(1));
        assertThat(received())
                .hasSize(100)
                .extracting(Ipv4Packet::identification)
                .doesNotHaveDuplicates();
    }

    @Test
    void rfc1122Section3p3p1TheMaskTellsNeighboursFromStrangersAndStrangersGoByTheGateway() {
        assertThat(lab.ping(host, "172.16.0.1", PingSettings.DEFAULT.withCount(1)))
                .containsExactly("1: no route");
        StackLab.route(host, "0.0.0.0/0", "10.0.0.2");
        host.icmp().ping(ip("172.16.0.1"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        host.icmp().ping(ip("10.0.0.2"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        lab.run(Duration.ofMillis(1));
        assertThat(received()).extracting(Ipv4Packet::destination).containsExactly(ip("172.16.0.1"), ip("10.0.0.2"));
    }
}
