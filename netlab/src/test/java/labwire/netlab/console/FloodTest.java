package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.device.Switch;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.service.dhcp.DhcpCodec;
import labwire.netlab.service.dhcp.DhcpMessage;
import labwire.netlab.service.dhcp.DhcpMessageType;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NeighborCache;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.NeighborCache6;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.LabTimer;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IgmpMessage;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Floods from a station on a switch: what each may fill is held at its limit, a command shows what was refused, and the
 * others on the switch do not notice.
 */
class FloodTest {
    private static final int FRAMES_A_MILLISECOND = 50;
    private static final long MILLISECOND = 1_000_000;
    private static final String SERVER = "10.0.0.1";

    @TempDir
    Path folder;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final SplittableRandom random = new SplittableRandom(1);
    private Lab lab;
    private IpStack server;
    private MacAddress serverMac;
    private Port attacker;
    private final int[] left = {0};
    private final List<Integer> receivedBytes = new ArrayList<>();

    @BeforeEach
    void cable() throws IOException {
        lab = Lab.build(
                LabFileLoader.load(Files.writeString(folder.resolve("lab.yaml"), """
                name: floods
                topology:
                  nodes:
                    SW1:
                      kind: cisco_vios
                      type: switch
                      startup-config: |
                        interface range gi0/0 - 3
                         spanning-tree portfast
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        ip dhcp pool lan
                         network 10.0.0.0 255.255.255.0
                        ip dhcp excluded-address 10.0.0.1 10.0.0.99
                        ip dhcp excluded-address 10.0.0.254
                        ip dns server
                        access-list 1 permit any
                        ip nat inside source list 1 interface Gi0/1 overload
                        ip nat translation max-entries 1000
                        interface Gi0/0
                         ip address 10.0.0.254 255.255.255.0
                         ip nat inside
                         no shutdown
                        interface Gi0/1
                         ip address 192.0.2.1 255.255.255.0
                         ip nat outside
                         no shutdown
                    server:
                      kind: linux
                      exec:
                        - ip address add 10.0.0.1/24 dev eth1
                        - ip route add default via 10.0.0.254
                    client:
                      kind: linux
                      exec:
                        - ip address add 10.0.0.2/24 dev eth1
                        - ip route add default via 10.0.0.254
                    attacker:
                      kind: linux
                    outside:
                      kind: linux
                      exec:
                        - ip address add 192.0.2.2/24 dev eth1
                  links:
                    - endpoints: ["SW1:Gi0/0", "R1:Gi0/0"]
                    - endpoints: ["SW1:Gi0/1", "server:eth1"]
                    - endpoints: ["SW1:Gi0/2", "client:eth1"]
                    - endpoints: ["SW1:Gi0/3", "attacker:eth1"]
                    - endpoints: ["R1:Gi0/1", "outside:eth1"]
                """)),
                time.loop(),
                new RandomStreams(1));
        server = lab.host("server").orElseThrow().stack();
        serverMac = lab.port("server:eth1").orElseThrow().mac();
        attacker = lab.port("attacker:eth1").orElseThrow();
        attacker.listen(new PortListener() {
            @Override
            public void frameReceived(Port on, EthernetFrame frame) {}

            @Override
            public void linkChanged(Port on, boolean up) {}
        });
        assertOthersWork();
    }

    @AfterEach
    void close() {
        lab.close();
        time.close();
    }

    private String type(String node, String... lines) {
        ConsoleSession session = lab.console(lab.device(node).orElseThrow());
        String last = "";
        for (String line : lines) {
            last = Transcript.run(time, session, line);
        }
        return last;
    }

    private void assertOthersWork() {
        assertThat(type("client", "ping -c 3 " + SERVER)).contains(" 0% packet loss");
    }

