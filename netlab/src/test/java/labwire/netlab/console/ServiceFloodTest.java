package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.dhcp.DhcpCodec;
import labwire.netlab.service.dhcp.DhcpMessage;
import labwire.netlab.service.dhcp.DhcpMessageType;
import labwire.netlab.service.dhcp.DhcpServer;
import labwire.netlab.service.dns.DnsCache;
import labwire.netlab.service.dns.DnsResolver;
import labwire.netlab.service.dns.DnsServer;
import labwire.netlab.stack.InterfaceGroups;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IgmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.Test;

/** Floods of what a router's servers, and a host's groups, remember: each is held at its limit, and is over when it ends. */
class ServiceFloodTest extends FloodLab {
    private static final String ROUTER = "10.0.0.254";
    private static final String LEASES = "show ip dhcp server statistics";
    private static final String NAMES = "show ip dns statistics";
    /** A name server that is not there. */
    private static final String NOBODY = "192.0.2.3";

    private EthernetFrame toRouter(Ipv4Address from, String to, UdpDatagram datagram) {
        return new EthernetFrame(lab.port("R1:Gi0/0").orElseThrow().mac(), attacker.mac(), packet(from, to, datagram));
    }

    private EthernetFrame discover(int client) {
        DhcpMessage asks = DhcpMessage.request(
                DhcpMessageType.DISCOVER, client, 0, new MacAddress(0x0200_0000_0000L + client), new TreeMap<>());
        return toRouter(Ipv4Address.ANY, "255.255.255.255", new UdpDatagram(68, 67, DhcpCodec.encode(asks)));
    }

    @Test
    void clientsBeyondThePoolGetNoOfferUntilOffersHaveEnded() {
        flood(1_000, this::discover);
        time.runFor(Duration.ofSeconds(5));

        assertThat(counter("R1", LEASES, "DHCPDISCOVER +(\\d+)")).isEqualTo(1_000);
        assertThat(counter("R1", LEASES, "DHCPOFFER +(\\d+)")).isEqualTo(154);
        assertThat(counter("R1", LEASES, "Without an address +(\\d+)")).isEqualTo(1_000 - 154);
        time.runFor(Duration.ofSeconds(60));
        flood(1, i -> discover(5_000));
        time.runFor(Duration.ofSeconds(5));
        assertThat(counter("R1", LEASES, "DHCPOFFER +(\\d+)")).isEqualTo(155);
    }

    @Test
    void bindingsOfALargePoolAreHeldAtTheServersLimit() {
        type(
                "R1",
                "configure terminal",
                "ip dhcp ping packets 0",
                "ip dhcp pool lan",
                "network 10.0.0.0 255.255.0.0",
                "end");
        flood(12_000, this::discover);

        assertThat(counter("R1", LEASES, "Automatic bindings +(\\d+)")).isEqualTo(DhcpServer.MAX_BINDINGS);
        assertThat(counter("R1", LEASES, "DHCPOFFER +(\\d+)")).isEqualTo(DhcpServer.MAX_BINDINGS);
        assertThat(counter("R1", LEASES, "Without an address +(\\d+)")).isEqualTo(12_000 - DhcpServer.MAX_BINDINGS);
        time.runFor(Duration.ofSeconds(61));
        flood(1, i -> discover(50_000));
        assertThat(counter("R1", LEASES, "Automatic bindings +(\\d+)")).isEqualTo(1);
    }

    /** Those that are refused hear so. */
    private static final class Indifferent extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private Channel connectToNameServer() {
        ChannelFuture connected = lab.host("client")
                .orElseThrow()
                .bootstrap()
                .handler(new Indifferent())
                .connect(new InetSocketAddress(Ipv4Address.parse(ROUTER).toInetAddress(), DnsServer.PORT));
        time.runFor(Duration.ofMillis(1));
        return connected.channel();
    }

