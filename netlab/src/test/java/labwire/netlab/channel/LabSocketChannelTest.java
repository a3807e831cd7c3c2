package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.IpCounters;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the lab's channel does beyond the contract: windows, time, names, and that all of it repeats. */
@SuppressWarnings("FutureReturnValueIgnored")
final class LabSocketChannelTest {
    private static final int PORT = 7;
    private static final LinkSettings ONE_MILLISECOND = LinkSettings.PLAIN.withDelay(1_000_000);

    private TwoHosts hosts = new TwoHosts();
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();

    @AfterEach
    void close() {
        hosts.close();
    }

    private void use(TwoHosts others) {
        hosts.close();
        hosts = others;
    }

    private Channel listen(ChannelHandler handler) {
        ChannelFuture bound = hosts.server
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .bind(new InetSocketAddress(PORT));
        hosts.await(bound);
        return bound.channel();
    }

    private LabSocketChannel connect(Bootstrap bootstrap) {
        ChannelFuture connected = bootstrap.handler(client).connect("server", PORT);
        hosts.await(connected);
        assertThat(hosts.until(server::hasChannel)).isTrue();
        return (LabSocketChannel) connected.channel();
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    /** Sends a number of chunks, each other than the one before, as fast as the channel takes them. */
    private static final class Pump extends ChannelInboundHandlerAdapter {
        private static final int CHUNK = 50_000;
        private final CRC32C sum = new CRC32C();
        private int left;

        Pump(int bytes) {
            left = bytes / CHUNK;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            fill(context);
        }

        private void fill(ChannelHandlerContext context) {
            while (left > 0 && context.channel().isWritable()) {
                ByteBuf chunk = context.alloc().buffer(CHUNK);
                while (chunk.readableBytes() < CHUNK) {
                    chunk.writeInt(left * 31 + chunk.readableBytes());
                }
                sum.update(chunk.nioBuffer());
                left--;
                ChannelFuture written = context.writeAndFlush(chunk);
                if (left == 0) {
                    written.addListener(ChannelFutureListener.CLOSE);
                }
            }
        }
    }

    private static final class Sink extends ChannelInboundHandlerAdapter {
        private final CRC32C sum = new CRC32C();
        private long bytes;
        private boolean ended;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            bytes += buffer.readableBytes();
            sum.update(buffer.nioBuffer());
            buffer.release();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended = true;
        }
    }

    private void transfer(int bytes) {
        Sink sink = new Sink();
        listen(sink);
        Pump pump = new Pump(bytes);
        hosts.await(hosts.client.bootstrap().handler(pump).connect("server", PORT));
        assertThat(hosts.until(() -> sink.ended)).isTrue();
        assertThat(sink.bytes).isEqualTo(bytes);
        assertThat(sink.sum.getValue()).isEqualTo(pump.sum.getValue());
    }

    @Test
    void fiftyMegabytesArriveBitExact() {
        transfer(50_000_000);
    }

    @Test
    void bytesArriveBitExactOverALossyReorderingCable() {
        use(new TwoHosts(3, ONE_MILLISECOND.withLoss(0.01).withReorder(0.02).withJitter(200_000)));
        transfer(5_000_000);
    }

