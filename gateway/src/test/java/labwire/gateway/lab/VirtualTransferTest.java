package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bulk transfers through the shipped lab in virtual time, while the lab is made difficult. */
class VirtualTransferTest {
    private static final Path LAB = Path.of("../config/lab.yaml");
    private static final int PORT = 9000;
    private static final int CHUNK = 64 * 1024;
    private static final int MEGABYTE = 1_000_000;
    private static final Duration LIMIT = Duration.ofHours(5);

    /** Sends pseudo-random bytes and closes; writes only while the channel takes them. */
    private static final class Source extends ChannelInboundHandlerAdapter {
        private final SplittableRandom random = new SplittableRandom(1);
        private final MessageDigest digest = sha256();
        private long left;

        Source(long length) {
            left = length;
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
                byte[] chunk = new byte[(int) Math.min(left, CHUNK)];
                random.nextBytes(chunk);
                digest.update(chunk);
                left -= chunk.length;
                ChannelFuture written = context.writeAndFlush(Unpooled.wrappedBuffer(chunk));
                if (left == 0) {
                    written.addListener(ChannelFutureListener.CLOSE);
                }
            }
        }
    }

    private static final class Sink extends SimpleChannelInboundHandler<ByteBuf> {
        private final MessageDigest digest = sha256();
        private long received;
        private boolean ended;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
            received += data.readableBytes();
            digest.update(data.nioBuffer());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended = true;
        }
    }

    private static void transfer(VirtualLab lab, long length, Runnable whenHalfway) {
        Sink sink = new Sink();
        Source source = new Source(length);
        lab.await(lab.lab()
                .host("video")
                .orElseThrow()
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(sink);
                    }
                })
                .bind(new InetSocketAddress(PORT)));
        lab.await(
                lab.lab().host("pc1").orElseThrow().bootstrap().handler(source).connect("video", PORT));
        assertThat(lab.time().runUntil(() -> sink.received > length / 2, LIMIT)).isTrue();
        whenHalfway.run();
        assertThat(lab.time().runUntil(() -> sink.ended, LIMIT)).isTrue();
        assertThat(sink.received).isEqualTo(length);
        assertThat(hex(sink.digest)).isEqualTo(hex(source.digest));
    }

    @Test
    void aHundredMegabytesOverLossAndReorderingArriveBitExact() throws IOException {
        try (VirtualLab lab = VirtualLab.start(LAB, 1)) {
            lab.link("video:eth1", "loss", "5%", "reorder", "5%");
            lab.time().runFor(Duration.ofSeconds(1));
            transfer(lab, 100 * MEGABYTE, () -> {});
        }
    }

    @Test
    void cuttingTheCableThatSpanningTreeUsesLosesNothing() throws IOException {
        try (VirtualLab lab = VirtualLab.start(LAB, 1)) {
            lab.time().runFor(Duration.ofSeconds(1));
            long before = lab.lab().port("SW3:Gi0/2").orElseThrow().counters().sentBytes();
            transfer(lab, 20 * MEGABYTE, () -> lab.link("SW3:Gi0/1", "cut"));
            assertThat(lab.lab().port("SW3:Gi0/2").orElseThrow().counters().sentBytes() - before)
                    .as("bytes on the cable that was blocked before")
                    .isGreaterThan(9 * MEGABYTE);
        }
    }

    @Test
    void aCutCableReconvergesWithinASecond() throws IOException {
        try (VirtualLab lab = VirtualLab.start(LAB, 1)) {
            lab.time().runFor(Duration.ofSeconds(1));
            assertThat(lab.exec("pc1", "ping -c 1 video").output()).contains("1 received");
            lab.link("SW3:Gi0/1", "cut");
            lab.time().runFor(Duration.ofMillis(900));
            assertThat(lab.exec("pc1", "ping -c 1 video").output()).contains("1 received");
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
