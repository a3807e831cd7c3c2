package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets on loopback, a live lab of two hosts behind. */
@Timeout(60)
@SuppressWarnings({"FutureReturnValueIgnored", "NullAway.Init"})
final class PortForwardTest {
    private static final int LAB_PORT = 25;

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private LiveHosts lab;
    private PortForward forward;
    private InetSocketAddress at;

    @BeforeEach
    void start() throws Exception {
        lab = new LiveHosts();
        forward = open(PortForwardRule.DEFAULT_MAX_CONNECTIONS);
    }

    private PortForward open(int maxConnections) throws InterruptedException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        PortForward opened = new PortForward(
                lab.cloud(),
                outside,
                NioServerSocketChannel.class,
                new PortForwardRule(any, "mail", LAB_PORT, maxConnections));
        at = opened.listen().sync().getNow();
        return opened;
    }

    @AfterEach
    void stop() throws Exception {
        forward.stop().sync();
        assertThat(forward.open()).isZero();
        lab.close();
        outside.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    private void serve(ChannelInboundHandlerAdapter handler) throws InterruptedException {
        lab.serve(LAB_PORT, handler);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(at);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    @Test
    void bytesAndHalfCloseTravelBothWays() throws Exception {
        serve(new EchoHandler());
        byte[] sent = noise(20 << 20);
        try (Socket socket = connect()) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(sent);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            byte[] received = socket.getInputStream().readAllBytes();
            writing.get(20, TimeUnit.SECONDS);
            assertThat(received).isEqualTo(sent);
        }
        await().until(() -> forward.open() == 0);
        assertThat(forward.accepted()).isEqualTo(1);
    }

    @Test
    void theServerMayEndFirst() throws Exception {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        serve(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}))
                        .addListener(done -> ((DuplexChannel) context.channel()).shutdownOutput());
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                synchronized (heard) {
                    heard.writeBytes(ByteBufUtil.getBytes((ByteBuf) message));
                }
                ((ByteBuf) message).release();
            }
        });
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            socket.getOutputStream().write(new byte[] {4, 5});
            await().until(() -> {
                synchronized (heard) {
                    return heard.size() == 2;
                }
            });
        }
        await().until(() -> forward.open() == 0);
    }

    @Test
    void aSlowReaderInTheLabHoldsTheWriterOutsideBack() throws Exception {
        List<Channel> channels = new CopyOnWriteArrayList<>();
        AtomicLong count = new AtomicLong();
        serve(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                context.channel().config().setAutoRead(false);
                channels.add(context.channel());
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                count.addAndGet(((ByteBuf) message).readableBytes());
                ((ByteBuf) message).release();
            }
        });
        byte[] chunk = noise(1 << 20);
        int chunks = 64;
        try (Socket socket = connect()) {
            AtomicLong written = new AtomicLong();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    for (int i = 0; i < chunks; i++) {
                        out.write(chunk);
                        written.addAndGet(chunk.length);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> channels.size() == 1 && isSendBufferFull());
            // The kernel's buffers outside, our credit, the lab connection's buffers: nowhere near all of it.
            assertThat(writing).isNotDone();
            assertThat(written.get()).isLessThan(32L << 20);
            channels.get(0).config().setAutoRead(true);
            writing.get(20, TimeUnit.SECONDS);
            await().until(() -> count.get() == (long) chunks * chunk.length);
        }
    }

    private boolean isSendBufferFull() throws InterruptedException {
        return lab.loop()
                .submit(() -> lab.cloud().stack().tcp().sockets().stream().anyMatch(socket -> socket.sendSpace() == 0))
                .sync()
                .getNow();
    }

    @Test
    void aSlowReaderOutsideHoldsTheWriterInTheLabBack() throws Exception {
        byte[] chunk = noise(1 << 20);
        int chunks = 64;
        AtomicLong written = new AtomicLong();
        serve(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                for (int i = 0; i < chunks; i++) {
                    context.write(Unpooled.wrappedBuffer(chunk)).addListener(done -> written.addAndGet(chunk.length));
                }
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        });
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 << 10);
            socket.connect(at);
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(chunk[0] & 0xFF);
            assertThat(written.get()).isLessThan(32L << 20);
            long read = 1;
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i += 997) {
                    assertThat(buffer[i]).isEqualTo(chunk[(int) ((read + i) % chunk.length)]);
                }
                read += n;
            }
            assertThat(read).isEqualTo((long) chunks * chunk.length);
        }
    }

    @Test
    void aResetOutsideIsAResetInTheLab() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        AtomicLong count = new AtomicLong();
        serve(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                count.addAndGet(((ByteBuf) message).readableBytes());
                ((ByteBuf) message).release();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                failures.add(cause);
            }
        });
        try (Socket socket = connect()) {
            socket.getOutputStream().write(1);
            await().until(() -> count.get() == 1);
            socket.setSoLinger(true, 0);
        }
        await().until(() -> failures.size() == 1);
        assertThat(failures.get(0)).isInstanceOf(IOException.class).hasMessage("Connection reset by peer");
    }

    @Test
    void aResetInTheLabIsAResetOutside() throws Exception {
        serve(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ((ByteBuf) message).release();
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
        });
        try (Socket socket = connect()) {
            socket.getOutputStream().write(1);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");
        }
    }

    @Test
    void whatTheLabRefusesIsResetOutside() throws Exception {
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");
        }
        assertThat(forward.notConnected()).isEqualTo(1);
    }

    @Test
    void connectionsBeyondTheLimitAreReset() throws Exception {
        serve(new EchoHandler());
        forward.stop().sync();
        forward = open(2);
        try (Socket one = connect();
                Socket two = connect()) {
            one.getOutputStream().write(1);
            two.getOutputStream().write(2);
            assertThat(one.getInputStream().read()).isEqualTo(1);
            assertThat(two.getInputStream().read()).isEqualTo(2);
            try (Socket three = connect()) {
                assertThatThrownBy(() -> three.getInputStream().read()).isInstanceOf(SocketException.class);
            }
            assertThat(forward.overLimit()).isEqualTo(1);
        }
        await().until(() -> forward.open() == 0);
        try (Socket again = connect()) {
            again.getOutputStream().write(3);
            assertThat(again.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void aTakenPortIsReportedWithItsAddressAndTheReason() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());
            PortForward second = new PortForward(
                    lab.cloud(), outside, NioServerSocketChannel.class, new PortForwardRule(address, "mail", LAB_PORT));
            Future<InetSocketAddress> opened = second.listen().await();
            assertThat(opened.cause())
                    .isInstanceOf(PortForwardException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " -> mail:25")
                    .hasMessageContaining("Address already in use");
            second.stop().sync();
        }
    }

    private boolean isPortClosed() {
        try (Socket socket = connect()) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void stoppingEndsTheConnectionsInOrder() throws Exception {
        serve(new EchoHandler());
        try (Socket socket = connect()) {
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            forward.stop().sync();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        // NIO gives a closed port back to the kernel with the selector's next pass.
        await().until(this::isPortClosed);
    }
}
