package labwire.gateway.sockets;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.cloud.DatagramTrain;
import labwire.netlab.cloud.PingSocket;

/** The workstation's own sockets: epoll where its native library is present, else NIO. */
public record WorkstationSockets(
        EventLoopGroup group,
        Class<? extends ServerSocketChannel> serverChannel,
        Class<? extends SocketChannel> clientChannel,
        Class<? extends DatagramChannel> datagramChannel) {
    private static final int DATAGRAMS_AT_ONCE = 32;
    private static final int MAX_DATAGRAM_BYTES = 65_507;

    /** With so many threads; they do not keep the process from ending. */
    public static WorkstationSockets open(int threads) {
        return Epoll.isAvailable() ? epoll(threads) : nio(threads);
    }

    static WorkstationSockets epoll(int threads) {
        return new WorkstationSockets(
                group(threads, EpollIoHandler.newFactory()),
                EpollServerSocketChannel.class,
                EpollSocketChannel.class,
                EpollDatagramChannel.class);
    }

    static WorkstationSockets nio(int threads) {
        return new WorkstationSockets(
                group(threads, NioIoHandler.newFactory()),
                NioServerSocketChannel.class,
                NioSocketChannel.class,
                NioDatagramChannel.class);
    }

    private static EventLoopGroup group(int threads, IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("labwire-outside", true), handlers);
    }

    /** For servers: loops and channel are set, a child handler is to be added. */
    public ServerBootstrap serverBootstrap() {
        return new ServerBootstrap().group(group).channel(serverChannel);
    }

    /** For clients: loops, channel and the system's name resolution are set, a handler is to be added. */
    public Bootstrap bootstrap() {
        return new Bootstrap().group(group).channel(clientChannel);
    }

    /**
     * For datagrams of a bounded length: loops and channel are set, and, with epoll, that several are read and written
     * with one system call; a handler is to be added.
     *
     * @param maxBytes what is beyond is cut off
     */
    public Bootstrap datagramBootstrap(int maxBytes) {
        Bootstrap bootstrap = new Bootstrap().group(group).channel(datagramChannel);
        if (datagramChannel == EpollDatagramChannel.class) {
            return bootstrap
                    // Netty's adaptive allocator would make a buffer of this size anew for most reads, and clear it.
                    .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, maxBytes)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAMS_AT_ONCE * maxBytes));
        }
        return bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(maxBytes));
    }

    /** How several datagrams of one length are written at once; empty where that cannot be. */
    public Optional<DatagramTrain> datagramTrains() {
        return datagramChannel == EpollDatagramChannel.class
                        && EpollDatagramChannel.isSegmentedDatagramPacketSupported()
                ? Optional.of(SegmentedDatagramPacket::new)
                : Optional.empty();
    }

    /** For few datagrams of any length, read one by one: the channel is set, loop and handler are to be added. */
    public Bootstrap datagramBootstrap() {
        return new Bootstrap()
                .channel(datagramChannel)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
    }

    /** For echoes, where epoll is present and the system lets this user send them; loop and handler are to be added. */
    public Optional<Bootstrap> pingBootstrap() {
        return datagramChannel == EpollDatagramChannel.class && PingSocket.isAllowed()
                ? Optional.of(new Bootstrap()
                        .channelFactory(() -> new EpollDatagramChannel(PingSocket.open()))
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES)))
                : Optional.empty();
    }

    /** Ends all connections. Blocks, for two seconds at most. */
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
