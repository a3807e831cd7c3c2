package labwire.gateway.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;

/**
 * How much one TCP stream carries from one Netty pipeline to another through a chain of routers, all on one thread.
 */
public final class StreamBenchmark {
    private static final int PORT = 5001;
    /** One write of the sender's. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final int SEGMENT_BYTES =
            NetworkInterface.DEFAULT_MTU - Ipv4Packet.HEADER_LENGTH - TcpSegment.HEADER_LENGTH;

    private static final Duration VIRTUAL_STEP = Duration.ofNanos(20_000);

    private final int hops;
    private final boolean offload;
    private final Duration warmUp;
    private final Duration measured;
    private final Ticker system = Ticker.systemTicker();

    /**
     * Sets a measurement up.
     *
     * @param hops cables between the hosts, 1 to 250
     * @param offload true: in super-segments; false: every segment is a frame of its own at every hop
     * @param warmUp real time that does not count
     * @param measured real time that counts
     */
    public StreamBenchmark(int hops, boolean offload, Duration warmUp, Duration measured) {
        this.hops = hops;
        this.offload = offload;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Measures on a live loop with its own thread. Waits until it is done. */
    public StreamResult live() throws InterruptedException {
        LabEventLoop loop = LabEventLoop.live("bench");
        try {
            Promise<StreamResult> result = loop.newPromise();
            loop.execute(() -> {
                Receiver receiver = start(loop);
                loop.newTimer(() -> begin(loop, receiver, result)).arm(loop.now() + warmUp.toNanos());
            });
            return result.sync().getNow();
        } finally {
            loop.stop();
        }
    }

    private void begin(LabEventLoop loop, Receiver receiver, Promise<StreamResult> result) {
        long bytes = receiver.bytes;
        long start = system.nanoTime();
        loop.newTimer(() -> result.setSuccess(result(receiver.bytes - bytes, system.nanoTime() - start)))
                .arm(loop.now() + measured.toNanos());
    }

    /** Measures in virtual time, on the calling thread. */
    public StreamResult virtual() {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            Receiver receiver = start(time.loop());
            runFor(time, warmUp);
            long bytes = receiver.bytes;
            long nanos = runFor(time, measured);
            return result(receiver.bytes - bytes, nanos);
        }
    }

    /** In steps so short that a stream without a rate limit does not fill seconds of real time with one. */
    private long runFor(VirtualTime time, Duration real) {
        long start = system.nanoTime();
        long nanos = 0;
        while (nanos < real.toNanos()) {
            time.runFor(VIRTUAL_STEP);
            nanos = system.nanoTime() - start;
        }
        return nanos;
    }

    private StreamResult result(long bytes, long nanos) {
        return new StreamResult(hops, SEGMENT_BYTES, bytes, nanos / 1e9);
    }

    private Receiver start(LabEventLoop loop) {
        RouterChain chain = new RouterChain(loop, hops);
        chain.segmentationOffload(offload);
        Receiver receiver = new Receiver();
        chain.receiver()
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(receiver);
                    }
                })
                .bind(new InetSocketAddress(PORT))
                .addListener(bound -> {
                    Bootstrap sender = chain.sender().bootstrap().handler(new Sender());
                    sender.connect(chain.receiverAddress().toInetAddress(), PORT)
                            .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
                });
        return receiver;
    }

    /** Writes for as long as the channel is writable. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final ByteBuf chunk = Unpooled.wrappedBuffer(new byte[CHUNK_BYTES]);

        @Override
        public void channelActive(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            fill(context);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the void promise
        private void fill(ChannelHandlerContext context) {
            while (context.channel().isWritable()) {
                context.writeAndFlush(chunk.retainedDuplicate(), context.voidPromise());
            }
        }
    }

    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private long bytes;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            bytes += buffer.readableBytes();
            buffer.release();
        }
    }
}
