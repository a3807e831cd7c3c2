package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import labwire.netlab.link.LinkSettings;
import org.junit.jupiter.api.Test;

/** The same seed gives the same frames, and nothing that a handler does to its buffers changes one of them. */
@SuppressWarnings("FutureReturnValueIgnored")
final class RepeatabilityTest {
    private static final int CONNECTIONS = 5;
    private static final int BYTES_EACH = 200_000;
    private static final LinkSettings BAD_CABLE = LinkSettings.PLAIN
            .withDelay(2_000_000)
            .withLoss(0.03)
            .withReorder(0.05)
            .withJitter(500_000);

    /** Sends back what it hears; may then overwrite all that it was given and all that it wrote. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        private final boolean scribbling;

        Echo(boolean scribbling) {
            this.scribbling = scribbling;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            ByteBuf written = context.alloc()
                    .buffer(read.readableBytes())
                    .writeBytes(read, read.readerIndex(), read.readableBytes());
            context.writeAndFlush(written.retainedDuplicate()).addListener(done -> {
                scribble(written);
                written.release();
            });
            scribble(read);
            read.release();
        }

        private void scribble(ByteBuf buffer) {
            if (scribbling) {
                buffer.setZero(0, buffer.capacity());
            }
        }
    }

    private static final class Client extends ChannelInboundHandlerAdapter {
        private final int number;
        private int received;

        Client(int number) {
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.executor().schedule(() -> send(context), number, TimeUnit.MILLISECONDS);
        }

        private void send(ChannelHandlerContext context) {
            ByteBuf bytes = context.alloc().buffer(BYTES_EACH);
            for (int i = 0; i < BYTES_EACH; i++) {
                bytes.writeByte(i * number >>> 3);
            }
            context.writeAndFlush(bytes, context.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            while (bytes.isReadable()) {
                if (bytes.readByte() != (byte) (received++ * number >>> 3)) {
                    throw new AssertionError("byte " + (received - 1) + " of connection " + number);
                }
            }
            bytes.release();
            if (received == BYTES_EACH) {
                context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
        }
    }

    private static byte[] capture(long seed, boolean scribbling) {
        try (TwoHosts hosts = new TwoHosts(seed, BAD_CABLE).capturing()) {
            hosts.await(hosts.server
                    .serverBootstrap()
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Echo(scribbling));
                        }
                    })
                    .bind(new InetSocketAddress(7)));
            Client[] clients = new Client[CONNECTIONS];
            for (int i = 0; i < CONNECTIONS; i++) {
                clients[i] = new Client(i + 1);
                hosts.client
                        .bootstrap()
                        .handler(clients[i])
                        .connect("server", 7)
                        .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
            assertThat(hosts.until(() -> hosts.client.stack().tcp().sockets().isEmpty()
                            && hosts.time.clock().nanoTime() > TimeUnit.SECONDS.toNanos(1)))
                    .isTrue();
            for (Client client : clients) {
                assertThat(client.received).isEqualTo(BYTES_EACH);
            }
            return hosts.capture();
        }
    }

    @Test
    void theSameSeedGivesTheSameFramesAtTheSameInstants() {
        byte[] first = capture(42, false);
        assertThat(first.length).isGreaterThan(2 * CONNECTIONS * BYTES_EACH);
        assertThat(capture(42, false)).isEqualTo(first);
    }

    @Test
    void anotherSeedGivesOtherFrames() {
        assertThat(capture(43, false)).isNotEqualTo(capture(42, false));
    }

    @Test
    void aHandlerThatScribblesOverItsBuffersChangesNothingOnTheWire() {
        assertThat(capture(42, true)).isEqualTo(capture(42, false));
    }
}
