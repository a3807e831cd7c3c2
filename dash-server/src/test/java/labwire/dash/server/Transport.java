package labwire.dash.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** Real sockets, one way or the other. */
enum Transport {
    NIO,
    EPOLL;

    EventLoopGroup newGroup(int threads) {
        assumeTrue(this == NIO || Epoll.isAvailable(), "epoll is not available");
        return new MultiThreadIoEventLoopGroup(
                threads, this == NIO ? NioIoHandler.newFactory() : EpollIoHandler.newFactory());
    }

    ServerBootstrap bootstrap(EventLoopGroup group) {
        Class<? extends ServerChannel> channel =
                this == NIO ? NioServerSocketChannel.class : EpollServerSocketChannel.class;
        return new ServerBootstrap().group(group).channel(channel);
    }
}
