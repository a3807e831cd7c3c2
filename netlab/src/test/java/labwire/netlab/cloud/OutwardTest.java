package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.Route;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A live lab of two hosts, one of them the way out; on the real network, sockets at loopback alone. */
@Timeout(60)
@SuppressWarnings({"FutureReturnValueIgnored", "NullAway.Init"})
final class OutwardTest {
    /** Stands for the workstation's 127.0.0.1. */
    private static final Ipv4Address WORKSTATION = Ipv4Address.parse("10.0.2.2");

    private static final Ipv4Address ELSEWHERE = Ipv4Address.parse("198.51.100.7");

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private LiveHosts lab;
    private LabNetwork client;
    private Outward outward;

    @BeforeEach
    void start() throws Exception {
        lab = new LiveHosts();
        client = lab.mail();
        lab.loop()
                .submit(() -> client.stack()
                        .routes()
                        .add(Route.toNextHop(Ipv4Prefix.DEFAULT, Ipv4Address.parse("192.168.169.1"))))
                .sync();
        outward = new Outward(
                lab.cloud(),
                new OutwardSockets(
                        outside,
                        NioSocketChannel.class,
                        new Bootstrap()
                                .channel(NioDatagramChannel.class)
                                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(65_507)),
                        Optional.empty(),
                        Optional.empty()),
                new OutwardRule(List.of(), Optional.of(WORKSTATION)));
        outward.start().sync();
    }

    @AfterEach
    void stop() throws Exception {
        outward.stop().sync();
        assertThat(counters().openConnections()).isZero();
        assertThat(counters().openFlows()).isZero();
        lab.close();
        outside.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    private OutwardCounters counters() throws InterruptedException {
        return lab.loop().submit(outward::counters).sync().getNow();
    }

    /** Collects what comes, until its end. */
    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> all = new CompletableFuture<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard.writeBytes(ByteBufUtil.getBytes((ByteBuf) message));
            ((ByteBuf) message).release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                all.complete(heard.toByteArray());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            all.completeExceptionally(cause);
        }
    }

    private Channel connect(Ipv4Address to, int port, ChannelInboundHandlerAdapter handler) throws Exception {
        return client.bootstrap()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(handler)
                .connect(new InetSocketAddress(to.toInetAddress(), port))
                .sync()
                .channel();
    }

    private static ServerSocket serverSocket() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @Test
    void aConnectionOfTheLabReachesARealServerWithBytesAndHalfCloseBothWays() throws Exception {
        byte[] sent = new byte[5 << 20];
        new Random(3).nextBytes(sent);
        try (ServerSocket server = serverSocket()) {
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    byte[] all = socket.getInputStream().readAllBytes();
                    socket.getOutputStream().write(all);
                    return all;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Collector back = new Collector();
            Channel channel = connect(WORKSTATION, server.getLocalPort(), back);
            assertThat(((InetSocketAddress) channel.remoteAddress()).getAddress())
                    .isEqualTo(WORKSTATION.toInetAddress());
            channel.writeAndFlush(Unpooled.wrappedBuffer(sent))
                    .addListener(done -> ((DuplexChannel) channel).shutdownOutput());
            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
            assertThat(back.all.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        }
        await().until(() -> counters().openConnections() == 0);
        assertThat(counters().connections()).isEqualTo(1);
    }

    @Test
    void whatTheRealNetworkRefusesIsRefusedInTheLab() throws Exception {
        int closedPort;
        try (ServerSocket server = serverSocket()) {
            closedPort = server.getLocalPort();
        }
        assertThatThrownBy(() -> connect(WORKSTATION, closedPort, new Collector()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
        assertThat(counters().refusedConnections()).isEqualTo(1);
    }

    @Test
    void aRealResetIsAResetInTheLab() throws Exception {
        try (ServerSocket server = serverSocket()) {
            Collector back = new Collector();
            connect(WORKSTATION, server.getLocalPort(), back);
            try (Socket socket = server.accept()) {
                socket.setSoLinger(true, 0);
            }
            assertThatThrownBy(() -> back.all.get(20, TimeUnit.SECONDS))
                    .hasRootCauseMessage("Connection reset by peer");
        }
    }

    @Test
    void datagramsGoOutAndAnswersComeBackInTheNameOfWhomTheyWereSentTo() throws Exception {
        List<DatagramPacket> answers = new CopyOnWriteArrayList<>();
        byte[] large = new byte[20_000];
        new Random(4).nextBytes(large);
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Channel channel = datagrams(answers, new CopyOnWriteArrayList<>());
            InetSocketAddress to = new InetSocketAddress(WORKSTATION.toInetAddress(), server.getLocalPort());
            for (byte[] payload : List.of(new byte[] {1, 2, 3}, large)) {
                channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(payload), to));
                java.net.DatagramPacket request = new java.net.DatagramPacket(new byte[65_507], 65_507);
                server.receive(request);
                assertThat(request.getLength()).isEqualTo(payload.length);
                server.send(request);
            }
            await().until(() -> answers.size() == 2);
            assertThat(answers.get(0).sender()).isEqualTo(to);
            assertThat(ByteBufUtil.getBytes(answers.get(0).content())).containsExactly(1, 2, 3);
            assertThat(ByteBufUtil.getBytes(answers.get(1).content())).isEqualTo(large);
        }
        assertThat(counters().flows()).isEqualTo(1);
        assertThat(counters().sent()).isEqualTo(2);
        assertThat(counters().received()).isEqualTo(2);
    }

    private Channel datagrams(List<DatagramPacket> answers, List<Throwable> failures) throws Exception {
        return client.datagramBootstrap()
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(65_507))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        answers.add((DatagramPacket) message);
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        failures.add(cause);
                    }
                })
                .bind(0)
                .sync()
                .channel();
    }

    @Test
    void aClosedRealPortIsAnUnreachablePortInTheLab() throws Exception {
        int closedPort;
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closedPort = server.getLocalPort();
        }
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Channel channel = datagrams(new CopyOnWriteArrayList<>(), failures);
        channel.connect(new InetSocketAddress(WORKSTATION.toInetAddress(), closedPort))
                .sync();
        channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
        await().until(() -> !failures.isEmpty());
        assertThat(failures.get(0)).isInstanceOf(PortUnreachableException.class);
        await().until(() -> counters().openFlows() == 0);
    }

    @Test
    void whereTheLabMayNotGoIsProhibited() throws Exception {
        Channel channel = datagrams(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        channel.writeAndFlush(new DatagramPacket(
                Unpooled.wrappedBuffer(new byte[] {1}), new InetSocketAddress(ELSEWHERE.toInetAddress(), 53)));
        await().until(() -> counters().prohibited() == 1);
        assertThat(counters().flows()).isZero();
    }

    @Test
    void flowsBeyondTheLimitCloseTheOneThatWasIdleTheLongest() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress to = new InetSocketAddress(WORKSTATION.toInetAddress(), server.getLocalPort());
            for (int i = 0; i < OutwardFlows.MAX_FLOWS + 5; i++) {
                Channel channel = datagrams(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
                channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(new byte[] {1}), to))
                        .sync();
            }
            await().until(() -> counters().flows() == OutwardFlows.MAX_FLOWS + 5);
            assertThat(counters().openFlows()).isEqualTo(OutwardFlows.MAX_FLOWS);
        }
    }

    @Test
    void handshakesBeyondTheLimitAreDroppedAndCountedAndDatagramsGoOn() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress to = new InetSocketAddress(WORKSTATION.toInetAddress(), full.getLocalPort());
            // Nobody accepts there: beyond its backlog, the kernel leaves connections without an answer.
            for (int i = 0; i < OutwardConnections.MAX_BEGINNING + 50; i++) {
                client.bootstrap().handler(new Collector()).connect(to);
            }
            await().until(() -> counters().dropped() >= 30);
            assertThat(counters().openConnections()).isLessThanOrEqualTo(OutwardConnections.MAX_BEGINNING + 10);

            other.setSoTimeout(10_000);
            Channel datagrams = client.datagramBootstrap()
                    .handler(new Collector())
                    .bind(new InetSocketAddress(0))
                    .sync()
                    .channel();
            datagrams.writeAndFlush(new DatagramPacket(
                    Unpooled.wrappedBuffer(new byte[5]),
                    new InetSocketAddress(WORKSTATION.toInetAddress(), other.getLocalPort())));
            java.net.DatagramPacket heard = new java.net.DatagramPacket(new byte[10], 10);
            other.receive(heard);
            assertThat(heard.getLength()).isEqualTo(5);
        }
    }

    @Test
    void aRuleNamesWhereTheLabMayGo() {
        OutwardRule any = new OutwardRule(List.of(Ipv4Prefix.DEFAULT), Optional.empty());
        assertThat(any.realAddress(ELSEWHERE)).contains(ELSEWHERE.toInetAddress());
        assertThat(any.realAddress(Ipv4Address.parse("127.0.0.1"))).isEmpty();
        assertThat(any.realAddress(Ipv4Address.parse("169.254.169.254"))).isEmpty();
        assertThat(any.realAddress(Ipv4Address.parse("224.0.0.5"))).isEmpty();
        Ipv4Prefix secrets = Ipv4Prefix.of(Ipv4Address.parse("169.254.169.254"), 32);
        OutwardRule named = new OutwardRule(List.of(secrets), Optional.of(WORKSTATION));
        assertThat(named.realAddress(secrets.network())).isPresent();
        assertThat(named.realAddress(ELSEWHERE)).isEmpty();
        assertThat(named.realAddress(WORKSTATION)).contains(InetAddress.getLoopbackAddress());
    }
}
