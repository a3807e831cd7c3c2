package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.device.Switch;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NeighborCache;
import labwire.netlab.stack.ip6.NeighborCache6;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.Test;

/**
 * Floods from a station on a switch: what each may fill is held at its limit, a command shows what was refused, and the
 * others on the switch do not notice.
 */
class FloodTest extends FloodLab {
    private final List<Integer> receivedBytes = new ArrayList<>();

    private static final class CloseAtOnce extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1})).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public boolean isSharable() {
            return true;
        }
    }

    @Test
    void synsFillTheBacklogAndAreThenAnsweredByCookies() {
        ServerBootstrap listening = lab.host("server").orElseThrow().serverBootstrap();
        listening
                .option(ChannelOption.SO_BACKLOG, 128)
                .childHandler(new CloseAtOnce())
                .bind(new InetSocketAddress(Ipv4Address.ANY.toInetAddress(), 80));

        flood(
                5_000,
                i -> toServer(packet(
                        stranger(),
                        SERVER,
                        new TcpSegment(
                                1024 + i,
                                80,
                                random.nextInt(),
                                0,
                                TcpSegment.SYN,
                                1000,
                                TcpOptions.NONE,
                                Bytes.EMPTY))));

        assertThat(server.tcp().sockets().size()).isLessThanOrEqualTo(128);
        assertThat(counter("server", "netstat -s", "(\\d+) SYN cookies sent")).isEqualTo(5_000 - 128);
        boolean[] served = {false};
        lab.host("client")
                .orElseThrow()
                .bootstrap()
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        served[0] = true;
                        ReferenceCountUtil.release(message);
                    }
                })
                .connect(new InetSocketAddress(Ipv4Address.parse(SERVER).toInetAddress(), 80));
        assertThat(time.runUntil(() -> served[0], Duration.ofSeconds(1)))
                .as("the client is served with the backlog full")
                .isTrue();
        assertThat(counter("server", "netstat -s", "(\\d+) SYN cookies received"))
                .isEqualTo(1);
    }

    @Test
    void arpRequestsOfManyStationsFillTheNeighborTableAndNoMore() {
        type("server", "ip address add 10.1.0.1/16 dev eth1");
        flood(
                3_000,
                i -> toServer(new ArpPacket(
                        ArpPacket.Operation.REQUEST,
                        new MacAddress(0x0200_0000_0000L + i),
                        new Ipv4Address(0x0A01_0100 + i),
                        ArpPacket.UNKNOWN_MAC,
                        Ipv4Address.parse("10.1.0.1"))));

        assertThat(serverLink().neighbors().neighbors()).hasSize(NeighborCache.MAX_NEIGHBORS);
        assertThat(counter("server", "netstat -s", "(\\d+) neighbours evicted"))
                .isEqualTo(3_000 + 1 - NeighborCache.MAX_NEIGHBORS);
    }

    @Test
    void answersToAStationThatIsNotThereWaitInABoundedQueue() {
        flood(
                2_000,
                i -> toServer(packet(
                        Ipv4Address.parse("10.0.0.77"),
                        SERVER,
                        new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, i, Bytes.EMPTY))));

        assertThat(serverLink().neighbors().find(Ipv4Address.parse("10.0.0.77")))
                .hasValueSatisfying(absent ->
                        assertThat(absent.pendingPackets()).isLessThanOrEqualTo(Neighbor.MAX_PENDING_PACKETS));
        assertThat(counter("server", "netstat -s", "(\\d+) packets dropped from a full queue"))
                .isGreaterThan(1_000);
    }

    private UdpSocket received(IpStack at) throws UdpException {
        return at.udp().bind(Ipv4Address.ANY, 0, (source, port, to, payload) -> receivedBytes.add(payload.length()));
    }

    @Test
    void fragmentsWithoutAnEndAreDroppedForNewerOnes() throws UdpException {
        flood(
                10_000,
                i -> toServer(new Ipv4Packet(
                        0,
                        i,
                        false,
                        true,
                        0,
                        64,
                        neighbor(i),
                        Ipv4Address.parse(SERVER),
                        Bytes.EMPTY,
                        new UnknownIpPayload(IpPayload.PROTOCOL_UDP, Bytes.wrap(new byte[1_480])))));

        assertThat(counter("server", "netstat -s", "(\\d+) packet reassemblies failed"))
                .isEqualTo(10_000 - 256);
        UdpSocket fragmented = received(server);
        lab.host("client")
                .orElseThrow()
                .stack()
                .udp()
                .bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {})
                .send(Ipv4Address.parse(SERVER), fragmented.localPort(), Bytes.wrap(new byte[3_000]));
        assertThat(time.runUntil(() -> !receivedBytes.isEmpty(), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(receivedBytes).containsExactly(3_000);
        time.runFor(Duration.ofSeconds(31));
        assertThat(counter("server", "netstat -s", "(\\d+) packet reassemblies failed"))
                .isEqualTo(10_000);
    }

    @Test
    void solicitationsOfManyStationsFillTheIpv6NeighborTableAndNoMore() {
        Ipv6Address own = Ipv6Address.parse("2001:db8::1");
        serverLink().ip6().enable();
        serverLink().ip6().addAddress(own, 64);
        time.runFor(Duration.ofSeconds(3));
        flood(3_000, i -> {
            MacAddress mac = new MacAddress(0x0200_0000_0000L + i);
            Ipv6Address from = Ipv6Address.parse("2001:db8::2:" + Integer.toHexString(i));
            NdpMessage asks = new NdpMessage.NeighborSolicitation(own, Optional.of(mac));
            return toServer(new Ipv6Packet(from, own, NdpCodec.encode(asks)).withHopLimit(255));
        });

        assertThat(serverLink().ip6().neighbors().neighbors()).hasSize(NeighborCache6.MAX_NEIGHBORS);
        assertThat(counter("server", "netstat -s", "(?s)Ndisc:.*?(\\d+) neighbours evicted"))
                .isEqualTo(3_000 - NeighborCache6.MAX_NEIGHBORS);
    }

    @Test
    void framesOfManyStationsFillTheMacTableAndNoMore() {
        flood(
                20_000,
                i -> new EthernetFrame(
                        serverMac,
                        new MacAddress(0x0200_0000_0000L + i),
                        packet(neighbor(i), SERVER, new IcmpMessage(IcmpMessage.ECHO_REPLY, 0, 0, Bytes.EMPTY))));

        assertThat(((Switch) lab.device("SW1").orElseThrow()).bridge().isMacTableFull())
                .isTrue();
        assertThat(counter("SW1", "show mac address-table count", "Space Available: (\\d+)"))
                .isLessThan(20);
        assertThat(counter("SW1", "show mac address-table count", "refused by a full table: (\\d+)"))
                .isGreaterThan(20_000 - 8_192);
        time.runFor(Duration.ofSeconds(301));
        assertOthersWork();
        assertThat(counter("SW1", "show mac address-table count", "Space Available: (\\d+)"))
                .isGreaterThan(8_000);
    }

    @Test
    void flowsBeyondTheLimitOfTranslationsAreRefused() {
        MacAddress router = lab.port("R1:Gi0/0").orElseThrow().mac();
        assertThat(type("client", "ping -c 1 192.0.2.2")).contains(" 0% packet loss");
        flood(
                3_000,
                i -> new EthernetFrame(
                        router,
                        attacker.mac(),
                        packet(neighbor(i), "192.0.2.2", new UdpDatagram(1024 + i, 9, Bytes.EMPTY))));

        assertThat(counter("R1", "show ip nat statistics", "Total active translations: (\\d+)"))
                .isEqualTo(1_000);
        assertThat(counter("R1", "show ip nat statistics", "max allowed 1000, used 1000, missed (\\d+)"))
                .isEqualTo(2_001);
        time.runFor(Duration.ofMinutes(6));
        assertThat(type("client", "ping -c 1 192.0.2.2")).contains(" 0% packet loss");
    }

    @Test
    void framesThatACableDamagesAreInputErrorsOfThePortThatTheyComeTo() {
        for (Cable cable : lab.cables()) {
            cable.settings(LinkSettings.PLAIN.withCorrupt(1));
        }
        // 14 of 60 bytes are the frame's header, whose damage its check sequence tells.
        for (int i = 0; i < 100; i++) {
            attacker.send(toServer(packet(neighbor(i), SERVER, new UdpDatagram(1, 9, Bytes.EMPTY))));
            lab.port("server:eth1")
                    .orElseThrow()
                    .send(new EthernetFrame(
                            attacker.mac(),
                            serverMac,
                            packet(neighbor(i), SERVER, new UdpDatagram(1, 9, Bytes.EMPTY))));
        }
        time.runFor(Duration.ofMillis(1));

        long crc = counter("SW1", "show interfaces gi0/3", "input errors, (\\d+) CRC");
        assertThat(crc).isPositive();
        assertThat(counter("SW1", "show interfaces gi0/3", "(\\d+) input errors"))
                .isEqualTo(crc);
        assertThat(counter("server", "ip -s link show dev eth1", "RX:.*\n +\\d+ +\\d+ +(\\d+)"))
                .isPositive();
    }
}
