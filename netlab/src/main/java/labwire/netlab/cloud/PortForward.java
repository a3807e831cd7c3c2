package labwire.netlab.cloud;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A port of the workstation each of whose connections becomes a TCP connection in the lab: from the cloud's host, over
 * the lab's cables, to a host there.
 *
 * <p>The ends correspond: half-close is half-close, reset is reset, and a connection that the lab refuses, or cannot
 * route, is reset outside. Neither side buffers more than {@value ForwardLeg#CREDIT_BYTES} bytes for the other beyond
 * the two sockets' own buffers.
 *
 * <p>May be used from any thread. Not restartable.
 */
public final class PortForward {
    /** Send and receive buffer of a connection in the lab: enough for its short ways, and bounded for many. */
    private static final int LAB_BUFFER_BYTES = 1 << 20;

    /** How long the lab has to answer before the connection outside is reset. */
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    /** A live connection, by its outer side. */
    private record Connection(Channel channel, ForwardLeg leg) {}

    private final LabNetwork network;
    private final EventLoopGroup outside;
    private final Class<? extends ServerSocketChannel> channelClass;
    private final PortForwardRule rule;
    /** By running number. */
    private final ConcurrentSkipListMap<Long, Connection> connections = new ConcurrentSkipListMap<>();

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong overLimit = new AtomicLong();
    private final AtomicLong notConnected = new AtomicLong();
    private volatile @Nullable Channel listening;
    private volatile boolean stopping;

    /**
     * Makes a forward that does not listen yet.
     *
     * @param network the cloud's host
     * @param outside the loops of the real sockets, NIO or epoll
     * @param channelClass the listening channel that fits {@code outside}
     */
    public PortForward(
            LabNetwork network,
            EventLoopGroup outside,
            Class<? extends ServerSocketChannel> channelClass,
            PortForwardRule rule) {
        this.network = network;
        this.outside = outside;
        this.channelClass = channelClass;
        this.rule = rule;
    }

    public PortForwardRule rule() {
        return rule;
    }

    /**
     * Opens the port.
     *
     * @return done when it is open, with the address; fails with a {@link PortForwardException}
     */
    public Future<InetSocketAddress> listen() {
        Promise<InetSocketAddress> opened = outside.next().newPromise();
        new ServerBootstrap()
                .group(outside)
                .channel(channelClass)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel outer) {
                        accepted(outer);
                    }
                })
                .bind(rule.listen())
                .addListener((ChannelFutureListener) bound -> {
                    if (bound.isSuccess()) {
                        listening = bound.channel();
                        opened.setSuccess((InetSocketAddress) bound.channel().localAddress());
                    } else {
                        String reason = bound.cause().getMessage() + " (expected: a free port of this machine)";
                        opened.setFailure(new PortForwardException(rule + ": " + reason, bound.cause()));
                    }
                });
        return opened;
    }

    private void accepted(Channel outer) {
        if (open.incrementAndGet() > rule.maxConnections()) {
            open.decrementAndGet();
            overLimit.incrementAndGet();
            outer.config().setOption(ChannelOption.SO_LINGER, 0);
            outer.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        long number = accepted.incrementAndGet();
        ForwardLeg leg = ForwardLeg.pair(outer.eventLoop(), network.loop());
        connections.put(number, new Connection(outer, leg));
        outer.closeFuture().addListener(closed -> {
            connections.remove(number);
            open.decrementAndGet();
        });
        outer.pipeline().addLast(leg);
        if (stopping) {
            leg.close();
            return;
        }
        network.loop().execute(() -> connect(leg));
    }

    private static RecvByteBufAllocator readSizes() {
        return new AdaptiveRecvByteBufAllocator(1024, 4096, ForwardLeg.READ_BYTES);
    }

    /** On the lab's loop. */
    private void connect(ForwardLeg outer) {
        ForwardLeg inner = outer.peer();
        if (inner.isClosed()) {
            return;
        }
        ChannelFuture connecting = network.bootstrap()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.SO_SNDBUF, LAB_BUFFER_BYTES)
                .option(ChannelOption.SO_RCVBUF, LAB_BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
                .handler(inner)
                .connect(rule.host(), rule.port());
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                inner.start();
                outer.start();
            } else {
                notConnected.incrementAndGet();
                outer.reset();
            }
        });
    }

    /**
     * Closes the port, then every connection, in order: what has been handed over is still sent.
     *
     * @return done when the port and all real sockets are closed
     */
    public Future<Void> stop() {
        stopping = true;
        Promise<Void> stopped = outside.next().newPromise();
        Channel port = listening;
        if (port == null) {
            return stopped.setSuccess(null);
        }
        port.close().addListener(closed -> closeConnections(stopped));
        return stopped;
    }

    private void closeConnections(Promise<Void> stopped) {
        List<Connection> live = List.copyOf(connections.values());
        AtomicInteger left = new AtomicInteger(live.size());
        if (live.isEmpty()) {
            stopped.setSuccess(null);
        }
        for (Connection connection : live) {
            connection.channel().closeFuture().addListener(done -> {
                if (left.decrementAndGet() == 0) {
                    stopped.setSuccess(null);
                }
            });
            connection.leg().close();
            connection.leg().peer().close();
        }
    }

    /** Connections taken since the port was opened. */
    public long accepted() {
        return accepted.get();
    }

    /** Connections open now. */
    public int open() {
        return open.get();
    }

    /** Connections reset because there were {@link PortForwardRule#maxConnections} already. */
    public long overLimit() {
        return overLimit.get();
    }

    /** Connections reset because the lab refused them or could not be reached. */
    public long notConnected() {
        return notConnected.get();
    }
}
