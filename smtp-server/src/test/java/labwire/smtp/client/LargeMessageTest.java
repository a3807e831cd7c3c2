package labwire.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message of 50 MB to a server that takes it slowly: never more of it is in memory than some pieces. */
class LargeMessageTest {

    private static final long SIZE = 50L << 20;
    /** What the system's own socket buffers may hold is not the heap's, but is read ahead all the same. */
    private static final long SOCKET_BUFFERS = 16L << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService reads = Executors.newSingleThreadExecutor();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
        reads.shutdown();
    }

    @Test
    void readsNoMoreThanTheServerTakes() throws Exception {
        Server stalling = new Server();
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(stalling);
                    }
                })
                .bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)
                .sync()
                .channel();
        ClientProfile profile = new ClientProfile(
                "pc1.lab",
                "",
                0,
                false,
                TlsPolicy.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClientTimeouts.DEFAULTS);
        SmtpClientConnection connection = SmtpClientConnection.open(
                        new Bootstrap().group(loops).channel(NioSocketChannel.class), listening.localAddress(), profile)
                .get(20, TimeUnit.SECONDS);
        OutgoingMessage message = new OutgoingMessage(
                Optional.of(MailAddress.of("a@lab")),
                SenderOptions.NONE,
                List.of(Recipient.of("b@lab")),
                false,
                false,
                SIZE,
                Optional.empty(),
                Endless::new);
        TransactionReport report = connection.send(message, reads).get(60, TimeUnit.SECONDS);
        assertThat(report.reply().code()).isEqualTo(250);
        assertThat(taken.get()).isGreaterThanOrEqualTo(SIZE);
        assertThat(stalling.readWhileStalled).isLessThan(SOCKET_BUFFERS);
        connection.quit().await(20, TimeUnit.SECONDS);
        listening.close().sync();
    }

    /** Lines of x, as many octets as the message has. */
    private final class Endless extends InputStream {
        private long left = SIZE;

        @Override
        public int read() {
            throw new UnsupportedOperationException("octet by octet");
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(octets, offset, offset + count, (byte) 'x');
            left -= count;
            read.addAndGet(count);
            return count;
        }
    }

    /** Stops reading in the middle of the text for half a second of its loop's time. */
    private final class Server extends SimpleChannelInboundHandler<ByteBuf> {
        private boolean inText;
        private boolean stalled;
        private volatile long readWhileStalled;
        private final StringBuilder tail = new StringBuilder();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            say(ctx, "220 here");
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf octets) {
            if (!inText) {
                String line = octets.toString(StandardCharsets.US_ASCII);
                inText = line.startsWith("DATA");
                say(ctx, inText ? "354 go on" : "250 ok");
                return;
            }
            taken.addAndGet(octets.readableBytes());
            int last = Math.min(5, octets.readableBytes());
            tail.append(octets.toString(octets.writerIndex() - last, last, StandardCharsets.US_ASCII));
            tail.delete(0, Math.max(0, tail.length() - 5));
            if (tail.toString().equals("\r\n.\r\n")) {
                inText = false;
                say(ctx, "250 taken");
            } else if (!stalled && taken.get() > 1 << 20) {
                stalled = true;
                ctx.channel().config().setAutoRead(false);
                ctx.executor()
                        .schedule(
                                () -> {
                                    readWhileStalled = read.get() - taken.get();
                                    ctx.channel().config().setAutoRead(true);
                                },
                                500,
                                TimeUnit.MILLISECONDS);
            }
        }

        private void say(ChannelHandlerContext ctx, String line) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.US_ASCII));
        }
    }
}
