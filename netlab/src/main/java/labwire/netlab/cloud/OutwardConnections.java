package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * TCP connections of the lab to the real network. A SYN waits until the real connection stands; then it is answered in
 * the name of whom it is for, and the two are joined. What the real network refuses is reset; what it cannot reach is
 * unreachable.
 *
 * <p>Lab thread only.
 */
final class OutwardConnections {
    /** Connections at once. */
    static final int MAX_CONNECTIONS = 1024;
    /** Of these, such as are being made. */
    static final int MAX_BEGINNING = 256;

    private static final int CONNECT_TIMEOUT_MILLIS = 20_000;
    /** How long the lab has for its half of the handshake once the real connection stands. */
    private static final int HANDSHAKE_SECONDS = 20;

    /** A connection that is being made: its SYN, and the real side once that stands. */
    private static final class Beginning {
        private final Ipv4Packet syn;
        private @Nullable Channel outer;

        Beginning(Ipv4Packet syn) {
            this.syn = syn;
        }
    }

    private final LabNetwork network;
    private final IpStack stack;
    private final Bootstrap real;
    private final ForwardedConnections connections;
    private final Map<OutwardEnds, Beginning> beginning = new LinkedHashMap<>();
    private @Nullable Channel listening;
    private long refused;
    private long dropped;

    OutwardConnections(LabNetwork network, EventLoopGroup outside, Class<? extends SocketChannel> channelClass) {
        this.network = network;
        this.stack = network.stack();
        this.connections = new ForwardedConnections(network.loop(), MAX_CONNECTIONS);
        real = new Bootstrap()
                .group(outside)
                .channel(channelClass)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, ForwardLeg.readSizes())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel outer) {
                        connections
                                .admit(outer)
                                .ifPresentOrElse(leg -> outer.pipeline().addLast(leg), () -> closeNow(outer));
                    }
                });
    }

    /**
     * Makes ready to take connections in others' names: by a listener at the loopback, which nobody else reaches.
     *
     * @return done when it is
     */
    ChannelFuture start() {
        ChannelFuture bound = network.serverBootstrap()
                .option(ChannelOption.SO_BACKLOG, MAX_BEGINNING)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_SNDBUF, LabSide.BUFFER_BYTES)
                .childOption(ChannelOption.SO_RCVBUF, LabSide.BUFFER_BYTES)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, ForwardLeg.readSizes())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel inner) {
                        accepted(inner);
                    }
                })
                .bind(new InetSocketAddress(Ipv4Address.LOOPBACK.toInetAddress(), 0));
        listening = bound.channel();
        return bound;
    }

    /** A segment to the real network. */
    void received(Ipv4Packet packet, TcpSegment segment, InetAddress realAddress) {
        if ((segment.flags() & (TcpSegment.SYN | TcpSegment.ACK | TcpSegment.RST)) != TcpSegment.SYN) {
            stack.tcp().receive(packet);
            return;
        }
        OutwardEnds ends = new OutwardEnds(
                IpPayload.PROTOCOL_TCP,
                packet.source(),
                segment.sourcePort(),
                packet.destination(),
                segment.destinationPort());
        if (beginning.containsKey(ends)) {
            return;
        }
        if (beginning.size() == MAX_BEGINNING || segment.destinationPort() == 0) {
            dropped++;
            return;
        }
        beginning.put(ends, new Beginning(packet));
        real.connect(new InetSocketAddress(realAddress, segment.destinationPort()))
                .addListener(
                        (ChannelFutureListener) connected -> network.loop().execute(() -> connected(ends, connected)));
    }

    private void connected(OutwardEnds ends, ChannelFuture connected) {
        Beginning waiting = beginning.get(ends);
        if (waiting == null) {
            closeNow(connected.channel());
        } else if (connected.isSuccess()) {
            waiting.outer = connected.channel();
            stack.tcp().open(listener(), waiting.syn);
            network.loop().schedule(() -> giveUp(ends, waiting), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        } else {
            beginning.remove(ends);
            refuse(waiting.syn, connected.cause());
        }
    }

    private TcpListener listener() {
        int port = ((InetSocketAddress) requireListening().localAddress()).getPort();
        return stack.tcp().listeners().stream()
                .filter(candidate -> candidate.localPort() == port
                        && candidate.localAddress().isLoopback())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("listener: none at port " + port + " (expected: ours)"));
    }

    private void refuse(Ipv4Packet syn, Throwable reason) {
        refused++;
        if (reason instanceof ConnectTimeoutException) {
            stack.errors().hostUnreachable(syn);
        } else if (reason instanceof ConnectException) {
            stack.tcp().refuse(syn);
        } else {
            stack.errors().networkUnreachable(syn);
        }
    }

    private void giveUp(OutwardEnds ends, Beginning waiting) {
        if (beginning.remove(ends, waiting) && waiting.outer != null) {
            closeNow(waiting.outer);
        }
    }

    /** The lab's half of the handshake is done. */
    private void accepted(Channel inner) {
        InetSocketAddress client = (InetSocketAddress) inner.remoteAddress();
        InetSocketAddress remote = (InetSocketAddress) inner.localAddress();
        Beginning waiting = beginning.remove(new OutwardEnds(
                IpPayload.PROTOCOL_TCP,
                Ipv4Address.of(client.getAddress()),
                client.getPort(),
                Ipv4Address.of(remote.getAddress()),
                remote.getPort()));
        ForwardLeg outer = waiting == null || waiting.outer == null
                ? null
                : waiting.outer.pipeline().get(ForwardLeg.class);
        if (outer == null || outer.peer().isClosed()) {
            closeNow(inner);
            return;
        }
        inner.pipeline().addLast(outer.peer());
        outer.peer().start();
        outer.start();
    }

    /** Resets it, on its own loop; one that is closed, as after a stop, is left alone. */
    private static void closeNow(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
        });
    }

    private Channel requireListening() {
        if (listening == null) {
            throw new IllegalStateException("listener: none (expected: started)");
        }
        return listening;
    }

    /**
     * Takes no more, and closes what there is in order.
     *
     * @param stopped set when all real sockets are closed
     */
    void stop(Promise<Void> stopped) {
        beginning.clear();
        requireListening().close().addListener(closed -> connections.close(stopped));
    }

    ForwardedConnections connections() {
        return connections;
    }

    long refused() {
        return refused;
    }

    long dropped() {
        return dropped + connections.overLimit();
    }
}
