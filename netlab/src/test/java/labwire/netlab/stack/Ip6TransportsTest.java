package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.UnknownIpPayload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent over IPv6: streams, datagrams and protocols of their own, by zones and by ways of equal cost. */
class Ip6TransportsTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void tcpOverIpv6CarriesAStreamAndADualStackListenerTakesBothFamilies() throws TcpException {
        Ip6Lab.Row6 row = lab.row6();
        Echo server = new Echo();
        row.b().tcp().listen(Ipv6Address.ANY, 80, 8, TcpSettings.DEFAULT, socket -> {
            server.socket = socket;
            return server;
        });
        Sender client = new Sender(200_000);
        client.socket = row.a()
                .tcp()
                .connect(Ipv6Address.ANY, 0, Ipv6Address.parse("2001:db8:2::2"), 80, TcpSettings.DEFAULT, client);
        assertThat(lab.runUntil(() -> client.received == 200_000)).isTrue();
        assertThat(client.socket.localAddress()).hasToString("2001:db8:1::2");
        Sender self = new Sender(10);
        self.socket = row.b().tcp().connect(Ipv4Address.ANY, 0, Ipv4Address.LOOPBACK, 80, TcpSettings.DEFAULT, self);
        assertThat(lab.runUntil(() -> self.received == 10)).isTrue();
    }

    @Test
    void udpOverIpv6IsAnsweredAndAClosedPortIsReported() throws UdpException {
        Ip6Lab.Row6 row = lab.row6();
        List<String> log = new ArrayList<>();
        UdpSocket[] server = new UdpSocket[1];
        server[0] = row.b().udp().bind(Ipv6Address.ANY, 7, (source, port, destination, payload) -> {
            server[0].send(source, port, payload);
        });
        UdpSocket client = row.a().udp().bind(Ipv6Address.ANY, 0, new UdpReceiver() {
            @Override
            public void received(IpAddress source, int port, IpAddress destination, Bytes payload) {
                log.add("from " + source + " " + port);
            }

            @Override
            public void failed(UdpError error) {
                log.add("failed " + error.type() + "/" + error.code() + " " + error.destinationPort());
            }
        });
        client.send(Ipv6Address.parse("2001:db8:2::2"), 7, Bytes.wrap(new byte[10]));
        client.send(Ipv6Address.parse("2001:db8:2::2"), 9, Bytes.wrap(new byte[10]));
        lab.run(Duration.ofSeconds(2));
        assertThat(log).containsExactly("from 2001:db8:2::2 7", "failed 1/4 9");
    }

    @Test
    void protocolsOfTheirOwnGetTheirPacketsWhole() {
        Ip6Lab.Row6 row = lab.row6();
        List<String> received = new ArrayList<>();
        row.b()
                .ipv6()
                .protocol(
                        200,
                        (arrival, packet) -> received.add(packet.source() + " "
                                + packet.payload().length() + " "
                                + arrival.link().name()));
        Ipv6Address from = Ipv6Address.parse("2001:db8:1::2");
        Ipv6Address to = Ipv6Address.parse("2001:db8:2::2");
        row.a().ipv6().send(new Ipv6Packet(from, to, new UnknownIpPayload(200, Bytes.wrap(new byte[3000]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(received).containsExactly("2001:db8:1::2 3000 eth0");
        row.b().ipv6().protocol(200, null);
        row.a().ipv6().send(new Ipv6Packet(from, to, new UnknownIpPayload(200, Bytes.EMPTY)));
        lab.run(Duration.ofSeconds(1));
        assertThat(received).hasSize(1);
        assertThat(row.b().ipv6().counters().get(Ip6Counter.UNKNOWN_HEADER)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> row.b().ipv6().protocol(44, (arrival, packet) -> {}));
    }

    @Test
    void rfc4007LinkLocalAddressNeedsItsZone() {
        NetworkInterface a = lab.attach6(lab.host("A"));
        IpStack b = lab.host("B");
        NetworkInterface first = lab.attach6(b);
        NetworkInterface second = lab.attach6(b);
        NetworkInterface c = lab.attach6(lab.host("C"));
        lab.join(a, first);
        lab.join(second, c);
        lab.run(Duration.ofSeconds(5));
        Ipv6Address there = c.ip6().addresses().get(0).address();
        assertThat(lab.ping6(b, there.in(second.index()), PingSettings.DEFAULT.withCount(1)))
                .containsExactly("1: 56 B from " + there.in(second.index()) + " ttl 64");
        assertThat(lab.ping6(b, there.in(first.index()), PingSettings.DEFAULT.withCount(1)))
                .noneMatch(line -> line.contains("ttl"));
    }

    @Test
    void waysOfEqualCostAreUsedAtOnceAndEachFlowKeepsItsOwn() {
        Ip6Lab.Row6 row = lab.row6();
        Station6 first = lab.behind(row.r(), "2001:db8:a::1/64", "2001:db8:a::2");
        Station6 second = lab.behind(row.r(), "2001:db8:b::1/64", "2001:db8:b::2");
        Station6 worse = lab.behind(row.r(), "2001:db8:c::1/64", "2001:db8:c::2");
        lab.run(Duration.ofSeconds(5));
        Ip6Lab.route6(row.r(), "2001:db8:40::/48", "2001:db8:a::2");
        Ip6Lab.route6(row.r(), "2001:db8:40::/48", "2001:db8:b::2");
        row.r()
                .ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse("2001:db8:40::/48").orElseThrow(),
                        Ipv6Address.parse("2001:db8:c::2"),
                        null,
                        50,
                        0,
                        Ip6Route.Origin.STATIC));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 64; i++) {
                Ipv6Address to = new Ipv6Address(0x2001_0DB8_0040_0000L, i);
                row.a()
                        .ipv6()
                        .send(new Ipv6Packet(
                                Ipv6Address.parse("2001:db8:1::2"), to, new UnknownIpPayload(200, Bytes.EMPTY)));
            }
            lab.run(Duration.ofSeconds(1));
        }
        List<Ipv6Address> one = first.destinations();
        List<Ipv6Address> other = second.destinations();
        assertThat(one).hasSizeBetween(32, 96).doesNotContainAnyElementsOf(other);
        assertThat(one.size() + other.size()).isEqualTo(128);
        assertThat(worse.destinations()).isEmpty();
    }

    /** Sends back what it gets. */
    private static class Echo extends SilentListener {
        @Nullable
        TcpSocket socket;

        @Override
        public void readable() {
            TcpSocket from = socket;
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (from != null && from.readableBytes() > 0 && from.sendSpace() >= from.readableBytes()) {
                from.read(buffer.clear().limit(Math.min(buffer.capacity(), from.sendSpace())));
                from.write(buffer.flip());
            }
        }

        @Override
        public void writable() {
            readable();
        }
    }

    private static final class Sender extends Echo {
        private final ByteBuffer data;
        private int received;

        Sender(int bytes) {
            data = ByteBuffer.allocate(bytes);
        }

        @Override
        public void connected() {
            writable();
        }

        @Override
        public void writable() {
            if (socket != null) {
                socket.write(data);
            }
        }

        @Override
        public void readable() {
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (socket != null && socket.readableBytes() > 0) {
                received += socket.read(buffer.clear());
            }
        }
    }
}
