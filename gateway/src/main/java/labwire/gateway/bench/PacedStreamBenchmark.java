package labwire.gateway.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.VirtualTime;

/** How long a stream of 5 Mbit/s through a chain of routers takes in virtual time: as a long session of video would. */
public final class PacedStreamBenchmark {
    private static final int PORT = 5001;
    private static final int BYTES_A_SECOND = 5_000_000 / 8;
    private static final int CHUNKS_A_SECOND = 10;
    private static final Duration OPENING = Duration.ofSeconds(1);

    private final int hops;
    private long received;

    /**
     * Sets a measurement up.
     *
     * @param hops cables between the hosts, 1 to 250
     */
    public PacedStreamBenchmark(int hops) {
        this.hops = hops;
    }

    /**
     * Runs the stream for so long of virtual time, on the calling thread.
     *
     * @return seconds of real time that it took
     * @throws IllegalStateException if not all of it arrived
     */
    public double seconds(Duration virtual) {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            RouterChain chain = new RouterChain(time.loop(), hops);
            chain.receiver().serverBootstrap().childHandler(new Counter()).bind(new InetSocketAddress(PORT));
            chain.sender()
                    .bootstrap()
                    .handler(new Sender())
                    .connect(chain.receiverAddress().toInetAddress(), PORT);
            time.runFor(OPENING);
            long before = received;
            long start = Ticker.systemTicker().nanoTime();
            time.runFor(virtual);
            double seconds = (Ticker.systemTicker().nanoTime() - start) / 1e9;
            long expected = virtual.toSeconds() * BYTES_A_SECOND;
            if (received - before < expected) {
                throw new IllegalStateException(
                        "bytes: " + (received - before) + " (expected: " + expected + ", all of the stream)");
            }
            return seconds;
        }
    }

    /** Sends a tenth of a second's worth each tenth of a second. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final ByteBuf chunk = Unpooled.wrappedBuffer(new byte[BYTES_A_SECOND / CHUNKS_A_SECOND]);

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // goes on until the lab ends
        public void channelActive(ChannelHandlerContext context) {
            Channel channel = context.channel();
            channel.eventLoop()
                    .scheduleAtFixedRate(
                            () -> channel.writeAndFlush(chunk.retainedDuplicate(), channel.voidPromise()),
                            0,
                            TimeUnit.SECONDS.toNanos(1) / CHUNKS_A_SECOND,
                            TimeUnit.NANOSECONDS);
        }
    }

    private final class Counter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            received += ((ByteBuf) message).readableBytes();
            ReferenceCountUtil.release(message);
        }
    }
}
