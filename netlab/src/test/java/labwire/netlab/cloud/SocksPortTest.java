package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets on loopback, a live lab of two hosts behind. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
final class SocksPortTest {
    private static final int LAB_PORT = 80;
    private static final String GREETING = "05 01 00";

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private LiveHosts lab;
    private SocksPort port;
    private InetSocketAddress at;

    @BeforeEach
    void start() throws InterruptedException {
        lab = new LiveHosts();
        lab.serve(LAB_PORT, new EchoHandler());
        open(Optional.empty(), SocksRule.DEFAULT_MAX_CONNECTIONS);
    }

    private void open(Optional<SocksCredentials> credentials, int maxConnections) throws InterruptedException {
        open(credentials, maxConnections, InetAddress.getLoopbackAddress(), outside);
    }

    private void open(
            Optional<SocksCredentials> credentials, int maxConnections, InetAddress address, EventLoopGroup loops)
            throws InterruptedException {
        InetSocketAddress any = new InetSocketAddress(address, 0);
        port = new SocksPort(
                lab.cloud(),
                loops,
                NioServerSocketChannel.class,
                new Bootstrap().channel(NioDatagramChannel.class),
                new SocksRule(any, credentials, maxConnections));
        at = port.listen().sync().getNow();
    }

    @AfterEach
    void stop() throws InterruptedException {
        port.stop().sync();
        assertThat(port.counters().open()).isZero();
        lab.close();
        outside.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    /** A client that says what a test wants. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final DataInputStream in;

        Client() throws IOException {
            socket.connect(at);
            socket.setSoTimeout(20_000);
            in = new DataInputStream(socket.getInputStream());
        }

        Client say(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            return this;
        }

        String hear(int bytes) throws IOException {
            return HexFormat.of().formatHex(in.readNBytes(bytes));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String connectTo(String name, int labPort) {
        HexFormat hex = HexFormat.of();
        return "05 01 00 03" + hex.toHexDigits((byte) name.length())
                + hex.formatHex(name.getBytes(StandardCharsets.US_ASCII)) + hex.toHexDigits((short) labPort);
    }

    @Test
    void ipv6IsReachedByAddressAndByNameAndTheReplyNamesTheAddressThatItCameFrom() throws Exception {
        lab.addIpv6();
        await().until(lab::speaksIpv6);
        String address = "05 01 00 04 20010db800000000 0000000000000002 0050";
        for (String request : List.of(address, connectTo("mail6", LAB_PORT), connectTo("both", LAB_PORT))) {
            try (Client client = new Client()) {
                assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
                assertThat(client.say(request).hear(20)).isEqualTo("0500000420010db8000000000000000000000001");
                assertThat(client.in.readUnsignedShort()).isPositive();
                assertThat(client.say("0102").hear(2)).isEqualTo("0102");
            }
        }
    }

    @Test
    void bytesAndHalfCloseTravelBothWays() throws Exception {
        byte[] sent = new byte[5 << 20];
        new Random(1).nextBytes(sent);
        try (Client client = new Client()) {
            assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
            client.say(connectTo("mail", LAB_PORT));
            // The address that the cloud's host has for it.
            assertThat(client.hear(8)).isEqualTo("05000001c0a8a901");
            assertThat(client.in.readUnsignedShort()).isPositive();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    client.socket.getOutputStream().write(sent);
                    client.socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(client.in.readAllBytes()).isEqualTo(sent);
            writing.get(20, TimeUnit.SECONDS);
        }
        await().until(() -> port.counters().open() == 0);
        assertThat(port.counters().accepted()).isEqualTo(1);
        assertThat(port.counters().refused()).isZero();
    }

    @Test
    void whatComesWithTheRequestIsPassedOnFirst() throws Exception {
        try (Client client = new Client()) {
            client.say(GREETING + "05 01 00 01 c0a8a902 0050" + "0102030405");
            client.say("060708");
            assertThat(client.hear(2)).isEqualTo("0500");
            assertThat(client.hear(10)).startsWith("05000001c0a8a901");
            assertThat(client.hear(8)).isEqualTo("0102030405060708");
        }
    }

    @Test
    void failuresOfTheLabAreRepliesWithTheirReason() throws Exception {
        assertThat(answer(connectTo("mail", 81))).isEqualTo("05050001000000000000");
        assertThat(answer(connectTo("nobody", 80))).isEqualTo("05040001000000000000");
        assertThat(answer("05 01 00 01 0a010101 0050")).isEqualTo("05030001000000000000");
        assertThat(answer("05 01 00 01 c0a8a909 0050")).isIn("05030001000000000000", "05040001000000000000");
        assertThat(port.counters().notConnected()).isEqualTo(4);
    }

    /** All that is said in answer, up to the end. */
    private String answer(String request) throws IOException {
        try (Client client = new Client()) {
            client.say(GREETING + request);
            assertThat(client.hear(2)).isEqualTo("0500");
            return HexFormat.of().formatHex(client.in.readAllBytes());
        }
    }

    /** A relay's address, of the client's own machine. */
    private static SocketAddress relay(Client client, String announced) throws IOException {
        assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
        client.say("05 03 00" + announced);
        assertThat(client.hear(8)).isEqualTo("050000017f000001");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), client.in.readUnsignedShort());
    }

    private static DatagramSocket datagrams() throws SocketException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(DatagramSocket from, SocketAddress to, String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static String receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        at.receive(packet);
        return HexFormat.of().formatHex(packet.getData(), 0, packet.getLength());
    }

    private void echoDatagrams() throws InterruptedException {
        lab.mail()
                .datagramBootstrap()
                .handler(new SimpleChannelInboundHandler<io.netty.channel.socket.DatagramPacket>() {
                    @Override
                    protected void channelRead0(
                            ChannelHandlerContext context, io.netty.channel.socket.DatagramPacket packet) {
                        context.writeAndFlush(new io.netty.channel.socket.DatagramPacket(
                                packet.content().retain(), packet.sender()));
                    }
                })
                .bind(new InetSocketAddress(7))
                .sync();
    }

    @Test
    void datagramsTravelBothWaysByAddressAndByNameWhileTheConnectionStands() throws Exception {
        echoDatagrams();
        try (Client client = new Client();
                DatagramSocket socket = datagrams()) {
            SocketAddress relay = relay(client, "01 00000000 0000");
            send(socket, relay, "0000 00 01 c0a8a902 0007 010203");
            assertThat(receive(socket)).isEqualTo("00000001c0a8a9020007010203");
            send(socket, relay, "0000 00 03 04 6d61696c 0007 04");
            assertThat(receive(socket)).isEqualTo("00000001c0a8a902000704");
            await().until(() -> port.datagramCounters().equals(new SocksDatagramCounters(1, 2, 2, 0, 0)));
        }
        await().until(() -> port.datagramCounters().associations() == 0);
        await().until(() -> lab.loop()
                .submit(() -> lab.cloud().stack().udp().sockets().isEmpty())
                .sync()
                .getNow());
    }

    @Test
    void datagramsTravelByIpv6FromTheClientToTheLabAndBack() throws Exception {
        InetAddress loopback6 = InetAddress.getByAddress(HexFormat.of().parseHex("00000000000000000000000000000001"));
        port.stop().sync();
        try {
            open(Optional.empty(), SocksRule.DEFAULT_MAX_CONNECTIONS, loopback6, outside);
        } catch (PortForwardException e) {
            assumeTrue(false, "no IPv6 on loopback: " + e.getMessage());
        }
        lab.addIpv6();
        await().until(lab::speaksIpv6);
        echoDatagrams();
        try (Client client = new Client();
                DatagramSocket socket = new DatagramSocket(0, loopback6)) {
            socket.setSoTimeout(20_000);
            assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
            client.say("05 03 00 04 00000000000000000000000000000000 0000");
            assertThat(client.hear(20)).isEqualTo("0500000400000000000000000000000000000001");
            SocketAddress relay = new InetSocketAddress(loopback6, client.in.readUnsignedShort());
            String from = "00000004" + "20010db8000000000000000000000002" + "0007";
            send(socket, relay, from + "010203");
            assertThat(receive(socket)).isEqualTo(from + "010203");
            send(socket, relay, "0000 00 03 05 6d61696c36 0007 04"); // mail6
            assertThat(receive(socket)).isEqualTo(from + "04");
            send(socket, relay, "0000 00 01 c0a8a902 0007 05");
            assertThat(receive(socket)).as("of IPv4, by the same relay").isEqualTo("00000001c0a8a902000705");
            await().until(() -> port.datagramCounters().equals(new SocksDatagramCounters(1, 3, 3, 0, 0)));
        }
    }

    @Test
    void aRelayEndsAfterAPeriodWithoutADatagram() throws Exception {
        MockTicker ticker = Ticker.newMockTicker();
        ManualIoEventLoop loop = new ManualIoEventLoop(null, null, NioIoHandler.newFactory(), ticker);
        Thread running = new Thread(
                () -> {
                    loop.setOwningThread(Thread.currentThread());
                    while (!loop.isTerminated()) {
                        loop.run(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                },
                "outside");
        running.start();
        port.stop().sync();
        open(Optional.empty(), SocksRule.DEFAULT_MAX_CONNECTIONS, InetAddress.getLoopbackAddress(), loop);
        echoDatagrams();
        try (Client client = new Client();
                DatagramSocket socket = datagrams()) {
            SocketAddress relay = relay(client, "01 00000000 0000");
            for (int period = 0; period < 3; period++) {
                send(socket, relay, "0000 00 01 c0a8a902 0007 01");
                assertThat(receive(socket)).endsWith("01");
                ticker.advance(SocksAssociation.IDLE_SECONDS, TimeUnit.SECONDS);
                // Comes after the look whether it is idle, which was due before.
                loop.submit(() -> loop.schedule(() -> {}, 0, TimeUnit.SECONDS))
                        .sync()
                        .getNow()
                        .sync();
            }
            assertThat(port.datagramCounters().associations()).isEqualTo(1);
            ticker.advance(SocksAssociation.IDLE_SECONDS, TimeUnit.SECONDS);
            assertThat(client.in.read()).isEqualTo(-1);
            await().until(() -> port.datagramCounters().associations() == 0);
        } finally {
            port.stop().sync();
            loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
            // Its end, too, is a matter of its time.
            await().until(() -> {
                ticker.advance(1, TimeUnit.SECONDS);
                return loop.isTerminated();
            });
            // The port of that loop cannot be stopped once more after the test.
            open(Optional.empty(), SocksRule.DEFAULT_MAX_CONNECTIONS);
        }
    }

    @Test
    void fragmentsAndDatagramsOfOthersOrOfNoSenseAreCountedAndDropped() throws Exception {
        echoDatagrams();
        try (Client client = new Client();
                DatagramSocket socket = datagrams();
                DatagramSocket other = datagrams()) {
            SocketAddress relay =
                    relay(client, "01 7f000001" + HexFormat.of().toHexDigits((short) socket.getLocalPort()));
            send(other, relay, "0000 00 01 c0a8a902 0007 01");
            send(socket, relay, "0000 01 01 c0a8a902 0007 02"); // a fragment
            send(socket, relay, "0001 00 01 c0a8a902 0007 03"); // what is reserved
            send(socket, relay, "0000 00 02 c0a8a902 0007 04"); // an unknown kind of address
            send(socket, relay, "0000 00 01 c0a8a9"); // half an address
            send(socket, relay, "0000 00 01 c0a8a902 0000 05"); // no port
            send(socket, relay, "0000 00 03 06 6e6f626f6479 0007 06"); // no name of the lab
            send(socket, relay, "0000 00 01 e0000001 0007 07"); // a group
            send(socket, relay, "0000 00 01 c0a8a902 0007 08");
            assertThat(receive(socket)).as("the last one alone").endsWith("08");
            await().until(() -> port.datagramCounters().equals(new SocksDatagramCounters(1, 1, 1, 1, 7)));
        }
    }

    @Test
    void relaysBeyondTheLimitAreRefusedUntilOneEnds() throws Exception {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < SocksAssociations.MAX_ASSOCIATIONS; i++) {
                Client client = new Client();
                clients.add(client);
                relay(client, "01 00000000 0000");
            }
            assertThat(answer("05 03 00 01 00000000 0000")).isEqualTo("05010001000000000000");
            assertThat(port.datagramCounters().associations()).isEqualTo(SocksAssociations.MAX_ASSOCIATIONS);
            assertThat(port.counters().refused()).isEqualTo(1);
            clients.remove(0).close();
            await().until(() -> port.datagramCounters().associations() < SocksAssociations.MAX_ASSOCIATIONS);
            Client served = new Client();
            clients.add(served);
            relay(served, "01 00000000 0000");
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
        await().until(() -> port.datagramCounters().associations() == 0);
    }

    @Test
    void otherProtocolsAndRequestsAreTurnedAwayAndCounted() throws Exception {
        assertThat(answer("05 02 00 01 c0a8a902 0050")).isEqualTo("05070001000000000000");
        try (Client client = new Client()) {
            client.socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.in.read()).isEqualTo(-1);
        }
        try (Client client = new Client()) {
            client.say("05");
            client.socket.shutdownOutput();
            assertThat(client.in.read()).isEqualTo(-1);
        }
        assertThat(port.counters().unsupported()).isEqualTo(1);
        assertThat(port.counters().malformed()).isEqualTo(2);
    }

    @Test
    void javasOwnSocksClientLogsIn() throws Exception {
        port.stop().sync();
        open(Optional.of(new SocksCredentials("me", "secret")), SocksRule.DEFAULT_MAX_CONNECTIONS);
        assertThat(throughJava("secret")).isEqualTo(42);
        assertThatThrownBy(() -> throughJava("other"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("authentication failed");
        assertThat(port.counters().notLoggedIn()).isEqualTo(1);
    }

    private int throughJava(String password) throws IOException {
        java.net.Authenticator.setDefault(new java.net.Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("me", password.toCharArray());
            }
        });
        try (Socket socket = new Socket(new java.net.Proxy(java.net.Proxy.Type.SOCKS, at))) {
            socket.connect(InetSocketAddress.createUnresolved("mail", LAB_PORT));
            socket.getOutputStream().write(42);
            return socket.getInputStream().read();
        } finally {
            java.net.Authenticator.setDefault(null);
        }
    }

    @Test
    void aFloodOfConnectionsIsHeldAtTheLimitAndOthersAreServedWhenOneEnds() throws Exception {
        List<Client> flood = new ArrayList<>();
        try {
            for (int i = 0; i < SocksRule.DEFAULT_MAX_CONNECTIONS + 100; i++) {
                flood.add(new Client());
            }
            await().until(() -> port.counters().overLimit() == 100);
            assertThat(port.counters().open()).isEqualTo(SocksRule.DEFAULT_MAX_CONNECTIONS);
            assertThatThrownBy(() -> flood.get(flood.size() - 1).in.readByte()).isInstanceOf(IOException.class);
            flood.get(0).close();
            await().until(() -> port.counters().open() < SocksRule.DEFAULT_MAX_CONNECTIONS);
            assertThat(answer(connectTo("nobody", 80))).isEqualTo("05040001000000000000");
        } finally {
            for (Client client : flood) {
                client.close();
            }
        }
    }

    @Test
    void aPortThatStopsEndsClientsInTheMiddleOfTheirNegotiation() throws Exception {
        try (Client client = new Client()) {
            assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
            port.stop().sync();
            assertThat(client.in.read()).isEqualTo(-1);
        }
    }
}