    @Test
    void connectionsToTheNameServerAreHeldAtItsLimitUntilTheyWereIdle() {
        for (int i = 0; i < 200; i++) {
            connectToNameServer();
        }

        assertThat(lab.device("R1").orElseThrow().stack().tcp().sockets()).hasSize(DnsServer.MAX_CONNECTIONS);
        assertThat(counter("R1", NAMES, "DNS connections refused = (\\d+)")).isEqualTo(200 - DnsServer.MAX_CONNECTIONS);
        assertOthersWork();
        time.runFor(Duration.ofSeconds(31));
        Channel served = connectToNameServer();
        time.runFor(Duration.ofSeconds(1));
        assertThat(served.isActive()).isTrue();
    }

    /** A question for addresses. */
    private static Bytes question(String name) {
        StringBuilder query = new StringBuilder("123401000001000000000000");
        for (String label : name.split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
            query.append("%02x".formatted(octets.length)).append(HexFormat.of().formatHex(octets));
        }
        return Bytes.wrap(HexFormat.of().parseHex(query + "0000010001"));
    }

    @Test
    void questionsThatArePassedOnAreHeldAtTheLimitAndOwnNamesAreAnswered() throws UdpException {
        type("R1", "configure terminal", "ip name-server " + NOBODY, "ip host here 10.0.0.1", "end");
        List<Bytes> answers = new ArrayList<>();
        UdpSocket client = lab.host("client")
                .orElseThrow()
                .stack()
                .udp()
                .bind(Ipv4Address.ANY, 0, (source, port, to, payload) -> answers.add(payload));
        flood(
                1_000,
                i -> toRouter(
                        neighbor(i), ROUTER, new UdpDatagram(1024 + i, DnsServer.PORT, question("n" + i + ".test"))));

        assertThat(counter("R1", NAMES, "Current size = (\\d+)")).isEqualTo(DnsResolver.MAX_QUESTIONS);
        assertThat(counter("R1", NAMES, "Drops = (\\d+)")).isEqualTo(1_000 - DnsResolver.MAX_QUESTIONS);
        client.send(Ipv4Address.parse(ROUTER), DnsServer.PORT, question("here"));
        time.runFor(Duration.ofMillis(1));
        assertThat(answers).hasSize(1);
        time.runFor(Duration.ofMinutes(1));
        assertThat(counter("R1", NAMES, "Current size = (\\d+)")).isZero();
        assertThat(counter("R1", NAMES, "Maximum size = (\\d+)")).isEqualTo(DnsResolver.MAX_QUESTIONS);
    }

    @Test
    void namesThatARouterHasLearnedAreHeldAtTheLimitTheNewestOnes() throws UdpException {
        type("R1", "configure terminal", "ip name-server 192.0.2.2", "end");
        UdpSocket[] names = new UdpSocket[1];
        // Whatever is asked, 10.0.0.1 for an hour.
        byte[] answer = HexFormat.of().parseHex("c00c0001000100000e1000040a000001");
        names[0] = lab.host("outside")
                .orElseThrow()
                .stack()
                .udp()
                .bind(Ipv4Address.ANY, DnsServer.PORT, (source, port, to, asked) -> {
                    byte[] reply = ByteBuffer.allocate(asked.length() + answer.length)
                            .put(asked.toByteArray())
                            .put(answer)
                            .putShort(2, (short) 0x8180)
                            .putShort(6, (short) 1)
                            .array();
                    names[0].send(source, port, Bytes.wrap(reply));
                });
        DnsResolver resolver = ((IosDevice) lab.device("R1").orElseThrow()).resolver();
        for (int i = 0; i < DnsCache.MAX_NAMES + 100; i++) {
            resolver.search("n" + i + ".test", new DnsResolver.Listener() {
                @Override
                public void asking(IpAddress asked) {}

                @Override
                public void finished(List<IpAddress> addresses) {}
            });
            time.runFor(Duration.ofMillis(1));
        }

        assertThat(counter("R1", NAMES, "Learned names = (\\d+)")).isEqualTo(DnsCache.MAX_NAMES);
        assertThat(counter("R1", NAMES, "Learned names evicted = (\\d+)")).isEqualTo(100);
        assertThat(resolver.known("n99.test")).isEmpty();
        assertThat(resolver.known("n1099.test")).containsExactly(Ipv4Address.parse("10.0.0.1"));
    }