    /** What stands before or after a counter's words, as a number. */
    private long counter(String node, String command, String pattern) {
        String shown = type(node, command);
        Matcher matcher = Pattern.compile(pattern).matcher(shown);
        assertThat(matcher.find()).as("%s in%n%s", pattern, shown).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** Sends the frames, {@value #FRAMES_A_MILLISECOND} a millisecond, while the client pings the server. */
    private void flood(int frames, IntFunction<EthernetFrame> frame) {
        left[0] = frames;
        LabTimer[] timer = new LabTimer[1];
        timer[0] = time.loop().newTimer(() -> {
            for (int i = 0; i < FRAMES_A_MILLISECOND && left[0] > 0; i++) {
                attacker.send(frame.apply(frames - left[0]--));
            }
            if (left[0] > 0) {
                timer[0].arm(time.loop().now() + MILLISECOND);
            }
        });
        timer[0].arm(time.loop().now());
        assertOthersWork();
        assertThat(time.runUntil(() -> left[0] == 0, Duration.ofMinutes(1))).isTrue();
        time.runFor(Duration.ofMillis(10));
    }

    private EthernetFrame toServer(FramePayload payload) {
        return new EthernetFrame(serverMac, attacker.mac(), payload);
    }

    private static Ipv4Address neighbor(int number) {
        return new Ipv4Address(0x0A00_0000 | 3 + number % 250);
    }

    private Ipv4Address stranger() {
        return new Ipv4Address(0xC633_0000 | random.nextInt(1 << 16));
    }

    private static Ipv4Packet packet(Ipv4Address from, String to, IpPayload payload) {
        return new Ipv4Packet(from, Ipv4Address.parse(to), 1, payload);
    }

    private NetworkInterface serverLink() {
        return server.interfaceNamed("eth1").orElseThrow();
    }

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
    void clientsBeyondThePoolGetNoOffer() {
        MacAddress router = lab.port("R1:Gi0/0").orElseThrow().mac();
        flood(1_000, i -> {
            DhcpMessage asks = DhcpMessage.request(
                    DhcpMessageType.DISCOVER, i, 0, new MacAddress(0x0200_0000_0000L + i), new TreeMap<>());
            UdpDatagram datagram = new UdpDatagram(68, 67, DhcpCodec.encode(asks));
            return new EthernetFrame(router, attacker.mac(), packet(Ipv4Address.ANY, "255.255.255.255", datagram));
        });
        time.runFor(Duration.ofSeconds(5));

        String command = "show ip dhcp server statistics";
        assertThat(counter("R1", command, "DHCPDISCOVER +(\\d+)")).isEqualTo(1_000);
        assertThat(counter("R1", command, "DHCPOFFER +(\\d+)")).isEqualTo(154);
    }

    @Test
    void connectionsToTheNameServerAreHeldAtItsLimit() {
        InetSocketAddress names =
                new InetSocketAddress(Ipv4Address.parse("10.0.0.254").toInetAddress(), 53);
        for (int i = 0; i < 200; i++) {
            lab.host("client")
                    .orElseThrow()
                    .bootstrap()
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(names);
            time.runFor(Duration.ofMillis(1));
        }

        assertThat(lab.device("R1").orElseThrow().stack().tcp().sockets()).hasSize(64);
        assertOthersWork();
    }

    @Test
    void queriesForGroupsAreAnsweredByFewReports() {
        Ipv4Address group = Ipv4Address.parse("239.1.1.1");
        serverLink().groups().join(group);
        time.runFor(Duration.ofSeconds(5));
        long before = server.counters().get(IpCounter.IGMP_SENT);
        IgmpMessage query = new IgmpMessage(IgmpMessage.QUERY, 100, 0, Bytes.wrap(new byte[] {2, 125, 0, 0}));
        flood(
                5_000,
                i -> new EthernetFrame(
                        MacAddress.parse("01:00:5e:00:00:01"),
                        attacker.mac(),
                        packet(neighbor(i), "224.0.0.1", query.encode())));
        time.runFor(Duration.ofSeconds(10));

        assertThat(server.counters().get(IpCounter.IGMP_RECEIVED)).isGreaterThanOrEqualTo(5_000);
        assertThat(server.counters().get(IpCounter.IGMP_SENT) - before)
                .as("of the random times, the shortest counts (RFC 3376, 5.2)")
                .isBetween(1L, 20L);
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
