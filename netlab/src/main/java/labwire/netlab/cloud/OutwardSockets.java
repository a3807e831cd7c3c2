package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What a way out needs of the workstation.
 *
 * @param group the loops of the real sockets, NIO or epoll
 * @param streams the class of connections that fits {@code group}
 * @param datagrams its channel class and options are set
 * @param pings makes channels of {@link PingSocket}s; empty if this user may have none
 * @param nameServer whom the workstation itself asks for names; empty if nobody
 */
public record OutwardSockets(
        EventLoopGroup group,
        Class<? extends SocketChannel> streams,
        Bootstrap datagrams,
        Optional<Bootstrap> pings,
        Optional<InetAddress> nameServer) {}
