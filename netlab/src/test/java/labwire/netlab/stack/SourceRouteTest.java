package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.tcp.TcpCounters;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpPackets;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.stack.tcp.TcpState;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.SourceRoute;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Source routes from end to end, each test named after what an RFC asks.
 *
 * <pre>
 *                        R3
 *             10.0.4.0 /    \ 10.0.5.0
 *  A --------------- R1 ---- R2 --------------- B
 *  .2  10.0.1.0   .1  10.0.2.0    .1 10.0.3.0  .2
 * </pre>
 *
 * <p>Routers have their own number for an address on the links between them.
 */
class SourceRouteTest {
    private static final String B = "10.0.3.2";
    /** R3 as R1 knows it. */
    private static final String DETOUR = "10.0.4.3";

    private static final PingSettings ONE = PingSettings.DEFAULT.withCount(1);

    private final StackLab lab = new StackLab();
    private final IpStack a = lab.host("A");
    private final IpStack r1 = lab.router("R1");
    private final IpStack r2 = lab.router("R2");
    private final IpStack r3 = lab.router("R3");
    private final IpStack b = lab.host("B");

    @BeforeEach
    void cable() {
        lab.join(a, "10.0.1.2/24", r1, "10.0.1.1/24");
        lab.join(r1, "10.0.2.1/24", r2, "10.0.2.2/24");
        lab.join(r1, "10.0.4.1/24", r3, "10.0.4.3/24");
        lab.join(r3, "10.0.5.3/24", r2, "10.0.5.2/24");
        lab.join(r2, "10.0.3.1/24", b, "10.0.3.2/24");
        route(a, "0.0.0.0/0", "10.0.1.1");
        route(b, "0.0.0.0/0", "10.0.3.1");
        route(r1, "10.0.3.0/24", "10.0.2.2");
        route(r2, "10.0.1.0/24", "10.0.2.1");
        route(r3, "10.0.3.0/24", "10.0.5.2");
        route(r3, "10.0.1.0/24", "10.0.4.1");
        Stream.of(a, r1, r2, r3, b).forEach(each -> each.setSourceRouting(true));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Bytes loose(String... gates) {
        return SourceRoute.loose(addresses(gates)).encode();
    }

    private static Bytes strict(String... gates) {
        return SourceRoute.strict(addresses(gates)).encode();
    }

    private static List<Ipv4Address> addresses(String... texts) {
        return Stream.of(texts).map(StackLab::ip).toList();
    }

    private static long count(IpStack stack, IpCounter counter) {
        return stack.counters().get(counter);
    }

    private List<String> ping(String destination, Bytes options) {
        return lab.ping(a, destination, ONE.withOptions(options));
    }

    /** A socket's datagrams, with their options. */
    private static final class Mailbox implements UdpReceiver {
        private final List<Bytes> options = new ArrayList<>();
        private final List<UdpError> errors = new ArrayList<>();

        @Override
        public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {}

        @Override
        public void receivedWith(
                Bytes came, int interfaceIndex, IpAddress source, int port, IpAddress destination, Bytes payload) {
            options.add(came);
        }

        @Override
        public void failed(UdpError error) {
            errors.add(error);
        }
    }

    @Test
    void rfc1122Section3p2p1p8cARouteBeginsHereAndEndsThere() throws UdpException {
        Mailbox there = new Mailbox();
        b.udp().bind(Ipv4Address.ANY, 9, there);
        UdpSocket socket = a.udp().bind(Ipv4Address.ANY, 0, new Mailbox());
        socket.options(loose(DETOUR));
        socket.send(ip(B), 9, Bytes.wrap(new byte[3000]));
        lab.run(Duration.ofMillis(10));

        assertThat(count(r3, IpCounter.FORWARDED)).as("each fragment by R3").isEqualTo(3);
        assertThat(there.options).hasSize(1);
        SourceRoute came = SourceRoute.in(there.options.get(0)).orElseThrow();
        assertThat(came.isCompleted()).isTrue();
        assertThat(came.stops()).as("R3 as R2 knows it").containsExactly(ip("10.0.5.3"));
        assertThat(came.reversed(ip("10.0.1.2"))).contains(SourceRoute.loose(addresses("10.0.5.3")));
    }

    @Test
    void rfc1122Section3p2p1p8cTwoRoutesInOneHeaderAreNotSent() throws UdpException {
        UdpSocket socket = a.udp().bind(Ipv4Address.ANY, 0, new Mailbox());
        byte[] two = new byte[16];
        loose(DETOUR).copyTo(0, two, 0, 8);
        strict(DETOUR).copyTo(0, two, 8, 8);
        assertThatThrownBy(() -> socket.options(Bytes.wrap(two))).hasMessageContaining("one source route at most");
        assertThatThrownBy(() -> TcpPackets.DEFAULT.withOptions(Bytes.wrap(two)))
                .hasMessageContaining("one source route at most");
    }

    @Test
    void rfc1122Section3p2p2p6AnEchoIsAnsweredByTheRouteThatItCameBy() {
        r2.routes().remove(Route.toNextHop(StackLab.prefix("10.0.1.0/24"), ip("10.0.2.1")));
        assertThat(ping(B, Bytes.EMPTY)).as("R2 knows no way back").containsExactly("1: timed out");
        List<Bytes> answered = new ArrayList<>();
        StackLab.PingLog log = new StackLab.PingLog() {
            @Override
            public void options(int sequence, Bytes came) {
                answered.add(came);
            }
        };
        a.icmp().ping(ip(B), ONE.withOptions(loose(DETOUR)), log);
        assertThat(lab.runUntil(() -> log.finished)).isTrue();
        assertThat(log.lines).containsExactly("1: 56 B from 10.0.3.2 ttl 61");
        assertThat(answered).hasSize(1);
        assertThat(SourceRoute.in(answered.get(0)).orElseThrow().stops()).containsExactly(ip(DETOUR));
    }

    @Test
    void rfc1122Section3p2p2p6MarksAndTheRouteGoOnTogether() {
        Bytes route = loose(DETOUR);
        Bytes record = Ipv4Options.recordRoute(7);
        byte[] both = new byte[40];
        route.copyTo(0, both, 0, 8);
        record.copyTo(0, both, 8, 32);
        List<Bytes> answered = new ArrayList<>();
        StackLab.PingLog log = new StackLab.PingLog() {
            @Override
            public void options(int sequence, Bytes came) {
                answered.add(came);
            }
        };
        a.icmp().ping(ip(B), ONE.withOptions(Bytes.wrap(both)), log);
        assertThat(lab.runUntil(() -> log.finished)).isTrue();
        assertThat(Ipv4Options.recordedRoute(answered.get(0)))
                .as("there, then R2, R3 on the way back")
                .startsWith(addresses("10.0.1.2", "10.0.4.1", "10.0.5.3", "10.0.3.1", B, "10.0.5.2", DETOUR)
                        .toArray(Ipv4Address[]::new));
    }

    @Test
    void rfc791Section3p1AStrictRouteGoesFromNeighbourToNeighbour() {
        assertThat(ping(B, strict("10.0.1.1", DETOUR, "10.0.5.2"))).containsExactly("1: 56 B from 10.0.3.2 ttl 61");
        assertThat(count(r3, IpCounter.FORWARDED)).isEqualTo(2);
        assertThat(ping(B, strict("10.0.1.1", "10.0.5.3")))
                .as("R3's other address is no neighbour of R1")
                .containsExactly("1: type 3 code 5 from 10.0.1.1");
        assertThat(count(r1, IpCounter.SOURCE_ROUTED)).isEqualTo(1);
        assertThat(ping(B, strict("10.0.2.2")))
                .as("R2 is no neighbour of A")
                .containsExactly("1: type 3 code 5 from 10.0.1.2");
        a.send(new Ipv4Packet(
                        ip("10.0.1.2"), ip("10.0.2.2"), 0, new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY))
                .withOptions(strict(B)));
        assertThat(count(a, IpCounter.SOURCE_ROUTED)).isEqualTo(2);
    }

