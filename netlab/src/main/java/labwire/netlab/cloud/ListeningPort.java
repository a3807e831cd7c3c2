package labwire.netlab.cloud;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A port of the workstation whose connections lead into the lab. May be used from any thread. Not restartable. */
final class ListeningPort {
    /** Takes a connection, on its channel's loop; its first read is not asked for yet. */
    @FunctionalInterface
    interface Acceptor {
        /** @param leg not in the channel's pipeline yet */
        void accepted(Channel outer, ForwardLeg leg);
    }

    private final EventLoopGroup outside;
    private final Class<? extends ServerSocketChannel> channelClass;
    private final ForwardedConnections connections;
    private final Acceptor acceptor;
    private volatile @Nullable Channel listening;

    /**
     * @param outside the loops of the real sockets, NIO or epoll
     * @param channelClass the listening channel that fits {@code outside}
     * @param lab the lab's loop
     * @param maxConnections at once; what comes beyond is reset
     */
    ListeningPort(
            EventLoopGroup outside,
            Class<? extends ServerSocketChannel> channelClass,
            EventLoop lab,
            int maxConnections,
            Acceptor acceptor) {
        this.outside = outside;
        this.channelClass = channelClass;
        this.connections = new ForwardedConnections(lab, maxConnections);
        this.acceptor = acceptor;
    }

    /**
     * Opens the port.
     *
     * @param name of what is opened, for the message if it cannot be
     * @return done when it is open, with the address; fails with a {@link PortForwardException}
     */
    Future<InetSocketAddress> listen(InetSocketAddress at, Object name) {
        Promise<InetSocketAddress> opened = outside.next().newPromise();
        new ServerBootstrap()
                .group(outside)
                .channel(channelClass)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, ForwardLeg.readSizes())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel outer) {
                        accepted(outer);
                    }
                })
                .bind(at)
                .addListener((ChannelFutureListener) bound -> {
                    if (bound.isSuccess()) {
                        listening = bound.channel();
                        opened.setSuccess((InetSocketAddress) bound.channel().localAddress());
                    } else {
                        String reason = bound.cause().getMessage() + " (expected: a free port of this machine)";
                        opened.setFailure(new PortForwardException(name + ": " + reason, bound.cause()));
                    }
                });
        return opened;
    }

    private void accepted(Channel outer) {
        Optional<ForwardLeg> leg = connections.admit(outer);
        if (leg.isPresent()) {
            acceptor.accepted(outer, leg.get());
        } else {
            outer.config().setOption(ChannelOption.SO_LINGER, 0);
            outer.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    /**
     * Closes the port, then every connection, in order: what has been handed over is still sent.
     *
     * @return done when the port and all real sockets are closed
     */
    Future<Void> stop() {
        Promise<Void> stopped = outside.next().newPromise();
        Channel port = listening;
        if (port == null) {
            return stopped.setSuccess(null);
        }
        port.close().addListener(closed -> connections.close(stopped));
        return stopped;
    }

    ForwardedConnections connections() {
        return connections;
    }
}
