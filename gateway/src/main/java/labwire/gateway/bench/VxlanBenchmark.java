package labwire.gateway.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.cloud.Encapsulation;
import labwire.netlab.cloud.Tunnel;
import labwire.netlab.cloud.TunnelRule;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/**
 * How much one TCP stream carries between a host of a lab and the kernel, over a VXLAN between them. The kernel's end is
 * in a network namespace of its own.
 *
 * <pre>
 *   host 10.0.1.1 --- tunnel 10.9.0.1 ===UDP=== 10.9.0.2 vx 10.0.1.2
 * </pre>
 */
public final class VxlanBenchmark {
    private static final int PORT = 5001;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int VNI = 100;
    private static final Ipv4Address LAB = Ipv4Address.parse("10.0.1.1");
    private static final Ipv4Address KERNEL = Ipv4Address.parse("10.0.1.2");
    private static final int SECONDS = 6;
    private static final long WARM_UP_BYTES = 300_000_000;
    private static final double BITS_AND_NANOS = 8e9;

    /** Who speaks to whom. */
    public enum Way {
        LAB_SENDS("lab-sends"),
        LAB_RECEIVES("lab-receives"),
        /** The kernel at both ends, to compare with. */
        BOTH_KERNEL("kernel");

        private final String argument;

        Way(String argument) {
            this.argument = argument;
        }
    }

    private VxlanBenchmark() {}

    /**
     * Measures; takes some seconds.
     *
     * @return bit/s; empty where namespaces, {@code unshare}, {@code ip} or {@code ethtool} are not to be had, or too
     *     little arrived to measure
     */
    public static OptionalDouble measure(Way way) {
        List<String> arguments = new ArrayList<>(List.of(way.argument, Integer.toString(SECONDS)));
        arguments.addAll(KernelPath.java("-Xmx256m"));
        return KernelPath.run("vxlan-path.sh", arguments);
    }

    /** The lab's end, in the namespace that the script made: {@code sink}, or {@code source SECONDS}. */
    public static void main(String[] arguments) throws Exception {
        LabEventLoop loop = LabEventLoop.live("bench");
        WorkstationSockets sockets = WorkstationSockets.open(1);
        LabNetwork network = loop.submit(() -> host(loop, sockets)).get();
        Promise<Void> ended = GlobalEventExecutor.INSTANCE.newPromise();
        if (arguments[0].equals("sink")) {
            network.serverBootstrap()
                    .childHandler(new Sink(ended))
                    .bind(new InetSocketAddress(PORT))
                    .sync();
            System.out.println("listening");
        } else {
            Channel channel = network.bootstrap()
                    // close() is done when everything has been acknowledged.
                    .option(ChannelOption.SO_LINGER, SECONDS)
                    .handler(new Source())
                    .connect(KERNEL.toInetAddress("peer"), PORT)
                    .sync()
                    .channel();
            loop.schedule(() -> channel.close(), Integer.parseInt(arguments[1]), TimeUnit.SECONDS);
            channel.closeFuture().addListener(closed -> ended.setSuccess(null));
        }
        ended.sync();
        loop.stop();
        sockets.close();
    }

    private static LabNetwork host(LabEventLoop loop, WorkstationSockets sockets) throws UnknownHostException {
        RandomStreams random = new RandomStreams(1);
        Port inner = new Port(loop.clock(), "host", "eth1", new MacAddress(0x0200_0000_0001L));
        Port outer = new Port(loop.clock(), "vxlan", "peer", MacAddress.BROADCAST);
        IpStack stack = new IpStack(loop, "host", random);
        stack.addInterface("eth1", new PortLink(inner)).addAddress(LAB, 24);
        Cable.connect(loop, inner, outer, LinkSettings.PLAIN, random.stream("cable"));
        TunnelRule rule = new TunnelRule(
                new Encapsulation.Vxlan(VNI),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 9, 0, 1}), Encapsulation.Vxlan.PORT),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 9, 0, 2}), Encapsulation.Vxlan.PORT));
        Tunnel tunnel = new Tunnel(
                loop,
                outer,
                rule,
                sockets.group().next(),
                sockets.datagramBootstrap(Tunnel.MAX_DATAGRAM_BYTES),
                sockets.datagramTrains());
        tunnel.open();
        return new LabNetwork(loop, stack, NameSource.NONE);
    }

    private static final class Source extends ChannelInboundHandlerAdapter {
        private final ByteBuf chunk = Unpooled.wrappedBuffer(new byte[CHUNK_BYTES]);

        @Override
        public void channelActive(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            fill(context);
        }

        /** What was not sent by the end. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the void promise
        private void fill(ChannelHandlerContext context) {
            while (context.channel().isActive() && context.channel().isWritable()) {
                context.writeAndFlush(chunk.retainedDuplicate(), context.voidPromise());
            }
        }
    }

    private static final class Sink extends ChannelInboundHandlerAdapter {
        private final Ticker system = Ticker.systemTicker();
        private final Promise<Void> ended;
        private long bytes;
        private long startBytes;
        private long start;

        Sink(Promise<Void> ended) {
            this.ended = ended;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            bytes += buffer.readableBytes();
            buffer.release();
            if (start == 0 && bytes > WARM_UP_BYTES) {
                start = system.nanoTime();
                startBytes = bytes;
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            System.out.println(
                    start == 0
                            ? "too slow to measure: " + bytes + " bytes in all"
                            : Long.toString(
                                    (long) ((bytes - startBytes) * BITS_AND_NANOS / (system.nanoTime() - start))));
            ended.setSuccess(null);
        }
    }
}