    @Test
    void rfc791Section3p1AStrictRouteIsNotSentOnByWhoIsNoStopOfIt() {
        Station station = new Station(lab.port("station", "eth0"));
        NetworkInterface eth = lab.attach(r1, "10.0.7.1/24");
        lab.join(StackLab.portOf(eth), station.port);
        Ipv4Packet packet = new Ipv4Packet(
                        ip("10.0.7.2"), ip("10.0.2.2"), 1, new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY))
                .withOptions(strict(B));
        station.port.send(new EthernetFrame(eth.mac(), station.port.mac(), packet));
        lab.run(Duration.ofMillis(1));
        assertThat(count(r1, IpCounter.FORWARDED)).isZero();
        assertThat(count(r1, IpCounter.SOURCE_ROUTED)).isEqualTo(1);
        assertThat(r1.icmp().counters().errorsSent()).isEqualTo(1);
    }

    @Test
    void rfc1812Section5p2p4p1AStationMayBeSeveralStops() {
        assertThat(ping(B, loose("10.0.1.1", "10.0.4.1", DETOUR))).containsExactly("1: 56 B from 10.0.3.2 ttl 61");
        assertThat(ping("10.0.4.1", loose("10.0.1.1")))
                .as("the answer goes from R1 to R1 first")
                .containsExactly("1: 56 B from 10.0.4.1 ttl 63");
    }

    @Test
    void rfc1812Section5p2p7p1AStopWithoutAWayIsToldToTheSender() {
        for (String nowhere : List.of("172.16.0.1", "10.0.2.255", "224.0.0.1", "127.0.0.1", "0.0.0.1")) {
            assertThat(ping(B, loose("10.0.1.1", nowhere)))
                    .as(nowhere)
                    .containsExactly("1: type 3 code 5 from 10.0.1.1");
        }
        assertThat(ping("172.16.0.1", loose(DETOUR)))
                .as("by the way that it came")
                .containsExactly("1: type 3 code 5 from 10.0.4.3");
        assertThat(count(r1, IpCounter.SOURCE_ROUTED)).isEqualTo(5);
    }

    @Test
    void rfc1122Section3p3p5AHostSendsNothingOn() {
        assertThat(ping("10.0.3.1", loose(B))).containsExactly("1: type 3 code 5 from 10.0.3.2");
        assertThat(count(b, IpCounter.FORWARDED)).isZero();
    }

    @Test
    void rfc1122Section3p3p5TimeToLiveIsThatOfARouter() {
        assertThat(lab.ping(a, B, ONE.withOptions(loose(DETOUR)).withTimeToLive(2)))
                .containsExactly("1: type 11 code 0 from 10.0.4.3");
    }

    @Test
    void rfc7126Section4p3SwitchedOffRoutesAreDroppedWithoutAWord() {
        for (IpStack off : List.of(r1, r3, b)) {
            off.setSourceRouting(false);
            assertThat(ping(B, loose(DETOUR))).as(off.name()).containsExactly("1: timed out");
            assertThat(count(off, IpCounter.SOURCE_ROUTED)).as(off.name()).isEqualTo(1);
            off.setSourceRouting(true);
        }
        r2.setSourceRouting(false);
        assertThat(ping(B, loose(DETOUR))).as("R2 is but passed").containsExactly("1: timed out");
        assertThat(ping(B, Bytes.EMPTY)).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
    }

    @Test
    void rfc1812Section5p2p7p2ASourceRoutedPacketIsNotRedirected() {
        NetworkInterface eth = lab.attach(r1, "10.0.7.1/24");
        eth.sendRedirects(true);
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(eth), station.port);
        Ipv4Packet echo = new Ipv4Packet(
                ip("10.0.7.2"), ip("10.0.7.3"), 1, new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY));
        Ipv4Packet routed = SourceRoute.depart(echo.withOptions(loose("10.0.7.1")));
        eth.neighbors().addPermanent(ip("10.0.7.2"), station.port.mac());
        eth.neighbors().addPermanent(ip("10.0.7.3"), station.port.mac());
        station.port.send(new EthernetFrame(eth.mac(), station.port.mac(), routed));
        lab.run(Duration.ofMillis(1));
        assertThat(r1.icmp().counters().errorsSent()).isZero();
        station.port.send(new EthernetFrame(eth.mac(), station.port.mac(), echo));
        lab.run(Duration.ofMillis(1));
        assertThat(r1.icmp().counters().errorsSent()).isEqualTo(1);
        assertThat(count(r1, IpCounter.FORWARDED)).isEqualTo(2);
    }

    @Test
    void rfc1812Section4p3p2p6AnErrorGoesBackByTheRoute() throws UdpException {
        r2.routes().remove(Route.toNextHop(StackLab.prefix("10.0.1.0/24"), ip("10.0.2.1")));
        Mailbox here = new Mailbox();
        UdpSocket socket = a.udp().bind(Ipv4Address.ANY, 0, here);
        socket.options(loose(DETOUR));
        socket.send(ip(B), 9, Bytes.EMPTY);
        lab.run(Duration.ofMillis(10));
        assertThat(here.errors)
                .containsExactly(new UdpError(
                        IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.CODE_PORT_UNREACHABLE, ip(B), ip(B), 9));
    }

    @Test
    void packetsToManyAreSentOnByNobody() {
        Station station = new Station(lab.port("station", "eth0"));
        NetworkInterface eth = lab.attach(r1, "10.0.7.1/24");
        lab.join(StackLab.portOf(eth), station.port);
        Ipv4Packet packet = SourceRoute.depart(
                new Ipv4Packet(ip("10.0.7.2"), ip(B), 1, new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY))
                        .withOptions(loose("10.0.7.1")));
        long before = count(r1, IpCounter.FORWARDED);
        station.port.send(new EthernetFrame(MacAddress.BROADCAST, station.port.mac(), packet));
        lab.run(Duration.ofMillis(1));
        assertThat(count(r1, IpCounter.FORWARDED)).isEqualTo(before);
        assertThat(count(r1, IpCounter.SOURCE_ROUTED)).isEqualTo(1);
        station.port.send(new EthernetFrame(eth.mac(), station.port.mac(), packet));
        lab.run(Duration.ofMillis(1));
        assertThat(count(r1, IpCounter.FORWARDED)).as("there and back").isEqualTo(before + 2);
    }

    /** One end of a connection, which keeps what it reads. */
    private static final class End implements TcpSocketListener {
        private @Nullable TcpSocket socket;
        private int read;

        @Override
        public void connected() {}

        @Override
        public void readable() {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (int count = socket().read(buffer); count > 0; count = socket().read(buffer.clear())) {
                read += count;
            }
        }

        private TcpSocket socket() {
            assertThat(socket).isNotNull();
            return socket;
        }

        @Override
        public void inputFinished() {}

        @Override
        public void writable() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }

    private End serve(TcpSettings settings) throws TcpException {
        End server = new End();
        b.tcp().listen(Ipv4Address.ANY, 80, 4, settings, socket -> {
            server.socket = socket;
            return server;
        });
        return server;
    }

    private TcpSocket connect(Bytes options) throws TcpException {
        TcpSettings settings = TcpSettings.DEFAULT.withPackets(TcpPackets.DEFAULT.withOptions(options));
        End client = new End();
        TcpSocket socket = a.tcp().connect(Ipv4Address.ANY, 0, ip(B), 80, settings, client);
        client.socket = socket;
        return socket;
    }

    @Test
    void rfc9293Section3p9p2p1TheApplicationGivesTheRouteAndAllGoesByItThereAndBack() throws TcpException {
        r2.routes().remove(Route.toNextHop(StackLab.prefix("10.0.1.0/24"), ip("10.0.2.1")));
        End server = serve(TcpSettings.DEFAULT);
        TcpSocket client = connect(loose(DETOUR));
        client.write(ByteBuffer.allocate(50_000));
        assertThat(lab.runUntil(() -> server.read == 50_000)).isTrue();
        server.socket().write(ByteBuffer.allocate(50_000));
        client.shutdownOutput();
        server.socket().shutdownOutput();
        lab.run(Duration.ofSeconds(1));
        assertThat(client.state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(count(r1, IpCounter.FORWARDED))
                .as("all that goes, and that comes")
                .isEqualTo(count(r3, IpCounter.FORWARDED));
        assertThat(count(a, IpCounter.FRAGMENTED) + count(r1, IpCounter.FRAGMENTATION_NEEDED))
                .as("segments leave room for the options")
                .isZero();
    }

    @Test
    void rfc9293Section3p9p2p1TheApplicationsOwnRouteIsTakenBeforeOneThatHasCome() throws TcpException {
        End server = serve(TcpSettings.DEFAULT.withPackets(TcpPackets.DEFAULT.withOptions(loose("10.0.2.1"))));
        connect(loose(DETOUR)).write(ByteBuffer.allocate(1));
        assertThat(lab.runUntil(() -> server.read == 1)).isTrue();
        server.socket().write(ByteBuffer.allocate(20_000));
        lab.run(Duration.ofMillis(30));
        assertThat(count(b, IpCounter.SENT)).isGreaterThan(10);
        assertThat(count(r3, IpCounter.FORWARDED))
                .as("what B gets, not what it sends")
                .isEqualTo(count(b, IpCounter.RECEIVED));
    }

    @Test
    void rfc9293Section3p9p2p1ACookieGoesBackByTheRouteToo() throws TcpException {
        r2.routes().remove(Route.toNextHop(StackLab.prefix("10.0.1.0/24"), ip("10.0.2.1")));
        End server = new End();
        b.tcp().listen(Ipv4Address.ANY, 80, 1, TcpSettings.DEFAULT, socket -> {
            server.socket = socket;
            return server;
        });
        TcpSegment lost = new TcpSegment(9, 80, 1, 0, TcpSegment.SYN, 1000, TcpOptions.NONE, Bytes.EMPTY);
        a.send(new Ipv4Packet(ip("10.0.1.2"), ip(B), 0, lost));
        lab.run(Duration.ofMillis(10));
        connect(loose(DETOUR)).write(ByteBuffer.allocate(1000));
        assertThat(lab.runUntil(() -> server.read == 1000)).isTrue();
        assertThat(b.tcp().counters().get(TcpCounters.Event.SYN_COOKIES_ACCEPTED))
                .isEqualTo(1);
    }

    @Test
    void rfc9293Section3p9p2p1ARefusalGoesBackByTheRoute() throws TcpException {
        r2.routes().remove(Route.toNextHop(StackLab.prefix("10.0.1.0/24"), ip("10.0.2.1")));
        TcpSocket client = connect(loose(DETOUR));
        assertThat(lab.runUntil(() -> client.state() == TcpState.CLOSED)).isTrue();
    }

    @Test
    void rfc1191TheWayByTheGatesMayBeNarrow() throws TcpException {
        r3.interfaceWith(ip("10.0.5.3")).orElseThrow().mtu(900);
        End server = serve(TcpSettings.DEFAULT);
        connect(loose(DETOUR)).write(ByteBuffer.allocate(50_000));
        assertThat(lab.runUntil(() -> server.read == 50_000)).isTrue();
        assertThat(count(r3, IpCounter.FRAGMENTATION_NEEDED)).isPositive();
        assertThat(count(r3, IpCounter.FRAGMENTED)).isZero();
    }
}