    private static Ipv4Address group(int number) {
        return new Ipv4Address(0xEF01_0000 + number);
    }

    private static Ipv6Address group6(int number) {
        return Ipv6Address.parse("ff05::1:" + Integer.toHexString(number));
    }

    private DatagramChannel application() {
        DatagramChannel bound = (DatagramChannel) lab.host("server")
                .orElseThrow()
                .network()
                .datagramBootstrap()
                .handler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress(0))
                .channel();
        time.runFor(Duration.ofMillis(1));
        return bound;
    }

    private boolean joins(DatagramChannel application, IpAddress group) {
        ChannelFuture joined = application.joinGroup(group.toInetAddress());
        time.runFor(Duration.ofMillis(1));
        return joined.isSuccess();
    }

    @Test
    void groupsThatApplicationsJoinAreHeldAtTheLimit() {
        DatagramChannel application = application();
        for (int i = 0; i < 100; i++) {
            assertThat(joins(application, group(i))).isEqualTo(i < InterfaceGroups.MAX_GROUPS);
        }

        assertThat(counter("server", "netstat -s", "(?s)Igmp:.*?(\\d+) groups not joined because of too many"))
                .isEqualTo(100 - InterfaceGroups.MAX_GROUPS);
        assertOthersWork();
        application.leaveGroup(group(0).toInetAddress());
        assertThat(joins(application, group(100))).isTrue();
    }

    private Ip6Interface enableIp6() {
        Ip6Interface on = serverLink().ip6();
        on.enable();
        on.addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        time.runFor(Duration.ofSeconds(3));
        return on;
    }

    @Test
    void groupsOfIpv6ThatApplicationsJoinAreHeldAtTheLimit() {
        int room = Ip6Interface.MAX_GROUPS - enableIp6().groups().size();
        DatagramChannel application = application();
        for (int i = 0; i < Ip6Interface.MAX_GROUPS; i++) {
            assertThat(joins(application, group6(i))).isEqualTo(i < room);
        }

        assertThat(counter("server", "netstat -s", "(?s)Icmp6:.*?(\\d+) groups not joined because of too many"))
                .isEqualTo(Ip6Interface.MAX_GROUPS - room);
        assertOthersWork();
        application.leaveGroup(group6(0).toInetAddress());
        assertThat(joins(application, group6(1_000))).isTrue();
    }

    @Test
    void queriesForGroupsOfIpv6AreAnsweredByFewReports() {
        Ip6Interface on = enableIp6();
        on.join(group6(1));
        time.runFor(Duration.ofSeconds(5));
        long before = server.ipv6().counters().get(Ip6Counter.GROUP_REPORTS_SENT);
        Icmpv6Message query = new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 10_000 << 16, Bytes.wrap(new byte[20]));
        Ipv6Packet packet =
                new Ipv6Packet(0, 0, 1, Ipv6Address.parse("fe80::99"), Ipv6Address.ALL_NODES, List.of(), query);
        flood(5_000, i -> new EthernetFrame(Ipv6Address.ALL_NODES.groupMac(), attacker.mac(), packet));
        time.runFor(Duration.ofSeconds(10));

        assertThat(server.ipv6().counters().get(Ip6Counter.ICMP_RECEIVED)).isGreaterThanOrEqualTo(5_000);
        assertThat(server.ipv6().counters().get(Ip6Counter.GROUP_REPORTS_SENT) - before)
                .as("of the random times, the shortest counts (RFC 3810, 6.2)")
                .isBetween(1L, 20L);
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
}
