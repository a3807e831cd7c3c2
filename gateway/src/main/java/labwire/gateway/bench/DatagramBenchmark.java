package labwire.gateway.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.time.Duration;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;

/**
 * How many small UDP datagrams a second go from one Netty pipeline to another through a chain of routers, all on one
 * thread. They are counted where they arrive; the sender sends as fast as the loop lets it.
 */
public final class DatagramBenchmark {
    /** Of the application; with the headers a frame of the smallest size. */
    public static final int PAYLOAD_BYTES = 22;

    private static final int PORT = 5001;
    /** Sent at one instant. */
    private static final int BURST = 64;
    /** Of the lab's time between bursts: more than they take over the hops, less than they take of the processor's. */
    private static final long INTERVAL_NANOS = 10_000;

    private final int hops;
    private final Duration warmUp;
    private final Duration measured;
    private final Ticker system = Ticker.systemTicker();

    /**
     * Sets a measurement up.
     *
     * @param hops cables between the hosts, 1 to 250
     * @param warmUp real time that does not count
     * @param measured real time that counts
     */
    public DatagramBenchmark(int hops, Duration warmUp, Duration measured) {
        this.hops = hops;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /**
     * Measures on a live loop with its own thread, and waits until it is done.
     *
     * @return datagrams a second
     */
    public double live() throws InterruptedException {
        LabEventLoop loop = LabEventLoop.live("bench");
        try {
            Promise<Double> result = loop.newPromise();
            loop.execute(() -> start(loop, result));
            return result.sync().getNow();
        } finally {
            loop.stop();
        }
    }

    private void start(LabEventLoop loop, Promise<Double> result) {
        RouterChain chain = new RouterChain(loop, hops);
        Counter counter = new Counter();
        chain.receiver().datagramBootstrap().handler(counter).bind(new InetSocketAddress(PORT));
        ChannelFuture connected = chain.sender()
                .datagramBootstrap()
                .handler(new ChannelInboundHandlerAdapter())
                .connect(chain.receiverAddress().toInetAddress(), PORT);
        connected.addListener(done -> new Sender(loop, connected.channel()).run());
        loop.newTimer(() -> begin(loop, counter, result)).arm(loop.now() + warmUp.toNanos());
    }

    private void begin(LabEventLoop loop, Counter counter, Promise<Double> result) {
        long before = counter.datagrams;
        long start = system.nanoTime();
        loop.newTimer(() -> {
                    double seconds = (system.nanoTime() - start) / 1e9;
                    result.setSuccess((counter.datagrams - before) / seconds);
                })
                .arm(loop.now() + measured.toNanos());
    }

    /** Sends burst after burst: the loop is always behind, and goes as fast as it can. */
    private static final class Sender implements Runnable {
        private final LabEventLoop loop;
        private final Channel channel;
        private final LabTimer next;
        private final ByteBuf datagram = Unpooled.wrappedBuffer(new byte[PAYLOAD_BYTES]);

        Sender(LabEventLoop loop, Channel channel) {
            this.loop = loop;
            this.channel = channel;
            next = loop.newTimer(this);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the void promise
        public void run() {
            for (int i = 0; i < BURST; i++) {
                channel.write(datagram.retainedDuplicate(), channel.voidPromise());
            }
            channel.flush();
            next.arm(loop.now() + INTERVAL_NANOS);
        }
    }

    private static final class Counter extends ChannelInboundHandlerAdapter {
        private long datagrams;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            datagrams++;
            ReferenceCountUtil.release(message);
        }
    }
}
