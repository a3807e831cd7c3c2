package labwire.gateway.lab;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The workstation's own sockets: epoll where its native library is present, else NIO.
 *
 * @param group one thread; the lab's own loop does the work
 */
record WorkstationSockets(EventLoopGroup group, Class<? extends ServerSocketChannel> serverChannel) {
    static WorkstationSockets open() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    static WorkstationSockets epoll() {
        return new WorkstationSockets(
                new MultiThreadIoEventLoopGroup(1, threads(), EpollIoHandler.newFactory()),
                EpollServerSocketChannel.class);
    }

    static WorkstationSockets nio() {
        return new WorkstationSockets(
                new MultiThreadIoEventLoopGroup(1, threads(), NioIoHandler.newFactory()), NioServerSocketChannel.class);
    }

    private static DefaultThreadFactory threads() {
        return new DefaultThreadFactory("labwire-outside", true);
    }

    void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