    @Test
    void unreadBytesCloseTheWindowAndReadingReopensIt() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap());
        server.channel().config().setAutoRead(false);
        byte[] megabyte = new byte[1 << 20];
        while (channel.isWritable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(megabyte), channel.voidPromise());
            hosts.time.runFor(Duration.ofSeconds(1));
        }
        assertThat(channel.socket().info().sendWindowBytes()).isZero();
        assertThat(channel.isWritable()).isFalse();
        int unread = ((LabSocketChannel) server.channel()).socket().readableBytes();
        int limit = server.channel().config().getOption(ChannelOption.SO_RCVBUF);
        // A window is announced in units of its scale.
        assertThat(unread).isBetween(limit - 1460, limit + 1460);

        int before = server.count();
        server.channel().config().setAutoRead(true);
        assertThat(hosts.until(channel::isWritable)).isTrue();
        hosts.time.runFor(Duration.ofSeconds(5));
        assertThat(server.count() - before).isGreaterThan(unread);
        assertThat(channel.socket().info().unsentBytes()).isZero();
    }

    @Test
    void aFullSendBufferTakesPartOfAWrite() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_SNDBUF, 10_000));
        server.channel().config().setAutoRead(false);
        ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[5_000_000]));
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(written.isDone()).isFalse();
        assertThat(channel.unsafe().outboundBuffer().currentProgress()).isPositive();
        server.channel().config().setAutoRead(true);
        hosts.await(written);
        assertThat(hosts.until(() -> server.count() == 5_000_000)).isTrue();
    }

    @Test
    void raisingTheSendBufferLetsWaitingBytesMoveOn() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_SNDBUF, 10_000));
        server.channel().config().setAutoRead(false);
        int bytes = server.channel().config().getOption(ChannelOption.SO_RCVBUF) + 500_000;
        ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes]));
        hosts.time.runFor(Duration.ofSeconds(5));
        assertThat(written.isDone()).isFalse();
        channel.config().setOption(ChannelOption.SO_SNDBUF, 1_000_000);
        hosts.time.runFor(Duration.ofSeconds(5));
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void aResetIsHeardWhileReadingIsOff() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_LINGER, 0));
        server.channel().config().setAutoRead(false);
        hosts.await(channel.close());
        assertThat(hosts.until(() -> server.heard("inactive"))).isTrue();
        assertThat(server.events()).containsExactly("active", "exception", "inactive");
        assertThat(server.failure()).isInstanceOf(IOException.class).hasMessage("Connection reset by peer");
    }

    @Test
    void aResetFailsTheWritesThatWait() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_SNDBUF, 4096));
        server.channel().config().setAutoRead(false);
        ChannelFuture waiting = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[8_000_000]));
        hosts.time.runFor(Duration.ofSeconds(1));
        server.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        hosts.await(server.channel().close());
        assertThat(hosts.until(waiting::isDone)).isTrue();
        assertThat(waiting.cause()).isInstanceOf(IOException.class).hasMessage("Connection reset by peer");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closingWithUnreadBytesResets() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap());
        server.channel().config().setAutoRead(false);
        hosts.await(channel.writeAndFlush(ascii("never read")));
        hosts.time.runFor(Duration.ofSeconds(1));
        hosts.await(server.channel().close());
        assertThat(hosts.until(() -> client.heard("inactive"))).isTrue();
        assertThat(client.failure()).hasMessage("Connection reset by peer");
    }

    @Test
    void connectTimesOutAfterTheConfiguredTime() {
        use(new TwoHosts(1, LinkSettings.PLAIN.withLoss(1)));
        long start = hosts.time.clock().nanoTime();
        ChannelFuture connected = hosts.client
                .bootstrap()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 700)
                .handler(new Recorder())
                .connect("server", PORT);
        assertThat(hosts.until(connected::isDone)).isTrue();
        assertThat(connected.cause())
                .isInstanceOf(ConnectTimeoutException.class)
                .hasMessageContaining("700 ms")
                .hasMessageContaining("10.0.0.2");
        assertThat(hosts.time.clock().nanoTime() - start).isEqualTo(700_000_000);
        assertThat(hosts.until(() -> hosts.client.stack().tcp().sockets().isEmpty()))
                .isTrue();
    }

    @Test
    void aHostThatDoesNotAnswerIsNoRoute() {
        ChannelFuture connected = hosts.client
                .bootstrap()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(client)
                .connect(new Endpoint(Ipv4Address.parse("10.0.0.99"), PORT).toSocketAddress());
        assertThat(hosts.until(connected::isDone)).isTrue();
        assertThat(connected.cause())
                .isInstanceOf(NoRouteToHostException.class)
                .hasMessageContaining("No route to host")
                .hasMessageContaining("10.0.0.99");
    }

    @Test
    void aNetworkWithoutRouteIsNoRoute() {
        ChannelFuture connected = hosts.client
                .bootstrap()
                .handler(client)
                .connect(new Endpoint(Ipv4Address.parse("192.0.2.1"), PORT).toSocketAddress());
        assertThat(hosts.until(connected::isDone)).isTrue();
        assertThat(connected.cause()).isInstanceOf(NoRouteToHostException.class);
        assertThat(connected.channel().isOpen()).isFalse();
    }

    @Test
    void anUnknownNameFailsAndSaysWhich() {
        ChannelFuture connected = hosts.client.bootstrap().handler(client).connect("localhost", PORT);
        assertThat(hosts.until(connected::isDone)).isTrue();
        assertThat(connected.cause())
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("localhost (expected: an IP address or a name of the lab)");
    }

    @Test
    void aCancelledConnectEndsTheAttempt() {
        listen(server);
        ChannelFuture connected = hosts.client.bootstrap().handler(client).connect("server", PORT);
        hosts.time.runUntil(() -> !hosts.client.stack().tcp().sockets().isEmpty(), Duration.ofSeconds(1));
        assertThat(connected.cancel(false)).isTrue();
        assertThat(hosts.until(() -> !connected.channel().isOpen())).isTrue();
        hosts.time.runFor(Duration.ofSeconds(5));
        assertThat(client.events()).isEmpty();
        assertThat(hosts.client.stack().tcp().sockets()).isEmpty();
    }

    @Test
    void closingWhileConnectingFailsTheConnect() {
        use(new TwoHosts(1, LinkSettings.PLAIN.withLoss(1)));
        ChannelFuture connected = hosts.client.bootstrap().handler(client).connect("server", PORT);
        hosts.time.runFor(Duration.ofSeconds(1));
        hosts.await(connected.channel().close());
        assertThat(connected.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void lingerWaitsUntilThePeerHasEverything() {
        use(new TwoHosts(1, ONE_MILLISECOND.withRate(8_000_000)));
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_LINGER, 60));
        hosts.await(channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1_000_000])));
        ChannelFuture closed = channel.close();
        hosts.time.runFor(Duration.ofMillis(100));
        assertThat(closed.isDone()).isFalse();
        hosts.await(closed);
        assertThat(server.count()).isEqualTo(1_000_000);
        assertThat(hosts.until(() -> client.heard("inactive"))).isTrue();
    }

    @Test
    void lingerGivesUpAfterItsTimeAndTheStackGoesOn() {
        use(new TwoHosts(1, ONE_MILLISECOND.withRate(800_000)));
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_LINGER, 2));
        hosts.await(channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1_000_000])));
        long start = hosts.time.clock().nanoTime();
        hosts.await(channel.close());
        assertThat(hosts.time.clock().nanoTime() - start).isEqualTo(2_000_000_000L);
        assertThat(server.count()).isLessThan(1_000_000);
        assertThat(hosts.until(() -> server.count() == 1_000_000)).isTrue();
    }

    @Test
    void manyWritesOfOneTurnTravelTogether() {
        hosts.capturing();
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap());
        long before = hosts.clientPort.counters().sentFrames();
        for (int i = 0; i < 100; i++) {
            channel.writeAndFlush(ascii("0123456789"), channel.voidPromise());
        }
        assertThat(hosts.until(() -> server.count() == 1000)).isTrue();
        assertThat(hosts.clientPort.counters().sentFrames() - before).isEqualTo(1);
    }

    @Test
    void anAnswerCarriesTheAcknowledgment() {
        listen(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                context.writeAndFlush(message, context.voidPromise());
            }
        });
        ChannelFuture connected = hosts.client.bootstrap().handler(client).connect("server", PORT);
        hosts.await(connected);
        hosts.time.runFor(Duration.ofSeconds(1));
        long before = hosts.serverPort.counters().sentFrames();
        connected.channel().writeAndFlush(ascii("ping"), connected.channel().voidPromise());
        assertThat(hosts.until(() -> client.text().equals("ping"))).isTrue();
        assertThat(hosts.serverPort.counters().sentFrames() - before).isEqualTo(1);
    }

    @Test
    void identifiersAreNumberedByHost() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap());
        assertThat(channel.id().asShortText()).isEqualTo("00000001");
        assertThat(channel.id().asLongText()).isEqualTo("client-0000000000000001");
        assertThat(server.channel().id().asLongText()).isEqualTo("server-0000000000000002");
        assertThat(channel.id()).isLessThan(server.channel().id());
        assertThat(channel.toString()).contains("10.0.0.1").contains("10.0.0.2:7");
    }

    @Test
    void acceptedChannelsKnowTheirParent() {
        Channel listening = listen(server);
        connect(hosts.client.bootstrap());
        assertThat(((SocketChannel) server.channel()).parent()).isSameAs(listening);
        assertThat(server.channel().localAddress()).isEqualTo(TwoHosts.serverAt(PORT));
    }

    @Test
    void addressesNeverAskForAName() {
        listen(server);
        connect(hosts.client.bootstrap());
        InetSocketAddress remote = (InetSocketAddress) server.channel().remoteAddress();
        assertThat(remote.getHostName()).isEqualTo("10.0.0.1");
    }

    @Test
    void anotherLoopIsRefused() {
        try (VirtualTime other = VirtualTime.startingAt(hosts.time.clock().instant())) {
            ChannelFuture elsewhere =
                    hosts.client.bootstrap().clone(other.loop()).handler(client).connect("10.0.0.2", PORT);
            assertThat(elsewhere.cause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("incompatible event loop");
        }
    }

    @Test
    void loopbackConnectsAHostToItself() {
        listen(server);
        ChannelFuture connected = hosts.server.bootstrap().handler(client).connect("127.0.0.1", PORT);
        hosts.await(connected);
        hosts.await(connected.channel().writeAndFlush(ascii("self")));
        assertThat(hosts.until(() -> server.text().equals("self"))).isTrue();
        assertThat(hosts.serverPort.counters().sentFrames()).isLessThan(2);
    }

    @Test
    void clientsMayChooseTheirPort() {
        listen(server);
        ChannelFuture connected =
                hosts.client.bootstrap().handler(client).connect(TwoHosts.serverAt(PORT), new InetSocketAddress(4321));
        hosts.await(connected);
        assertThat(hosts.until(server::hasChannel)).isTrue();
        assertThat(server.channel().remoteAddress()).isEqualTo(new Endpoint(TwoHosts.CLIENT, 4321).toSocketAddress());
    }

    @Test
    void bindingAnAddressOfAnotherHostFails() {
        ChannelFuture bound = hosts.client
                .bootstrap()
                .handler(client)
                .localAddress(TwoHosts.serverAt(0))
                .connect("server", PORT);
        assertThat(hosts.until(bound::isDone)).isTrue();
        assertThat(bound.cause()).isInstanceOf(IOException.class).hasMessageContaining("10.0.0.2");
        assertThatThrownBy(() -> hosts.client.checkLocal(TwoHosts.SERVER)).hasMessageContaining("one of this host's");
    }

    @Test
    void aThousandConnectionsAtOnce() {
        List<Recorder> servers = new ArrayList<>();
        hosts.await(hosts.server
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        servers.add(new Recorder());
                        channel.pipeline().addLast(servers.get(servers.size() - 1));
                    }
                })
                .bind(new InetSocketAddress(PORT)));
        List<ChannelFuture> connects = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            connects.add(hosts.client
                    .bootstrap()
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelActive(ChannelHandlerContext context) {
                            context.writeAndFlush(ascii("number " + number), context.voidPromise());
                        }
                    })
                    .connect("server", PORT));
        }
        connects.forEach(hosts::await);
        assertThat(hosts.until(() -> servers.size() == 1000 && servers.stream().allMatch(one -> one.count() > 7)))
                .isTrue();
        assertThat(servers.stream().map(Recorder::text).distinct()).hasSize(1000);
        connects.forEach(connected -> hosts.await(connected.channel().close()));
        assertThat(hosts.until(() -> servers.stream().allMatch(one -> one.heard("inactive"))))
                .isTrue();
        assertThat(hosts.until(() -> hosts.client.stack().tcp().sockets().isEmpty()
                        && hosts.server.stack().tcp().sockets().isEmpty()))
                .isTrue();
    }

    @Test
    void everyBufferIsReleased() {
        PooledByteBufAllocator pool = new PooledByteBufAllocator(false, 1, 0, 8192, 7, 0, 0, false);
        Sink sink = new Sink();
        hosts.await(hosts.server
                .serverBootstrap()
                .childOption(ChannelOption.ALLOCATOR, new PreferHeapByteBufAllocator(pool))
                .childHandler(sink)
                .bind(new InetSocketAddress(PORT)));
        Pump pump = new Pump(3_000_000);
        hosts.await(hosts.client
                .bootstrap()
                .option(ChannelOption.ALLOCATOR, pool)
                .handler(pump)
                .connect("server", PORT));
        assertThat(hosts.until(() -> sink.ended)).isTrue();
        assertThat(sink.bytes).isEqualTo(3_000_000);
        assertThat(pool.metric().heapArenas().get(0).numAllocations()).isGreaterThan(60);
        assertThat(pool.metric().heapArenas().get(0).numActiveAllocations()).isZero();
    }

    @Test
    void writesThatNeverWereSentAreReleasedOnClose() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(ChannelOption.SO_SNDBUF, 4096));
        server.channel().config().setAutoRead(false);
        List<ByteBuf> buffers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            buffers.add(Unpooled.wrappedBuffer(new byte[20_000]));
            channel.writeAndFlush(buffers.get(i), channel.voidPromise());
        }
        hosts.await(channel.close());
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void aConnectThatIsRefusedBeforeAnythingElseLeavesNothingBehind() {
        ChannelFuture connected = hosts.client.bootstrap().handler(client).connect("server", PORT);
        assertThat(hosts.until(connected::isDone)).isTrue();
        assertThat(connected.cause()).isInstanceOf(ConnectException.class).hasMessageContaining("Connection refused");
        assertThat(hosts.client.stack().tcp().sockets()).isEmpty();
    }

    @Test
    void packetsHaveTheOptionsThatAreGivenBeforeItConnects() {
        listen(server);
        Bytes options = Ipv4Options.recordRoute(1);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(LabChannelOption.IP_OPTIONS, options));
        hosts.await(channel.writeAndFlush(ascii("hello")));
        assertThat(hosts.until(() -> server.count() == 5)).isTrue();
        assertThat(channel.config().getOption(LabChannelOption.IP_OPTIONS)).isEqualTo(options);
        IpCounters counters = hosts.server.stack().counters();
        assertThat(counters.get(IpCounter.WITH_OPTIONS)).isEqualTo(counters.get(IpCounter.RECEIVED));
    }

    @Test
    void smallWritesThatAreCorkedLeaveTogether() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(LabChannelOption.TCP_CORK, true));
        for (int i = 0; i < 3; i++) {
            hosts.await(channel.writeAndFlush(ascii("0123456789")));
        }
        hosts.time.runFor(Duration.ofMillis(100));
        assertThat(server.count()).isZero();
        channel.config().setOption(LabChannelOption.TCP_CORK, false);
        hosts.time.runFor(Duration.ofMillis(1));
        assertThat(server.count()).isEqualTo(30);
        assertThat(channel.socket().info().traffic().dataSegmentsOut()).isEqualTo(1);
    }

    @Test
    void fullSegmentsAndTheEndDoNotWaitForTheCork() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(LabChannelOption.TCP_CORK, true));
        hosts.await(channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[3000])));
        hosts.time.runFor(Duration.ofMillis(50));
        assertThat(server.count()).isEqualTo(2896);
        hosts.await(channel.shutdownOutput());
        hosts.time.runFor(Duration.ofMillis(50));
        assertThat(server.count()).isEqualTo(3000);
    }

    @Test
    void whatIsCorkedWaitsNoLongerThanATimeout() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(LabChannelOption.TCP_CORK, true));
        hosts.await(channel.writeAndFlush(ascii("0123456789")));
        hosts.time.runFor(Duration.ofMillis(250));
        assertThat(server.count()).isEqualTo(10);
    }

    @Test
    void keepAliveFollowsItsOptions() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client
                .bootstrap()
                .option(LabChannelOption.TCP_KEEPIDLE, 10)
                .option(LabChannelOption.TCP_KEEPINTVL, 3)
                .option(LabChannelOption.TCP_KEEPCNT, 2)
                .option(ChannelOption.SO_KEEPALIVE, true));
        assertThat(channel.config().getOption(LabChannelOption.TCP_KEEPIDLE)).isEqualTo(10);
        long start = hosts.time.clock().nanoTime();
        hosts.cable.cut();
        assertThat(hosts.until(() -> client.heard("inactive"))).isTrue();
        assertThat(Duration.ofNanos(hosts.time.clock().nanoTime() - start))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
        assertThatThrownBy(() -> channel.config().setOption(LabChannelOption.TCP_KEEPIDLE, 0))
                .hasMessageContaining("expected: 1 to 32767");
    }

    @Test
    void userTimeoutEndsAConnectionThatGetsNoAnswer() {
        listen(server);
        LabSocketChannel channel = connect(hosts.client.bootstrap().option(LabChannelOption.TCP_USER_TIMEOUT, 5_000));
        hosts.cable.cut();
        long start = hosts.time.clock().nanoTime();
        hosts.await(channel.writeAndFlush(ascii("anybody there?")));
        assertThat(hosts.until(() -> client.heard("inactive"))).isTrue();
        assertThat(hosts.time.clock().nanoTime() - start).isEqualTo(5_000_000_000L);
        assertThat(client.failure()).hasMessageContaining("timed out");
    }
}
