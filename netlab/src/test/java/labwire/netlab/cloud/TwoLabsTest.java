package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two labs, each with its own time, are one network by a tunnel between them. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored")
final class TwoLabsTest {
    private static final int PORT = 5001;
    private static final int BYTES = 3 << 20;

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Side left = new Side(1);
    private final Side right = new Side(2);

    /** A lab with one host, 10.0.0.1 or 10.0.0.2, and the lab's end of a tunnel. */
    private static final class Side {
        final LabEventLoop loop;
        final Port outer;
        final LabNetwork host;

        Side(int number) {
            loop = LabEventLoop.live("lab" + number);
            outer = new Port(loop.clock(), "tunnel", "other", MacAddress.BROADCAST);
            IpStack[] stack = new IpStack[1];
            loop.submit(() -> {
                        RandomStreams random = new RandomStreams(number);
                        Port port = new Port(loop.clock(), "host", "eth0", new MacAddress(0x0200_0000_0000L + number));
                        stack[0] = new IpStack(loop, "host", random);
                        stack[0].addInterface("eth0", new PortLink(port)).addAddress(address(number), 24);
                        Cable.connect(loop, port, outer, LinkSettings.PLAIN, random.stream("cable"));
                    })
                    .syncUninterruptibly();
            host = new LabNetwork(loop, stack[0], NameSource.NONE);
        }

        static Ipv4Address address(int number) {
            return Ipv4Address.parse("10.0.0." + number);
        }
    }

    @AfterEach
    void stop() {
        outside.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        left.loop.stop();
        right.loop.stop();
    }

    private Tunnel tunnel(Side side, Encapsulation encapsulation, int local, int remote) {
        Bootstrap datagrams = new Bootstrap()
                .group(outside)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Tunnel.MAX_DATAGRAM_BYTES));
        InetAddress here = InetAddress.getLoopbackAddress();
        TunnelRule rule =
                new TunnelRule(encapsulation, new InetSocketAddress(here, local), new InetSocketAddress(here, remote));
        Tunnel tunnel = new Tunnel(side.loop, side.outer, rule, outside.next(), datagrams);
        tunnel.open().syncUninterruptibly();
        return tunnel;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aStreamCrossesFromOneLabToTheOtherByVxlan() throws Exception {
        byte[] data = new byte[BYTES];
        new SplittableRandom(7).nextBytes(data);
        CRC32 expected = new CRC32();
        expected.update(data);
        int leftPort = freePort();
        int rightPort = freePort();
        Encapsulation.Vxlan vxlan = new Encapsulation.Vxlan(100);
        Tunnel fromLeft = tunnel(left, vxlan, leftPort, rightPort);
        Tunnel fromRight = tunnel(right, vxlan, rightPort, leftPort);
        CompletableFuture<Long> sum = new CompletableFuture<>();
        right.host
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Sum(sum));
                    }
                })
                .bind(new InetSocketAddress(PORT))
                .sync();
        left.host
                .bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {}
                })
                .connect(Side.address(2).toInetAddress(), PORT)
                .addListener((ChannelFutureListener) connected -> connected
                        .channel()
                        .writeAndFlush(Unpooled.wrappedBuffer(data))
                        .addListener(ChannelFutureListener.CLOSE));

        assertThat(sum.get(50, TimeUnit.SECONDS)).isEqualTo(expected.getValue());
        assertThat(fromLeft.counters().sent()).isGreaterThan(BYTES / 1500);
        assertThat(fromRight.counters().foreign() + fromRight.counters().malformed())
                .isZero();
        fromLeft.close().syncUninterruptibly();
        fromRight.close().syncUninterruptibly();
    }

    /** Gives the checksum of what came, when the stream ends. */
    private static final class Sum extends SimpleChannelInboundHandler<ByteBuf> {
        private final CRC32 sum = new CRC32();
        private final CompletableFuture<Long> whenOver;

        Sum(CompletableFuture<Long> whenOver) {
            this.whenOver = whenOver;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf part) {
            sum.update(part.nioBuffer());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            whenOver.complete(sum.getValue());
        }
    }
}
